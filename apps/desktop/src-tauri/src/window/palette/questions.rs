//! The palette's questions go to the page that has the codes, and its answers back.

use std::time::Duration;

use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, Manager};
use tauri_specta::Event;

use super::Palette;
use super::asks::{PaletteAnswer, PaletteQuestion};
use crate::blocking::blocking;
use crate::desk::Desk;
use crate::error::Answer;
use crate::window::main_window;

const LONGEST_SEARCH: Duration = Duration::from_secs(2);
const LONGEST_SAVE: Duration = Duration::from_secs(10);

/// A question for the page with the codes, to be answered by `palette_answer` with the same number.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct PaletteAsked {
    ask: u32,
    question: PaletteQuestion,
}

/// Passes a question on to the page with the codes and waits for what it says.
pub fn ask(app: &AppHandle, question: PaletteQuestion) -> PaletteAnswer {
    if app.state::<Desk>().state().is_locked || app.get_webview_window(main_window::LABEL).is_none() {
        return PaletteAnswer::Locked;
    }
    // A counter account's code is saved first, and a shared folder may be slow; a search answers while one types.
    let longest = if matches!(question, PaletteQuestion::Search { .. }) { LONGEST_SEARCH } else { LONGEST_SAVE };
    let asks = &app.state::<Palette>().inner().asks;
    let (number, answers) = asks.open();
    drop(PaletteAsked { ask: number, question }.emit_to(app, main_window::LABEL));
    asks.wait(number, &answers, longest)
}

/// A question of the palette's page. 'failed' where no answer comes within two seconds.
#[tauri::command]
#[specta::specta]
pub async fn palette_ask(app: AppHandle, question: PaletteQuestion) -> Answer<PaletteAnswer> {
    blocking(move || Ok(ask(&app, question))).await
}

/// The main page's answer to `palette-asked`.
#[tauri::command]
#[specta::specta]
pub async fn palette_answer(app: AppHandle, ask: u32, answer: PaletteAnswer) -> Answer<()> {
    app.state::<Palette>().asks.answer(ask, answer);
    Ok(())
}
