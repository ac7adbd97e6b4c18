//! The quick palette: a small window without a session, which asks the page that has one.

mod asks;
pub mod questions;
mod summons;
pub mod type_code;

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use serde::Serialize;
use specta::Type;
use tauri::{
    AppHandle, LogicalSize, Manager, Monitor, PhysicalPosition, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
};
use tauri_specta::Event;

use self::asks::Asks;
use self::summons::{Shown, Summons};
use super::confinement::confine;
use super::{looks, main_window};
use crate::blocking::blocking;
use crate::desk::Desk;
use crate::device_commands::Device;
use crate::device_settings::DeviceSettings;
use crate::error::Answer;
use crate::place::Place;
use crate::typing;

pub const LABEL: &str = "palette";

/// At 100 %; a larger zoom takes a larger window, so that as much can be read.
const SIZE: (f64, f64) = (420.0, 360.0);

/// What the palette's page alone may ask for; see `crate::commands`.
pub const OWN_COMMANDS: [&str; 3] = ["palette_ask", "palette_close", "palette_type"];
/// What it may ask for as the main page does.
pub const SHARED_COMMANDS: [&str; 1] = ["device_settings"];

/// The palette has come up: an empty search, with the focus.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct PaletteOpened;

#[derive(Default)]
pub struct Palette {
    asks: Asks,
    shown: Mutex<Shown>,
    /// What its window was made for: one that cannot be resized keeps its size.
    zoom_percent: AtomicU32,
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
    let settings = app.state::<Device>().settings();
    let size = size_at(settings.zoom_percent, monitor_of_pointer(app)?.as_ref());
    app.state::<Palette>().zoom_percent.store(settings.zoom_percent, Ordering::Relaxed);
    let builder = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("palette.html".into()))
        .title("Halfminute")
        .inner_size(size.width, size.height)
        .decorations(false)
        .resizable(false)
        .always_on_top(true)
        .skip_taskbar(true)
        .visible_on_all_workspaces(true)
        .visible(false);
    let window = confine(builder, &app.state::<Place>()).build()?;
    looks::begin(&window, &settings)?;
    Ok(window)
}

/// The settings of this computer have changed. A window for another zoom is made when it is asked for again.
pub fn follow(app: &AppHandle, settings: &DeviceSettings) -> tauri::Result<()> {
    let Some(window) = app.get_webview_window(LABEL) else {
        return Ok(());
    };
    if app.state::<Palette>().zoom_percent.load(Ordering::Relaxed) == settings.zoom_percent {
        looks::wear(&window, settings)
    } else {
        app.state::<Palette>().shown().is_open = false;
        window.destroy()
    }
}

fn monitor_of_pointer(app: &AppHandle) -> tauri::Result<Option<Monitor>> {
    let pointer = app.cursor_position()?;
    app.monitor_from_point(pointer.x, pointer.y)
}

/// No larger than the monitor.
fn size_at(zoom_percent: u32, monitor: Option<&Monitor>) -> LogicalSize<f64> {
    let zoom = f64::from(zoom_percent.max(100)) / 100.0;
    let room = monitor
        .map_or(LogicalSize::new(f64::MAX, f64::MAX), |monitor| monitor.size().to_logical(monitor.scale_factor()));
    LogicalSize::new((SIZE.0 * zoom).min(room.width), (SIZE.1 * zoom).min(room.height))
}

/// In the middle of the monitor that the pointer is on.
fn centre(window: &WebviewWindow) -> tauri::Result<()> {
    let app = window.app_handle();
    let Some(monitor) = monitor_of_pointer(app)? else {
        return window.center();
    };
    // A window that was never shown does not know its size yet.
    let zoom_percent = app.state::<Palette>().zoom_percent.load(Ordering::Relaxed);
    let size = size_at(zoom_percent, Some(&monitor)).to_physical::<u32>(monitor.scale_factor());
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
