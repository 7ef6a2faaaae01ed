//! Classifies real handwritten digits with three compiled layers, and compares every answer with
//! PyTorch's.
//!
//! ```text
//! cargo run --release --example digits
//! ```

use std::error::Error;
use std::fs::File;
use std::io::BufReader;
use std::time::Instant;

use npyz::{Deserialize, NpyFile};

/// 1 × 8×8 → 12 × 8×8
#[convgen::layer("specs/digits/conv1.toml")]
fn conv1(image: &[f32; 8 * 8], features: &mut [f32; 12 * 8 * 8]);

/// 12 × 8×8 → 24 × 4×4
#[convgen::layer("specs/digits/conv2.toml")]
fn conv2(features: &[f32; 12 * 8 * 8], features_2: &mut [f32; 24 * 4 * 4]);

/// 24 × 4×4 → 10 logits
#[convgen::layer("specs/digits/head.toml")]
fn head(features: &[f32; 24 * 4 * 4], logits: &mut [f32; 10]);

/// The ten logits of an image whose pixels are 0 to 16.
fn logits(image: &[u8]) -> [f32; 10] {
    let mut input = [0.0; 64];
    for (scaled, &pixel) in input.iter_mut().zip(image) {
        *scaled = f32::from(pixel) / 16.0;
    }
    let (mut a, mut b, mut logits) = ([0.0; 12 * 64], [0.0; 24 * 16], [0.0; 10]);
    conv1(&input, &mut a);
    conv2(&a, &mut b);
    head(&b, &mut logits);
    logits
}

fn class(logits: &[f32]) -> u8 {
    let best = (0..10).max_by(|&a, &b| logits[usize::from(a)].total_cmp(&logits[usize::from(b)]));
    best.expect("there are ten classes")
}

fn main() -> Result<(), Box<dyn Error>> {
    let images: Vec<u8> = read("test_images")?;
    let labels: Vec<u8> = read("test_labels")?;
    let torch_classes: Vec<u8> = read("torch_classes")?;
    let torch_logits: Vec<f32> = read("torch_logits")?;

    let start = Instant::now();
    let results: Vec<[f32; 10]> = images.chunks_exact(64).map(logits).collect();
    let elapsed = start.elapsed();

    let (mut correct, mut farthest) = (0, 0.0_f32);
    for (n, result) in results.iter().enumerate() {
        let answer = class(result);
        correct += usize::from(answer == labels[n]);
        assert_eq!(answer, torch_classes[n], "image {n}: PyTorch answers differently");
        for (ours, theirs) in result.iter().zip(&torch_logits[10 * n..]) {
            farthest = farthest.max((ours - theirs).abs());
        }
    }
    print(&images[..64], labels[0], &results[0]);
    let (count, accuracy) = (results.len(), 100.0 * correct as f64 / results.len() as f64);
    println!("{count} held-out digits, {correct} right: {accuracy:.2}%");
    println!("the same class as PyTorch on every one; logits differ by at most {farthest:.1e}");
    println!("{:.2} µs a digit", 1e6 * elapsed.as_secs_f64() / count as f64);
    assert!(accuracy >= 97.0, "the network is worse than it was trained to be");
    assert!(farthest <= 1e-4, "the logits are not PyTorch's");
    Ok(())
}

fn read<T: Deserialize>(name: &str) -> Result<Vec<T>, Box<dyn Error>> {
    let path = format!("{}/specs/digits/{name}.npy", env!("CARGO_MANIFEST_DIR"));
    let file = File::open(&path).map_err(|error| format!("{path}: {error}"))?;
    Ok(NpyFile::new(BufReader::new(file))?.into_vec()?)
}

fn print(image: &[u8], label: u8, logits: &[f32]) {
    for row in image.chunks(8) {
        let shade = |&pixel: &u8| [' ', '░', '▒', '▓', '█'][usize::from(pixel.div_ceil(4))];
        let row: String = row.iter().flat_map(|pixel| [shade(pixel); 2]).collect();
        println!("    {row}");
    }
    println!("    a {label}, taken for a {}\n", class(logits));
}
