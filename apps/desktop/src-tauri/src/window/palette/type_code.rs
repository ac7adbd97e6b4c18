//! A code of the palette, typed into the window that had the focus before.

use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, Manager};
use zeroize::Zeroizing;

use super::asks::{PaletteAnswer, PaletteQuestion};
use super::questions::ask;
use super::{LABEL, Palette, close, reveal};
use crate::blocking::blocking;
use crate::display;
use crate::error::Answer;
use crate::typing;

/// What became of a code that was to be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum TypeOutcome {
    Typed,
    /// It could not be typed here and is in the clipboard.
    Copied,
    Locked,
    Failed,
}

fn type_code(app: &AppHandle, id: String) -> TypeOutcome {
    if !display::can_type() {
        return copy_code(app, id);
    }
    // Ctrl of Ctrl+Enter would make a command of each digit. A counter's code is used up once it is asked for: only where it can be typed.
    let before = app.state::<Palette>().shown().before;
    let outcome = if typing::are_modifiers_free() && close(app) {
        match ask(app, PaletteQuestion::Code { id: id.clone() }) {
            PaletteAnswer::Code { code } => {
                // It may have taken a while: not into a window that the user went to meanwhile.
                if typing::focused_window() == before && typing::type_digits(&Zeroizing::new(code)) {
                    return TypeOutcome::Typed;
                }
                TypeOutcome::Failed
            }
            other => outcome_of(&other),
        }
    } else {
        copy_code(app, id)
    };
    // The palette is where it is said what became of the code.
    if let Some(window) = app.get_webview_window(LABEL) {
        drop(reveal(&window));
    }
    outcome
}

fn copy_code(app: &AppHandle, id: String) -> TypeOutcome {
    outcome_of(&ask(app, PaletteQuestion::Copy { id }))
}

fn outcome_of(answer: &PaletteAnswer) -> TypeOutcome {
    match answer {
        PaletteAnswer::Copied => TypeOutcome::Copied,
        PaletteAnswer::Locked => TypeOutcome::Locked,
        PaletteAnswer::Rows { .. } | PaletteAnswer::Code { .. } | PaletteAnswer::Failed => TypeOutcome::Failed,
    }
}

/// Types the code into the window that had the focus before; where that cannot be, copies it and stays open to say so.
#[tauri::command]
#[specta::specta]
pub async fn palette_type(app: AppHandle, id: String) -> Answer<TypeOutcome> {
    blocking(move || Ok(type_code(&app, id))).await
}
