//! The quick palette: a small window without a session, which asks the page that has one.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde::Serialize;
use specta::Type;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, LogicalSize, Manager, PhysicalPosition, WebviewUrl, WebviewWindow, WebviewWindowBuilder};
use tauri_specta::Event;
use zeroize::Zeroizing;

use super::asks::{Asks, PaletteAnswer, PaletteQuestion};
use super::{content_security, looks, main_window};
use crate::blocking::blocking;
use crate::desk::Desk;
use crate::device_commands::Device;
use crate::display;
use crate::error::Answer;
use crate::place::Place;
use crate::typing::{self, FocusedWindow};

pub const LABEL: &str = "palette";

const SIZE: (f64, f64) = (420.0, 360.0);
const LONGEST_SEARCH: Duration = Duration::from_secs(2);
const LONGEST_SAVE: Duration = Duration::from_secs(10);
/// The key that closes the palette takes its focus first, which has hidden it already.
const SAME_PRESS: Duration = Duration::from_millis(300);

/// What the palette's page may ask for; see `crate::commands`.
pub const COMMANDS: [&str; 6] =
    ["palette_ask", "palette_close", "palette_type", "device_settings", "host_facts", "window_ready"];

/// The palette has come up: an empty search, with the focus.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct PaletteOpened;

/// A question for the page with the codes, to be answered by `palette_answer` with the same number.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct PaletteAsked {
    ask: u32,
    question: PaletteQuestion,
}

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

#[derive(Default)]
pub struct Palette {
    asks: Asks,
    shown: Mutex<Shown>,
}

#[derive(Default)]
struct Shown {
    /// The window that had the focus before, where the system tells.
    before: Option<FocusedWindow>,
    lost_focus: Option<Instant>,
    /// Kept here, not asked of the window: its events and the hotkey come on two ways, and either may be first. That it loses the focus once it is
    /// closed is no news.
    is_open: bool,
}

#[derive(Debug, PartialEq, Eq)]
enum Summons {
    Open,
    Close,
    /// The same press has closed it.
    Done,
}

impl Shown {
    fn pressed(&mut self) -> Summons {
        if self.lost_focus.take().is_some_and(|at| at.elapsed() < SAME_PRESS) {
            return Summons::Done;
        }
        if self.is_open { Summons::Close } else { Summons::Open }
    }

    fn focus_lost(&mut self) {
        if self.is_open {
            self.is_open = false;
            self.lost_focus = Some(Instant::now());
            // Where the focus is now it was put by the user.
            self.before = None;
        }
    }
}

impl Palette {
    fn shown(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The hotkey was pressed: opens the palette, or closes it where it is open; where the codes are locked, the main window comes up.
pub fn summon(app: &AppHandle) {
    let summons = app.state::<Palette>().shown().pressed();
    if summons == Summons::Done {
        return;
    }
    let app = app.clone();
    thread::spawn(move || {
        if summons == Summons::Close {
            close(&app);
            return;
        }
        let is_locked = app.state::<Desk>().state().is_locked;
        let outcome = if is_locked || app.get_webview_window(main_window::LABEL).is_none() {
            main_window::show(&app)
        } else {
            open(&app)
        };
        if let Err(error) = outcome {
            eprintln!("Halfminute cannot show the palette: {error}.");
        }
    });
}

fn open(app: &AppHandle) -> tauri::Result<()> {
    let window = match app.get_webview_window(LABEL) {
        Some(window) => window,
        None => build(app)?,
    };
    app.state::<Palette>().shown().before = typing::focused_window();
    centre(&window)?;
    reveal(&window)?;
    drop(PaletteOpened.emit_to(app, LABEL));
    Ok(())
}

fn reveal(window: &WebviewWindow) -> tauri::Result<()> {
    let palette = window.state::<Palette>();
    palette.shown().is_open = true;
    let outcome = window.show().and_then(|()| window.set_focus());
    if outcome.is_err() {
        palette.shown().is_open = false;
    }
    outcome
}

fn build(app: &AppHandle) -> tauri::Result<WebviewWindow> {
    let builder = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("palette.html".into()))
        .title("Halfminute")
        .inner_size(SIZE.0, SIZE.1)
        .decorations(false)
        .resizable(false)
        .always_on_top(true)
        .skip_taskbar(true)
        .visible_on_all_workspaces(true)
        .visible(false)
        .disable_drag_drop_handler()
        .on_navigation(looks::is_our_own)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_web_resource_request(content_security::guard);
    let window = looks::keep_beside(builder, &app.state::<Place>()).build()?;
    window.set_background_color(Some(looks::background(window.theme()?)))?;
    looks::wear(&window, &app.state::<Device>().settings())?;
    Ok(window)
}

/// In the middle of the monitor that the pointer is on.
fn centre(window: &WebviewWindow) -> tauri::Result<()> {
    let pointer = window.cursor_position()?;
    let Some(monitor) = window.monitor_from_point(pointer.x, pointer.y)? else {
        return window.center();
    };
    // A window that was never shown does not know its size yet.
    let size = LogicalSize::new(SIZE.0, SIZE.1).to_physical::<u32>(monitor.scale_factor());
    let middle =
        |start: i32, length: u32, own: u32| start + (i32::try_from(length.saturating_sub(own)).unwrap_or(0)) / 2;
    window.set_position(PhysicalPosition::new(
        middle(monitor.position().x, monitor.size().width, size.width),
        middle(monitor.position().y, monitor.size().height, size.height),
    ))
}

/// The focus went to another window.
pub fn focus_lost(app: &AppHandle) {
    app.state::<Palette>().shown().focus_lost();
    hide(app);
}

pub fn hide(app: &AppHandle) {
    app.state::<Palette>().shown().is_open = false;
    if let Some(window) = app.get_webview_window(LABEL) {
        drop(window.hide());
    }
}

/// Hides the palette and gives the focus back. Answers whether it is back where it was.
fn close(app: &AppHandle) -> bool {
    let before = {
        let palette = app.state::<Palette>();
        let mut shown = palette.shown();
        shown.is_open = false;
        shown.before.take()
    };
    hide(app);
    typing::give_focus_back(before)
}

/// Passes a question on to the page with the codes and waits for what it says.
fn ask(app: &AppHandle, question: PaletteQuestion) -> PaletteAnswer {
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

/// Hides the palette, and the window that had the focus before has it again.
#[tauri::command]
#[specta::specta]
pub async fn palette_close(app: AppHandle) -> Answer<()> {
    blocking(move || {
        close(&app);
        Ok(())
    })
    .await
}

/// Types the code into the window that had the focus before; where that cannot be, copies it and stays open to say so.
#[tauri::command]
#[specta::specta]
pub async fn palette_type(app: AppHandle, id: String) -> Answer<TypeOutcome> {
    blocking(move || Ok(type_code(&app, id))).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hotkey_closes_an_open_palette_whether_its_loss_of_focus_is_heard_before_or_after() {
        let mut before = Shown { is_open: true, ..Shown::default() };
        before.focus_lost();
        assert_eq!(before.pressed(), Summons::Done);
        assert_eq!(before.pressed(), Summons::Open);

        let mut after = Shown { is_open: true, ..Shown::default() };
        assert_eq!(after.pressed(), Summons::Close);
        after.is_open = false;
        after.focus_lost();
        assert_eq!(after.pressed(), Summons::Open);
    }
}
