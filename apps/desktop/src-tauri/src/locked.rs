//! Whether the codes are locked, as the page last told, and what goes with a lock.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use tauri::{AppHandle, Manager, State};

use crate::blocking::blocking;
use crate::clipboard::SharedClipboard;
use crate::desk::Desk;
use crate::error::Answer;
use crate::window::{hiding, palette};

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

/// The page tells whenever it locks or unlocks. `may_rest`: nothing is lost if the page ends while it is locked and hidden.
#[tauri::command]
#[specta::specta]
pub async fn locked_changed(app: AppHandle, desk: State<'_, Desk>, is_locked: bool, may_rest: bool) -> Answer<()> {
    let is_hidden = {
        let mut state = desk.state();
        state.is_locked = is_locked;
        state.may_rest = may_rest;
        !state.is_wanted
    };
    app.state::<LockedState>().set(is_locked);
    if is_locked {
        // A code that was copied goes with the lock.
        let clipboard = app.state::<SharedClipboard>().inner().clone();
        drop(blocking(move || clipboard.take_back()).await);
        palette::hide(&app);
        if is_hidden {
            hiding::rest_later(&app);
        }
    }
    Ok(())
}
