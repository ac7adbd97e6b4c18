//! What kind of screen the program runs on, and what can be done there.

use std::env;

use serde::Serialize;
use specta::Type;

use crate::tray;

/// Ends the program with a sentence where there is no display, before the window library ends it with an error of its own.
#[cfg(target_os = "linux")]
pub fn require() {
    if gtk::init().is_err() {
        eprintln!("Halfminute finds no display for its window. Start it from your desktop, or set DISPLAY.");
        std::process::exit(1);
    }
}

#[cfg(not(target_os = "linux"))]
pub fn require() {}

/// `DeviceAbilities` of packages/core/src/platform-desk.ts.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DeviceAbilities {
    tray: bool,
    autostart: bool,
    hotkey: bool,
    capture_protection: bool,
    typing: bool,
}

/// Asks D-Bus whether anybody shows a tray.
pub fn abilities(app: &tauri::AppHandle) -> DeviceAbilities {
    DeviceAbilities {
        tray: tray::is_shown(app),
        autostart: true,
        hotkey: can_reach_other_windows(),
        // Linux has no such thing, and macOS 15 no longer heeds it.
        capture_protection: cfg!(windows),
        typing: can_type(),
    }
}

pub fn can_type() -> bool {
    can_reach_other_windows()
}

/// Wayland lets no program see the keys of another one or type into it.
pub fn can_reach_other_windows() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let of = |name: &str| env::var(name).ok();
    is_x11(of("DISPLAY").as_deref(), of("WAYLAND_DISPLAY").as_deref(), of("XDG_SESSION_TYPE").as_deref())
}

fn is_x11(display: Option<&str>, wayland_display: Option<&str>, session: Option<&str>) -> bool {
    let is_set = |value: Option<&str>| value.is_some_and(|value| !value.is_empty());
    is_set(display) && !is_set(wayland_display) && session != Some("wayland")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_x_server_within_wayland_is_not_x11() {
        assert!(is_x11(Some(":0"), None, Some("x11")));
        assert!(is_x11(Some(":81"), Some(""), None));
        assert!(!is_x11(Some(":0"), Some("wayland-0"), Some("x11")));
        assert!(!is_x11(Some(":0"), None, Some("wayland")));
        assert!(!is_x11(None, None, None));
    }
}
