//! Starting with the user's session.

#[cfg(target_os = "linux")]
pub mod desktop_entry;

use tauri::AppHandle;

use crate::error::{Answer, ShellError};

/// What an automatic start is told by; whether it shows a window is for the settings of that moment.
pub const ARGUMENT: &str = "--at-login";
const ACT: &str = "Setting the automatic start";

#[cfg(target_os = "linux")]
pub fn begin(_app: &AppHandle) -> tauri::Result<()> {
    Ok(())
}

#[cfg(not(target_os = "linux"))]
pub fn begin(app: &AppHandle) -> tauri::Result<()> {
    app.plugin(tauri_plugin_autostart::Builder::new().app_name("Halfminute").arg(ARGUMENT).build())
}

/// What the plug-in writes on Linux holds the program's path unquoted, and is read only where the folder of settings is the usual one.
#[cfg(target_os = "linux")]
pub fn set(app: &AppHandle, is_wanted: bool) -> Answer<()> {
    use tauri::Manager;

    let folder = crate::place::config_home().join("autostart");
    if !is_wanted {
        return desktop_entry::remove(&folder);
    }
    let program = tauri::process::current_binary(&app.env()).map_err(|error| ShellError::of(ACT, &error))?;
    desktop_entry::write(&folder, &program)
}

#[cfg(not(target_os = "linux"))]
pub fn set(app: &AppHandle, is_wanted: bool) -> Answer<()> {
    use tauri_plugin_autostart::ManagerExt;

    use crate::error::Code;

    let manager = app.autolaunch();
    let outcome = if is_wanted { manager.enable() } else { manager.disable() };
    outcome.map_err(|error| ShellError::new(Code::Io, format!("{ACT}: {error}.")))
}
