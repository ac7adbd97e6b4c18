//! Whether the codes are locked, as the page last told.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Locked until the page says otherwise: no page, no codes.
#[derive(Clone)]
pub struct LockedState(Arc<(Mutex<bool>, Condvar)>);

impl Default for LockedState {
    fn default() -> Self {
        Self(Arc::new((Mutex::new(true), Condvar::new())))
    }
}

impl LockedState {
    pub fn set(&self, is_locked: bool) {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = is_locked;
        self.0.1.notify_all();
    }

    /// Answers whether it is locked now.
    pub fn wait_until_locked(&self, at_most: Duration) -> bool {
        let held = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (held, _) =
            self.0.1.wait_timeout_while(held, at_most, |is_locked| !*is_locked).unwrap_or_else(PoisonError::into_inner);
        *held
    }
}
