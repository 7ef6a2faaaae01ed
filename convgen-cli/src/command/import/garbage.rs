//! No bytes end in a panic: the committed models, cut and with bytes changed.

use std::fs;
use std::path::Path;

use convgen_onnx::expand;
use convgen_onnx::model::Model;

use super::beside::Folder;
use super::plan::Plan;
use super::readme;
use crate::random::Random;

/// Variants of each model: some seconds for all of them.
const VARIANTS: usize = 100;

/// The committed models and their folders.
fn models() -> Vec<(Vec<u8>, std::path::PathBuf)> {
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/onnx");
    let entries = fs::read_dir(folders).into_iter().flatten().flatten();
    let read =
        |folder: std::path::PathBuf| Some((fs::read(folder.join("model.onnx")).ok()?, folder));
    entries.filter_map(|entry| read(entry.path())).collect()
}

/// Goes as far as an import goes before it writes, and says whether there was a graph.
fn import(bytes: Vec<u8>, folder: &Path) -> bool {
    let Ok(model) = Model::decode(bytes, "model.onnx".to_owned(), "it") else {
        return false;
    };
    let beside = Folder::of(&folder.join("model.onnx"));
    let Ok(model) = expand::flat(model, &beside, &[]) else { return false };
    let Ok(plan) = Plan::of(&model, &beside, &[]) else { return false };
    let text = readme::text(&model, &plan);
    assert!(!text.contains('\u{0}'));
    assert!(text.lines().filter(|line| line.starts_with("| ")).all(|line| line.ends_with(" |")));
    true
}

/// A number below `end`.
fn below(random: &mut Random, end: usize) -> usize {
    let share = f64::from(random.uniform()).mul_add(0.5, 0.5);
    ((share * end as f64) as usize).min(end.saturating_sub(1))
}

#[test]
fn cut_models_do_not_panic() {
    let models = models();
    assert!(models.len() >= 12);
    for (bytes, folder) in models {
        assert!(import(bytes.clone(), &folder));
        for n in 0..VARIANTS {
            let end = n * bytes.len() / VARIANTS;
            import(bytes.get(..end).unwrap_or_default().to_vec(), &folder);
        }
    }
}

#[test]
fn changed_models_do_not_panic() {
    let mut random = Random::new(22);
    let mut graphs = 0;
    for (bytes, folder) in models() {
        for n in 0..VARIANTS {
            let mut changed = bytes.clone();
            for _ in 0..=n % 5 {
                let (at, bit) = (below(&mut random, bytes.len()), below(&mut random, 8));
                if let Some(byte) = changed.get_mut(at) {
                    *byte ^= 1 << bit;
                }
            }
            graphs += usize::from(import(changed, &folder));
        }
    }
    // Most changes are in names and numbers, and leave a graph to look at.
    assert!(graphs > 300, "{graphs}");
}
