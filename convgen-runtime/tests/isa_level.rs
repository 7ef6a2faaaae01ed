//! Which instruction sets there are, and the cap on them. The cap is the whole program's, so that
//! these tests are a program of their own.

use convgen_runtime::Isa;
use convgen_runtime::isa::Family;

/// Takes the cap away, also after a failure.
struct Uncapped;

impl Drop for Uncapped {
    fn drop(&mut self) {
        Isa::Avx512.cap();
    }
}

#[test]
fn from_the_least_to_the_most_capable() {
    let of = |family| Isa::ALL.iter().filter(move |isa| isa.family() == family).copied();
    assert_eq!(of(Family::Any).collect::<Vec<_>>(), [Isa::Portable]);
    assert_eq!(of(Family::X86_64).collect::<Vec<_>>(), [Isa::Avx2, Isa::Avx512]);
    assert!(of(Family::X86_64).is_sorted_by(|a, b| a < b));
    assert!(Isa::ALL.iter().all(|isa| Isa::Portable <= *isa));
    assert!(Isa::COMPILED <= Isa::detected());
}

#[test]
fn names() {
    let names: Vec<&str> = Isa::ALL.iter().map(|isa| isa.name()).collect();
    assert_eq!(names, ["portable", "avx2", "avx512"]);
    assert!(Isa::ALL.iter().all(|isa| isa.to_string() == isa.name()));
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

/// What is not comparable is nowhere in a chain: no machine has both.
#[test]
fn the_lesser_of_two_is_below_both() {
    for &a in Isa::ALL {
        for &b in Isa::ALL {
            let least = a.min(b);
            assert!(least <= a && least <= b, "{a}, {b}: {least}");
            assert_eq!(least, b.min(a));
            assert_eq!(a <= b, least == a);
            let same = a.family() == b.family();
            let any = [a, b].map(Isa::family).contains(&Family::Any);
            assert_eq!(a.partial_cmp(&b).is_some(), same || any, "{a}, {b}");
        }
    }
}

/// The only test here that sets the cap.
#[test]
fn a_cap_lowers_the_current_one_and_never_raises_it() {
    let _uncapped = Uncapped;
    let detected = Isa::detected();
    assert_eq!(Isa::current(), detected);
    for &isa in Isa::ALL.iter().chain(Isa::ALL.iter().rev()) {
        isa.cap();
        assert_eq!(Isa::current(), isa.min(detected), "cap {isa}");
        assert_eq!(Isa::detected(), detected, "cap {isa}");
        assert_eq!(Isa::available().last(), Some(detected), "cap {isa}");
    }
}
