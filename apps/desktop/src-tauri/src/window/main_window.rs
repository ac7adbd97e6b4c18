//! The window that holds the codes.

use std::thread;
use std::time::{Duration, Instant};

use serde::Serialize;
use specta::Type;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, State, Theme, WebviewUrl, WebviewWindow, WebviewWindowBuilder};
use tauri_specta::Event;

use super::{content_security, looks, palette, placement};
use crate::blocking::blocking;
use crate::clipboard::SharedClipboard;
use crate::desk::{Closing, Desk};
use crate::device_commands::Device;
use crate::error::Answer;
use crate::locked::LockedState;
use crate::place::Place;
use crate::tray;

pub const LABEL: &str = "main";

const SIZE: (f64, f64) = (420.0, 640.0);
const LEAST_SIZE: (f64, f64) = (320.0, 400.0);
/// A page that has not painted by then is shown as it is.
const LONGEST_BLANK: Duration = Duration::from_millis(1500);
/// Hidden and locked for so long, the page goes and gives its memory back.
const REST_AFTER: Duration = Duration::from_secs(5);

/// The user wants the window closed; the page answers with `close_answer`.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct CloseAsked;

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
        .always_on_top(settings.always_on_top)
        // Dropped files come to the page as File objects, without a path.
        .disable_drag_drop_handler()
        .on_navigation(looks::is_our_own)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_web_resource_request(content_security::guard);
    let window = looks::keep_beside(builder, &app.state::<Place>()).build()?;
    follow_theme(&window, window.theme()?);
    looks::wear(&window, &settings)?;
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

pub fn follow_theme(window: &WebviewWindow, theme: Theme) {
    drop(window.set_background_color(Some(looks::background(theme))));
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

/// Hides the window, and the page with it where the codes are locked.
fn hide(app: &AppHandle) -> tauri::Result<()> {
    if let Some(window) = app.get_webview_window(LABEL) {
        placement::remember(&window)?;
        app.state::<Desk>().state().is_wanted = false;
        window.hide()?;
        rest_later(app);
    }
    Ok(())
}

/// In a while, destroys the pages if the window is still hidden and the codes are still locked.
fn rest_later(app: &AppHandle) {
    let app = app.clone();
    let stirred = {
        let desk = app.state::<Desk>();
        let mut state = desk.state();
        state.stirred += 1;
        state.stirred
    };
    thread::spawn(move || {
        thread::sleep(REST_AFTER);
        let inner = app.clone();
        // On the thread of the windows nothing shows or unlocks in between.
        drop(app.run_on_main_thread(move || drop(rest(&inner, stirred))));
    });
}

fn rest(app: &AppHandle, stirred: u64) -> tauri::Result<()> {
    {
        let desk = app.state::<Desk>();
        let mut state = desk.state();
        if state.stirred != stirred || state.is_wanted || !state.is_locked || !state.may_rest {
            return Ok(());
        }
        state.rest();
    }
    app.state::<LockedState>().set(true);
    tray::forget(app);
    for label in [palette::LABEL, LABEL] {
        if let Some(window) = app.get_webview_window(label) {
            window.destroy()?;
        }
    }
    Ok(())
}

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
        if hides { drop(hide(&app)) } else { end(&app) }
    });
}

fn end(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        drop(placement::remember(&window));
    }
    app.exit(0);
}

/// The page has painted for the first time, and hears `close-asked`. Until then the window is not shown, except where that takes too long.
#[tauri::command]
#[specta::specta]
pub async fn window_ready(app: AppHandle, window: WebviewWindow) -> Answer<()> {
    if window.label() == LABEL {
        app.state::<Desk>().state().is_answering = true;
        drop(painted(&app));
    }
    Ok(())
}

/// Hides the window in the tray; where there is none, nothing happens.
#[tauri::command]
#[specta::specta]
pub async fn window_hide(app: AppHandle) -> Answer<()> {
    blocking(move || {
        if tray::is_shown(&app) {
            drop(hide(&app));
        }
        Ok(())
    })
    .await
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
        (Some(_), false) => show_soon(&app),
        (None, _) => {}
    }
    Ok(())
}

/// The page tells whenever it locks or unlocks. `may_rest`: nothing is lost if the page ends while it is locked and hidden.
#[tauri::command]
#[specta::specta]
pub async fn locked_changed(app: AppHandle, desk: State<'_, Desk>, is_locked: bool, may_rest: bool) -> Answer<()> {
    let is_hidden = {
        let mut state = desk.state();
        state.is_locked = is_locked;
        state.may_rest = may_rest;
        !state.is_wanted
    };
    app.state::<LockedState>().set(is_locked);
    if is_locked {
        // A code that was copied goes with the lock.
        let clipboard = app.state::<SharedClipboard>().inner().clone();
        drop(blocking(move || clipboard.take_back()).await);
        palette::hide(&app);
        if is_hidden {
            rest_later(&app);
        }
    }
    Ok(())
}
