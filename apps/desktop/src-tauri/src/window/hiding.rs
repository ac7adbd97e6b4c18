//! Hides the window. Hidden and locked for a while, the pages go and give their memory back.

use std::thread;
use std::time::Duration;

use tauri::{AppHandle, Manager};

use super::main_window::LABEL;
use super::{palette, placement};
use crate::desk::Desk;
use crate::locked::LockedState;
use crate::tray;

const REST_AFTER: Duration = Duration::from_secs(5);

/// Hides the window, and the page with it where the codes are locked.
pub fn hide(app: &AppHandle) -> tauri::Result<()> {
    if let Some(window) = app.get_webview_window(LABEL) {
        placement::remember(&window)?;
        app.state::<Desk>().state().is_wanted = false;
        window.hide()?;
        rest_later(app);
    }
    Ok(())
}

/// In a while, destroys the pages if the window is still hidden and the codes are still locked.
pub fn rest_later(app: &AppHandle) {
    let app = app.clone();
    let stirred = {
        let desk = app.state::<Desk>();
        let mut state = desk.state();
        state.stirred += 1;
        state.stirred
    };
    thread::spawn(move || {
        thread::sleep(REST_AFTER);
        let inner = app.clone();
        // On the thread of the windows nothing shows or unlocks in between.
        drop(app.run_on_main_thread(move || drop(rest(&inner, stirred))));
    });
}

fn rest(app: &AppHandle, stirred: u64) -> tauri::Result<()> {
    {
        let desk = app.state::<Desk>();
        let mut state = desk.state();
        if state.stirred != stirred || state.is_wanted || !state.is_locked || !state.may_rest {
            return Ok(());
        }
        state.rest();
    }
    app.state::<LockedState>().set(true);
    tray::forget(app);
    for label in [palette::LABEL, LABEL] {
        if let Some(window) = app.get_webview_window(label) {
            window.destroy()?;
        }
    }
    #[cfg(target_os = "linux")]
    super::fresh_start::begin_anew(app);
    Ok(())
}
