//! How the window closes and the program ends: the page is asked first.

use std::thread;
use std::time::Instant;

use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, Manager};
use tauri_specta::Event;

use super::main_window::{self, LABEL};
use super::{hiding, placement};
use crate::desk::{Closing, Desk};
use crate::device_commands::Device;
use crate::error::Answer;
use crate::tray;

/// The user wants the window closed; the page answers with `close_answer`.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct CloseAsked;

/// The page is asked, so that nothing typed is lost. `ends`: the program is to end, whatever closing a window does on this computer.
pub fn wish_to_close(app: &AppHandle, ends: bool) {
    let closing = match app.get_webview_window(LABEL) {
        Some(_) => app.state::<Desk>().state().close_wished(ends, Instant::now()),
        None => Closing::Now,
    };
    match closing {
        Closing::Ask => drop(CloseAsked.emit_to(app, LABEL)),
        Closing::Now => close_soon(app, ends),
    }
}

fn close_soon(app: &AppHandle, ends: bool) {
    let app = app.clone();
    // Whether there is a tray is asked over D-Bus.
    thread::spawn(move || {
        let hides = !ends && app.state::<Device>().settings().close_hides && tray::is_shown(&app);
        if hides { drop(hiding::hide(&app)) } else { end(&app) }
    });
}

/// Ends the program without asking, once the place of its window is remembered.
pub fn end(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        drop(placement::remember(&window));
    }
    app.exit(0);
}

/// Ends the program without asking.
#[tauri::command]
#[specta::specta]
pub async fn quit(app: AppHandle) -> Answer<()> {
    end(&app);
    Ok(())
}

/// The page's answer to `close-asked`.
#[tauri::command]
#[specta::specta]
pub async fn close_answer(app: AppHandle, may_close: bool) -> Answer<()> {
    let asked = app.state::<Desk>().state().close_answered();
    match (asked, may_close) {
        (Some(ends), true) => close_soon(&app, ends),
        // What would be lost is said in the window.
        (Some(_), false) => main_window::show_soon(&app),
        (None, _) => {}
    }
    Ok(())
}
