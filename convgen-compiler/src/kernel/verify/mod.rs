//! Proves that a kernel is safe to run without checks.
//!
//! [`verify`] shows, for every iteration of every loop, that
//! 1. every access lies inside its buffer, every lane of it, and every read of a parameter inside its
//!    view (`bounds`),
//! 2. every element of a view that is written is written exactly once, and no other (`coverage`), and
//!    every element of scratch memory before it is read (`filled`),
//! 3. every register and loop variable is in scope where it is used, and set before it is read
//!    (`scopes`),
//! 4. buffers are used as their roles allow, lanes exist, and what meets is of one element (`scopes`).
//!
//! The proofs are exact, not conservative: trip counts and index tables are lists, and the values
//! that go together are looked at together.
//!
//! What a kernel reads may be what it writes, where it was shown to read every element before that is
//! written (`in_place`).

mod bounds;
mod coverage;
mod fault;
mod filled;
mod footprint;
mod in_place;
mod marks;
mod scopes;

use std::collections::BTreeSet;

pub use fault::Fault;

use super::{BufferId, Kernel};

/// A kernel that holds its promises. Only such a kernel is interpreted or emitted.
#[derive(Clone, Debug, PartialEq)]
pub struct Verified {
    kernel: Kernel,
    in_place: BTreeSet<(BufferId, BufferId)>,
}

impl Verified {
    /// The kernel.
    pub fn kernel(&self) -> &Kernel {
        &self.kernel
    }

    /// Whether an input and an output may be the same memory, element by element.
    pub fn may_share(&self, input: BufferId, output: BufferId) -> bool {
        self.in_place.contains(&(input, output))
    }
}

/// Checks a kernel.
///
/// # Errors
/// Everything that is wrong with it. Bounds and coverage are looked at only when scopes and shapes
/// are right, since they mean nothing otherwise.
pub fn verify(kernel: Kernel) -> Result<Verified, Vec<Fault>> {
    let mut faults = scopes::check(&kernel);
    if faults.is_empty() {
        faults.extend(bounds::check(&kernel));
        if faults.is_empty() {
            faults.extend(coverage::check(&kernel));
            faults.extend(filled::check(&kernel));
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let in_place = in_place::pairs(&kernel);
    Ok(Verified { kernel, in_place })
}
