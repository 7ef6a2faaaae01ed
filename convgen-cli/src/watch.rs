//! What is being done, for whoever watches a terminal.

use std::fmt::Display;
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// A run shorter than this needs no account of its time, and a step no time of its own.
const LONG: Duration = Duration::from_secs(3);

/// Says what is being done on the standard error, if that is a terminal, and keeps how long it took.
pub(crate) struct Watch {
    shown: bool,
    steps: Vec<(&'static str, Duration)>,
}

impl Watch {
    /// Nobody reads along where the report is JSON.
    pub(crate) fn new(as_json: bool) -> Self {
        Self { shown: !as_json && io::stderr().is_terminal(), steps: Vec::new() }
    }

    /// Says a line.
    pub(crate) fn say(&self, text: impl Display) {
        if self.shown {
            anstream::eprintln!("{text}");
        }
    }

    /// Does a step: `name` is a word for it, `text` what is said before.
    pub(crate) fn step<R>(
        &mut self,
        name: &'static str,
        text: impl Display,
        work: impl FnOnce(&Self) -> R,
    ) -> R {
        self.say(format_args!("{text} …"));
        let start = Instant::now();
        let done = work(self);
        let time = start.elapsed();
        if time >= LONG {
            self.say(format_args!("  took {}", seconds(time)));
        }
        self.steps.push((name, time));
        done
    }

    /// Says what a long run took its time for.
    pub(crate) fn account(&self) {
        if let Some(account) = account(&self.steps) {
            self.say(account);
        }
    }
}

/// The steps and their times, longest first; nothing of a short run.
fn account(steps: &[(&'static str, Duration)]) -> Option<String> {
    let all: Duration = steps.iter().map(|(_, time)| *time).sum();
    let mut steps = steps.to_vec();
    steps.sort_by_key(|(_, time)| std::cmp::Reverse(*time));
    let steps = steps.iter().map(|(name, time)| format!("{name} {}", seconds(*time)));
    let steps = steps.collect::<Vec<_>>().join(", ");
    (all >= LONG).then(|| format!("took {}: {steps}", seconds(all)))
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::account;

    #[test]
    fn a_long_run_is_accounted_for() {
        let steps = |times: [u64; 2]| {
            let [build, run] = times.map(Duration::from_millis);
            account(&[("build", build), ("kernels", run)])
        };
        let account = "took 13.0 s: kernels 11.0 s, build 2.0 s";
        assert_eq!(steps([2000, 11_000]).as_deref(), Some(account));
        assert_eq!(steps([2000, 999]), None);
    }
}
