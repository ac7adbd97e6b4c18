//! Starting with the user's session.

use tauri::AppHandle;
use tauri::plugin::TauriPlugin;
use tauri_plugin_autostart::ManagerExt;

use crate::error::{Answer, Code, ShellError};

/// What an automatic start is told by; whether it shows a window is for the settings of that moment.
pub const ARGUMENT: &str = "--at-login";

pub fn plugin() -> TauriPlugin<tauri::Wry> {
    tauri_plugin_autostart::Builder::new().app_name("Halfminute").arg(ARGUMENT).build()
}

pub fn set(app: &AppHandle, is_wanted: bool) -> Answer<()> {
    let manager = app.autolaunch();
    let outcome = if is_wanted { manager.enable() } else { manager.disable() };
    outcome.map_err(|error| ShellError::new(Code::Io, format!("Setting the automatic start: {error}.")))
}
