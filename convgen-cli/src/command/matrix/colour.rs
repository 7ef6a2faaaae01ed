//! The colour of an entry.

/// White for zero, through light tones to full red for the largest and full blue for the smallest
/// value. Small values are lifted, so that every entry can be told from white.
pub(super) fn of(value: f64, largest: f64) -> [u8; 3] {
    if value == 0.0 {
        return [255; 3];
    }
    let part = if largest > 0.0 { (value / largest).abs() } else { 0.0 };
    let pale = (255.0 * (0.75 - 0.75 * part)).clamp(0.0, 191.0) as u8;
    if value > 0.0 { [220, pale, pale] } else { [pale, pale, 220] }
}
