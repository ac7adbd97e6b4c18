//! The tray: open, lock, five favourites, end.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::menu::{Menu, MenuBuilder, MenuItemBuilder};
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Manager};
use tauri_specta::Event;

use crate::error::Answer;
use crate::place::Place;
use crate::window::{closing, main_window};

const MOST_FAVOURITES: usize = 5;
const LONGEST_LABEL: usize = 60;
const OPEN: &str = "open";
const LOCK: &str = "lock";
const END: &str = "end";
/// Before the id of an account whose code is to be copied.
const COPY: &str = "copy:";

/// The tray's "Lock" was pressed.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct LockAsked;

/// A favourite was pressed in the tray: its code is to be copied.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct TrayCopy {
    id: String,
}

/// `TrayState` of packages/core/src/platform-desk.ts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TrayState {
    is_locked: bool,
    favourites: Vec<Favourite>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Type)]
pub struct Favourite {
    id: String,
    label: String,
}

impl TrayState {
    fn locked() -> Self {
        Self { is_locked: true, favourites: Vec::new() }
    }

    /// Five at most, none while locked, no label wider than a menu.
    fn within_bounds(mut self) -> Self {
        self.favourites.truncate(if self.is_locked { 0 } else { MOST_FAVOURITES });
        for favourite in &mut self.favourites {
            if favourite.label.chars().nth(LONGEST_LABEL).is_some() {
                favourite.label = favourite.label.chars().take(LONGEST_LABEL - 1).chain(['…']).collect();
            }
        }
        self
    }
}

/// The icon, where the system has a place for it, and what its menu shows now.
#[derive(Default)]
pub struct Tray(Mutex<Option<(TrayIcon, TrayState)>>);

/// Puts the icon into the tray. Where that fails the program goes on without.
pub fn begin(app: &AppHandle) {
    let state = TrayState::locked();
    // Where the system has no library for trays, the crate panics.
    let built = catch_unwind(AssertUnwindSafe(|| build(app, &state)));
    match built {
        Ok(Ok(icon)) => *app.state::<Tray>().0.lock().unwrap_or_else(PoisonError::into_inner) = Some((icon, state)),
        Ok(Err(error)) => eprintln!("Halfminute goes on without a tray: {error}."),
        Err(_) => eprintln!("Halfminute goes on without a tray."),
    }
}

fn build(app: &AppHandle, state: &TrayState) -> tauri::Result<TrayIcon> {
    TrayIconBuilder::with_id("halfminute")
        .icon(tauri::include_image!("icons/icon.png"))
        .temp_dir_path(app.state::<Place>().tray_icon())
        .tooltip("Halfminute")
        .menu(&menu_of(app, state)?)
        .on_menu_event(|app, event| chosen(app, event.id().as_ref()))
        .build(app)
}

fn menu_of(app: &AppHandle, state: &TrayState) -> tauri::Result<Menu<tauri::Wry>> {
    let mut menu = MenuBuilder::new(app).text(OPEN, "Open Halfminute");
    if !state.favourites.is_empty() {
        menu = menu.separator();
        for favourite in &state.favourites {
            // A single one would underline the letter after it.
            menu = menu.text(format!("{COPY}{}", favourite.id), format!("Copy {}", favourite.label.replace('&', "&&")));
        }
    }
    let lock = MenuItemBuilder::with_id(LOCK, "Lock").enabled(!state.is_locked).build(app)?;
    menu.separator().item(&lock).text(END, "Quit").build()
}

fn chosen(app: &AppHandle, id: &str) {
    match id {
        OPEN => main_window::show_soon(app),
        LOCK => drop(LockAsked.emit_to(app, main_window::LABEL)),
        END => closing::wish_to_close(app, true),
        _ => {
            if let Some(id) = id.strip_prefix(COPY) {
                drop(TrayCopy { id: id.to_owned() }.emit_to(app, main_window::LABEL));
            }
        }
    }
}

/// The page is gone, and with it the favourites.
pub fn forget(app: &AppHandle) {
    show(app, TrayState::locked());
}

fn show(app: &AppHandle, state: TrayState) {
    let state = state.within_bounds();
    let tray = app.state::<Tray>();
    let mut shown = tray.0.lock().unwrap_or_else(PoisonError::into_inner);
    let Some((icon, before)) = shown.as_mut() else {
        return;
    };
    // A new menu closes the old one under the user's hand.
    if *before == state {
        return;
    }
    if menu_of(app, &state).and_then(|menu| icon.set_menu(Some(menu))).is_ok() {
        *before = state;
    }
}

/// Whether there is an icon and anybody who shows it. Asks D-Bus: not on the thread of the windows.
pub fn is_shown(app: &AppHandle) -> bool {
    let is_there = app.state::<Tray>().0.lock().unwrap_or_else(PoisonError::into_inner).is_some();
    is_there && has_host()
}

#[cfg(target_os = "linux")]
fn has_host() -> bool {
    let asked = || -> zbus::Result<bool> {
        let session = zbus::blocking::Connection::session()?;
        let answer = session.call_method(
            Some("org.freedesktop.DBus"),
            "/org/freedesktop/DBus",
            Some("org.freedesktop.DBus"),
            "NameHasOwner",
            &"org.kde.StatusNotifierWatcher",
        )?;
        answer.body().deserialize()
    };
    asked().unwrap_or(false)
}

#[cfg(not(target_os = "linux"))]
fn has_host() -> bool {
    true
}

/// What the tray's menu shows; five favourites at most, none while locked.
#[tauri::command]
#[specta::specta]
pub async fn set_tray(app: AppHandle, state: TrayState) -> Answer<()> {
    let inner = app.clone();
    drop(app.run_on_main_thread(move || show(&inner, state)));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_favourites(is_locked: bool, count: usize) -> TrayState {
        let favourite = |number: usize| Favourite { id: number.to_string(), label: "ACME".to_owned() };
        TrayState { is_locked, favourites: (0..count).map(favourite).collect() }
    }

    #[test]
    fn the_menu_holds_five_favourites_at_most_and_none_while_locked() {
        assert_eq!(with_favourites(false, 9).within_bounds(), with_favourites(false, 5));
        assert_eq!(with_favourites(true, 3).within_bounds(), TrayState::locked());
    }

    #[test]
    fn a_long_name_is_cut_with_an_ellipsis() {
        let mut state = with_favourites(false, 1);
        state.favourites[0].label = "ä".repeat(LONGEST_LABEL + 1);
        let label = state.within_bounds().favourites.remove(0).label;
        assert_eq!(label.chars().count(), LONGEST_LABEL);
        assert!(label.ends_with("ä…"));
    }
}
