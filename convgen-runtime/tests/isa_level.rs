//! Which instruction sets there are, and the cap on them. The cap is the whole program's, so that
//! these tests are a program of their own.

use convgen_runtime::Isa;

/// Takes the cap away, also after a failure.
struct Uncapped;

impl Drop for Uncapped {
    fn drop(&mut self) {
        Isa::Avx512.cap();
    }
}

#[test]
fn from_the_least_to_the_most_capable() {
    assert_eq!(Isa::ALL, [Isa::Portable, Isa::Avx2, Isa::Avx512]);
    assert!(Isa::ALL.is_sorted_by(|a, b| a < b));
    assert!(Isa::COMPILED <= Isa::detected());
}

#[test]
fn names() {
    assert_eq!(Isa::ALL.map(Isa::name), ["portable", "avx2", "avx512"]);
    assert_eq!(Isa::ALL.map(|isa| isa.to_string()), ["portable", "avx2", "avx512"]);
    assert_eq!(format!("{:>6}|{:<8}|", Isa::Avx2, Isa::Avx512), "  avx2|avx512  |");
}

#[test]
fn available_is_all_up_to_the_detected() {
    let available: Vec<Isa> = Isa::available().collect();
    assert_eq!(available.first(), Some(&Isa::Portable));
    assert_eq!(available.last(), Some(&Isa::detected()));
    assert_eq!(available, Isa::ALL[..available.len()]);
}

#[cfg(target_arch = "x86_64")]
#[test]
fn detection_agrees_with_the_standard_library() {
    let avx2 = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
    assert_eq!(Isa::detected() >= Isa::Avx2, avx2);
    assert_eq!(Isa::detected() >= Isa::Avx512, avx2 && is_x86_feature_detected!("avx512f"));
}

#[cfg(not(target_arch = "x86_64"))]
#[test]
fn other_machines_are_portable() {
    assert_eq!(Isa::detected(), Isa::Portable);
}

/// The only test here that sets the cap.
#[test]
fn a_cap_lowers_the_current_one_and_never_raises_it() {
    let _uncapped = Uncapped;
    let detected = Isa::detected();
    assert_eq!(Isa::current(), detected);
    for isa in Isa::ALL.into_iter().chain(Isa::ALL.into_iter().rev()) {
        isa.cap();
        assert_eq!(Isa::current(), isa.min(detected), "cap {isa}");
        assert_eq!(Isa::detected(), detected, "cap {isa}");
        assert_eq!(Isa::available().last(), Some(detected), "cap {isa}");
    }
}
