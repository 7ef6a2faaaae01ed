//! Work on all cores.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, Builder};

/// What `work` makes of each item, in their order.
pub(super) fn map<A: Sync, B: Send>(items: &[A], work: impl Fn(&A) -> B + Sync) -> Vec<B> {
    let next = AtomicUsize::new(0);
    let take = || items.iter().enumerate().nth(next.fetch_add(1, Ordering::Relaxed));
    let some = || {
        let mut done = BTreeMap::new();
        while let Some((n, item)) = take() {
            done.insert(n, work(item));
        }
        done
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    let mut done = thread::scope(|scope| {
        // Where there is no thread to be had, this one does everything.
        let start = |_| Builder::new().spawn_scoped(scope, some).ok();
        let others: Vec<_> = (1..threads).filter_map(start).collect();
        let mut done = some();
        for other in others {
            done.extend(other.join().unwrap_or_default());
        }
        done
    });
    // What a thread could not finish is done here, where a fault shows.
    items
        .iter()
        .enumerate()
        .map(|(n, item)| done.remove(&n).unwrap_or_else(|| work(item)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn results_are_in_the_order_of_items() {
        let items: Vec<u32> = (0..1000).collect();
        assert!(map(&items, |n| n * n).into_iter().eq(items.iter().map(|n| n * n)));
        assert!(map(&[], |n: &u32| *n).is_empty());
    }
}
