//! The one key that works in every program.

use std::sync::{Mutex, PoisonError};

use tauri::{AppHandle, Manager};
use tauri_plugin_global_shortcut::{Code, GlobalShortcutExt, Modifiers, Shortcut, ShortcutState};

use crate::window::palette;

/// The hotkey that is held now.
#[derive(Default)]
pub struct HeldHotkey(Mutex<Option<Shortcut>>);

/// Another program holds it, or it is no key that can be held.
#[derive(Debug, PartialEq, Eq)]
pub struct Taken;

/// Holds this key instead of the one before; where that fails, the one before is still held.
pub fn hold(app: &AppHandle, text: Option<&str>) -> Result<(), Taken> {
    let wanted = text.map(|text| parse(text).ok_or(Taken)).transpose()?;
    let state = app.state::<HeldHotkey>();
    let before = *state.0.lock().unwrap_or_else(PoisonError::into_inner);
    if wanted == before {
        return Ok(());
    }
    let shortcuts = app.global_shortcut();
    if let Some(wanted) = wanted {
        let pressed = |app: &AppHandle, _: &Shortcut, event: tauri_plugin_global_shortcut::ShortcutEvent| {
            if event.state == ShortcutState::Pressed {
                palette::summon(app);
            }
        };
        shortcuts.on_shortcut(wanted, pressed).map_err(|_| Taken)?;
    }
    if let Some(before) = before {
        drop(shortcuts.unregister(before));
    }
    *state.0.lock().unwrap_or_else(PoisonError::into_inner) = wanted;
    Ok(())
}

/// A key that text is written with needs Ctrl, Alt or Super beside it: it would be lost to every other program.
fn parse(text: &str) -> Option<Shortcut> {
    let shortcut: Shortcut = text.parse().ok()?;
    let is_apart = shortcut.mods.intersects(Modifiers::CONTROL | Modifiers::ALT | Modifiers::SUPER);
    (is_apart || is_function_key(shortcut.key)).then_some(shortcut)
}

fn is_function_key(key: Code) -> bool {
    let name = key.to_string();
    name.strip_prefix('F').is_some_and(|number| number.parse::<u8>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_people_write_them() {
        let expected = Shortcut::new(Some(Modifiers::CONTROL | Modifiers::ALT), Code::Space);
        for text in ["Ctrl+Alt+Space", "ctrl+alt+space", "Control + Alt + Space", "Alt+Ctrl+Space"] {
            assert_eq!(parse(text), Some(expected), "{text}");
        }
        assert_eq!(parse("Super+Shift+K"), Some(Shortcut::new(Some(Modifiers::SUPER | Modifiers::SHIFT), Code::KeyK)));
        assert_eq!(parse("F9"), Some(Shortcut::new(None, Code::F9)));
    }

    #[test]
    fn a_key_that_text_is_written_with_is_no_hotkey() {
        for text in ["", "A", "Shift+A", "Space", "Enter", "Ctrl", "Ctrl+", "Ctrl+A+B", "Ctrl+Nothing", "+"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
