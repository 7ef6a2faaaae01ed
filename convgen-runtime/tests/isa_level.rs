//! Which instruction sets there are, and the cap on them. The cap is the whole program's, so that
//! these tests are a program of their own.

use convgen_runtime::Isa;
use convgen_runtime::isa::Family;

/// Takes the cap away, also after a failure.
struct Uncapped;

impl Drop for Uncapped {
    fn drop(&mut self) {
        Isa::detected().cap();
    }
}

#[test]
fn each_family_is_a_chain() {
    assert_eq!(Isa::ALL, [Isa::Portable, Isa::Avx2, Isa::Avx512]);
    for &family in Family::ALL {
        let mut chain = Isa::ALL.iter().filter(|isa| isa.family() == family);
        assert!(chain.by_ref().is_sorted_by(|a, b| a < b), "{family:?}");
    }
    assert!(Isa::COMPILED <= Isa::detected());
}

/// The order is one: of two that are comparable exactly one is below, and below is transitive.
#[test]
fn the_order_is_partial() {
    for &a in Isa::ALL {
        assert!(Isa::Portable <= a && a <= a, "{a}");
        for &b in Isa::ALL {
            assert_eq!(a <= b && b <= a, a == b, "{a} {b}");
            assert_eq!(a < b, b > a, "{a} {b}");
            let alike = [a.family(), b.family()].contains(&Family::Any) || a.family() == b.family();
            assert_eq!(a.partial_cmp(&b).is_some(), alike, "{a} {b}");
            for &c in Isa::ALL {
                assert!(!(a <= b && b <= c) || a <= c, "{a} {b} {c}");
            }
        }
    }
}

#[test]
fn the_lesser_of_two_is_the_most_capable_below_both() {
    for &a in Isa::ALL {
        for &b in Isa::ALL {
            let least = a.min(b);
            assert_eq!(least, b.min(a), "{a} {b}");
            assert!(least <= a && least <= b, "{a} {b}");
            for &c in Isa::ALL {
                assert!(!(c <= a && c <= b) || c <= least, "{a} {b} {c}");
            }
        }
    }
    assert_eq!(Isa::Avx512.min(Isa::Avx2), Isa::Avx2);
    assert_eq!(Isa::Avx2.min(Isa::Portable), Isa::Portable);
}

#[test]
fn families_are_architectures() {
    assert_eq!(Isa::Portable.family(), Family::Any);
    assert_eq!(Isa::Avx512.family().target_arch(), Some("x86_64"));
    for family in Family::ALL {
        let here = family.target_arch().is_none_or(|arch| arch == std::env::consts::ARCH);
        assert_eq!(family.is_here(), here, "{family:?}");
    }
    assert!(Isa::available().all(|isa| isa.family().is_here()));
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
    let expected: Vec<Isa> =
        Isa::ALL.iter().copied().filter(|isa| isa.min(Isa::detected()) == *isa).collect();
    assert_eq!(available, expected);
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

/// `CONVGEN_REQUIRE` names what `/proc/cpuinfo` says that the machine has: all tests that go through
/// [`Isa::available`] then see it.
#[test]
fn what_is_required_is_available() {
    let required = std::env::var("CONVGEN_REQUIRE").unwrap_or_default();
    for isa in Isa::ALL.iter().filter(|isa| required.split(',').any(|name| name == isa.name())) {
        assert!(Isa::available().any(|available| available == *isa), "{isa}");
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
