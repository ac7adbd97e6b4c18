//! The one key that works in every program.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod x11;

use std::sync::{Mutex, PoisonError};

use tauri::{AppHandle, Manager};

use crate::window::palette;

#[cfg(not(target_os = "linux"))]
use elsewhere as system;
#[cfg(target_os = "linux")]
use x11 as system;

/// The hotkey that is held now.
#[derive(Default)]
pub struct HeldHotkey(Mutex<Held>);

#[derive(Default)]
struct Held {
    keys: Option<system::Keys>,
    keyboard: system::Keyboard,
}

/// Another program holds it, or it is no key that can be held.
#[derive(Debug, PartialEq, Eq)]
pub struct Taken;

/// Holds this key instead of the one before; where that fails, the one before is still held.
pub fn hold(app: &AppHandle, text: Option<&str>) -> Result<(), Taken> {
    let wanted = text.map(|text| system::parse(text).ok_or(Taken)).transpose()?;
    let state = app.state::<HeldHotkey>();
    let mut held = state.0.lock().unwrap_or_else(PoisonError::into_inner);
    let before = held.keys;
    if wanted != before {
        held.keyboard.change(app, before, wanted)?;
        held.keys = wanted;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::system::parse;

    #[test]
    fn keys_are_read_as_people_write_them() {
        let expected = parse("Ctrl+Alt+Space");
        assert!(expected.is_some());
        for text in ["ctrl+alt+space", "Control + Alt + Space", "Alt+Ctrl+Space"] {
            assert_eq!(parse(text), expected, "{text}");
        }
        for text in ["Super+Shift+K", "F9", "Ctrl+0", "Alt+PageUp"] {
            assert!(parse(text).is_some(), "{text}");
        }
    }

    #[test]
    fn a_key_that_text_is_written_with_is_no_hotkey() {
        for text in ["", "A", "Shift+A", "Space", "Enter", "Ctrl", "Ctrl+", "Ctrl+A+B", "Ctrl+Nothing", "+"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
