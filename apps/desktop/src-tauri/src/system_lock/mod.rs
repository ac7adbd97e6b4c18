//! What the system tells of the screen, of sleep and of other users, so that the codes are locked then. It tells by itself; nothing is asked over
//! and over, and where it tells nothing, nothing happens.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::AppHandle;
use tauri_specta::Event;

#[cfg(target_os = "linux")]
pub mod logind;
#[cfg(target_os = "linux")]
pub mod screen_saver;

/// `SystemLockEvent` of packages/core/src/platform-desk.ts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Happening {
    ScreenLocked,
    Suspending,
    SessionLeft,
}

#[derive(Clone, Debug, Serialize, Deserialize, Type, Event)]
pub struct SystemLock {
    what: Happening,
}

/// Listens until the program ends.
#[cfg(target_os = "linux")]
pub fn start(app: &AppHandle, locked: &crate::locked::LockedState) {
    use std::thread;
    use zbus::blocking::Connection;

    use crate::window::main_window;

    let page = app.clone();
    let tell = move |what| drop(SystemLock { what }.emit_to(&page, main_window::LABEL));
    let (tell_too, locked) = (tell.clone(), locked.clone());
    let on_system_bus = move || {
        let session_id = std::env::var("XDG_SESSION_ID").ok();
        let bus = Connection::system()?;
        logind::listen(&bus, session_id.as_deref(), &locked, tell)
    };
    let on_session_bus = move || screen_saver::listen(&Connection::session()?, tell_too);
    // Without a bus, or a thread, the system tells nothing.
    drop(thread::Builder::new().name("logind".to_owned()).spawn(on_system_bus));
    drop(thread::Builder::new().name("screen saver".to_owned()).spawn(on_session_bus));
}

#[cfg(not(target_os = "linux"))]
pub fn start(_app: &AppHandle, _locked: &crate::locked::LockedState) {}
