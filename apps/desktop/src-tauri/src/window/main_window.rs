//! The window that holds the codes.

use std::thread;
use std::time::Duration;

use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

use super::confinement::confine;
use super::{looks, placement};
use crate::desk::Desk;
use crate::device_commands::Device;
use crate::error::Answer;
use crate::locked::LockedState;
use crate::place::Place;

pub const LABEL: &str = "main";

const SIZE: (f64, f64) = (420.0, 640.0);
const LEAST_SIZE: (f64, f64) = (320.0, 400.0);
/// A page that has not painted by then is shown as it is.
const LONGEST_BLANK: Duration = Duration::from_millis(1500);
/// What lay behind the window has been painted by then; a compositor may fade the window out.
const UNTIL_REPAINTED: Duration = Duration::from_millis(300);

/// Makes the window where there is none, and brings it to the front as soon as it has something to show.
pub fn show(app: &AppHandle) -> tauri::Result<()> {
    let window = match app.get_webview_window(LABEL) {
        Some(window) => window,
        None => build(app)?,
    };
    let has_painted = {
        let desk = app.state::<Desk>();
        let mut state = desk.state();
        state.is_wanted = true;
        state.stirred += 1;
        state.has_painted
    };
    if has_painted { bring_to_front(&window) } else { Ok(()) }
}

/// `show` from where it must not wait, and where a failure has nobody to be told to.
pub fn show_soon(app: &AppHandle) {
    let app = app.clone();
    thread::spawn(move || {
        if let Err(error) = show(&app) {
            eprintln!("Halfminute cannot show its window: {error}.");
        }
    });
}

fn bring_to_front(window: &WebviewWindow) -> tauri::Result<()> {
    window.unminimize()?;
    if !window.is_visible()? {
        // X11 window managers find a new place for a window that was hidden.
        placement::restore(window)?;
    }
    window.show()?;
    window.set_focus()
}

fn build(app: &AppHandle) -> tauri::Result<WebviewWindow> {
    let settings = app.state::<Device>().settings();
    app.state::<Desk>().state().begin();
    app.state::<LockedState>().set(true);
    let builder = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title("Halfminute")
        .inner_size(SIZE.0, SIZE.1)
        .min_inner_size(LEAST_SIZE.0, LEAST_SIZE.1)
        .visible(false)
        .always_on_top(settings.always_on_top);
    let window = confine(builder, &app.state::<Place>()).build()?;
    looks::begin(&window, &settings)?;
    placement::restore(&window)?;
    let app = app.clone();
    thread::spawn(move || {
        thread::sleep(LONGEST_BLANK);
        drop(painted(&app));
    });
    Ok(window)
}

pub fn remember_place_soon(app: &AppHandle) {
    let app = app.clone();
    thread::spawn(move || app.get_webview_window(LABEL).map(|window| placement::remember(&window)));
}

fn painted(app: &AppHandle) -> tauri::Result<()> {
    let Some(window) = app.get_webview_window(LABEL) else {
        return Ok(());
    };
    let is_first = {
        let desk = app.state::<Desk>();
        let mut state = desk.state();
        !std::mem::replace(&mut state.has_painted, true) && state.is_wanted
    };
    if is_first { bring_to_front(&window) } else { Ok(()) }
}

/// Hides the window for one look at what lies behind it. Where the user closes it meanwhile, it stays hidden.
pub fn out_of_the_way<T>(app: &AppHandle, look: impl FnOnce() -> T) -> tauri::Result<T> {
    let Some(window) = app.get_webview_window(LABEL).filter(|window| window.is_visible().unwrap_or(false)) else {
        return Ok(look());
    };
    placement::remember(&window)?;
    window.hide()?;
    thread::sleep(UNTIL_REPAINTED);
    let seen = look();
    if app.state::<Desk>().state().is_wanted {
        bring_to_front(&window)?;
    }
    Ok(seen)
}

/// The page has painted for the first time, and hears `close-asked`. Until then the window is not shown, except where that takes too long.
#[tauri::command]
#[specta::specta]
pub async fn window_ready(app: AppHandle) -> Answer<()> {
    app.state::<Desk>().state().is_answering = true;
    drop(painted(&app));
    Ok(())
}
