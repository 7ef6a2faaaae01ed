//! Proves that a kernel is safe to run without checks.
//!
//! [`verify`] shows, for every iteration of every loop, that
//! 1. every access lies inside its buffer, every lane of it (`bounds`),
//! 2. every output element is written exactly once (`coverage`), and every element of scratch memory
//!    before it is read (`filled`),
//! 3. every register and loop variable is in scope where it is used, and set before it is read
//!    (`scopes`),
//! 4. buffers are used as their roles allow, and lanes exist (`scopes`).
//!
//! The proofs are exact, not conservative: trip counts and index tables are lists, and the values
//! that go together are looked at together.

mod bounds;
mod coverage;
mod fault;
mod filled;
mod scopes;

pub use fault::Fault;

use super::Kernel;

/// A kernel that holds its promises. Only such a kernel is interpreted or emitted.
#[derive(Clone, Debug)]
pub struct Verified(Kernel);

impl Verified {
    /// The kernel.
    pub fn kernel(&self) -> &Kernel {
        &self.0
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
    if faults.is_empty() { Ok(Verified(kernel)) } else { Err(faults) }
}
