//! One command at a time in a folder of scratch crates, so that none changes what another builds or runs.

use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::watch::Watch;

/// Others wait while it is there.
pub(super) struct Lock {
    _file: Arc<File>,
}

/// What this process has: to lock a file again would wait for itself.
static HELD: Mutex<BTreeMap<PathBuf, Weak<File>>> = Mutex::new(BTreeMap::new());

impl Lock {
    /// The lock of a folder that is there, when everyone else has left it.
    pub(super) fn of(folder: &Path, watch: &Watch) -> io::Result<Self> {
        let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = held.get(folder).and_then(Weak::upgrade) {
            return Ok(Self { _file: file });
        }
        let file = Arc::new(File::create(folder.join(".lock"))?);
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let folder = folder.display();
                watch.say(format_args!(
                    "waiting for another `cargo convgen`, which uses {folder} …"
                ));
                file.lock()?;
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
        held.insert(folder.to_owned(), Arc::downgrade(&file));
        Ok(Self { _file: file })
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{File, TryLockError};
    use std::io;

    use super::Lock;
    use crate::watch::Watch;

    #[test]
    fn others_wait_and_this_process_does_not() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let watch = Watch::new(true);
        let other = File::create(folder.path().join(".lock"))?;
        let lock = Lock::of(folder.path(), &watch)?;
        let again = Lock::of(folder.path(), &watch)?;
        drop(lock);
        assert!(matches!(other.try_lock(), Err(TryLockError::WouldBlock)));
        drop(again);
        assert!(other.try_lock().is_ok());
        other.unlock()?;
        Lock::of(folder.path(), &watch)?;
        Ok(())
    }
}
