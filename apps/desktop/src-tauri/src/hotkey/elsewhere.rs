//! Windows and macOS tell a program of its hotkey themselves; a plug-in asks them to.

use tauri::AppHandle;
use tauri_plugin_global_shortcut::{Code, GlobalShortcutExt, Modifiers, Shortcut, ShortcutEvent, ShortcutState};

use super::{Taken, palette};

pub type Keys = Shortcut;

/// The plug-in keeps what there is to keep.
#[derive(Default)]
pub struct Keyboard;

impl Keyboard {
    pub fn change(&mut self, app: &AppHandle, before: Option<Keys>, wanted: Option<Keys>) -> Result<(), Taken> {
        let shortcuts = app.global_shortcut();
        if let Some(wanted) = wanted {
            let pressed = |app: &AppHandle, _: &Shortcut, event: ShortcutEvent| {
                if event.state == ShortcutState::Pressed {
                    palette::summon(app);
                }
            };
            shortcuts.on_shortcut(wanted, pressed).map_err(|_| Taken)?;
        }
        if let Some(before) = before {
            drop(shortcuts.unregister(before));
        }
        Ok(())
    }
}

/// A key that text is written with needs Ctrl, Alt or Super beside it: it would be lost to every other program.
pub fn parse(text: &str) -> Option<Keys> {
    let shortcut: Shortcut = text.parse().ok()?;
    let is_apart = shortcut.mods.intersects(Modifiers::CONTROL | Modifiers::ALT | Modifiers::SUPER);
    (is_apart || is_function_key(shortcut.key)).then_some(shortcut)
}

fn is_function_key(key: Code) -> bool {
    let name = key.to_string();
    name.strip_prefix('F').is_some_and(|number| number.parse::<u8>().is_ok())
}
