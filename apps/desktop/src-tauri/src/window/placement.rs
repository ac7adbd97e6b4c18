//! Where the window was and how large, remembered for each set of monitors: a laptop at its desk is another place than on the train.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tauri::{AppHandle, Manager, PhysicalPosition, PhysicalSize, WebviewWindow};

use crate::place::Place;
use crate::small_file::{self, Found};

/// So much of the window's head has to lie on a monitor to be seized.
const HEAD: Rectangle = Rectangle { x: 0, y: 0, width: 120, height: 32 };

/// In the pixels of the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Rectangle {
    x: i32,
    y: i32,
    width: u32,
    height: u32,
}

impl Rectangle {
    fn shared_with(&self, other: &Self) -> (i64, i64) {
        let shared = |start: i32, length: u32, other_start: i32, other_length: u32| {
            let end = (i64::from(start) + i64::from(length)).min(i64::from(other_start) + i64::from(other_length));
            end - i64::from(start.max(other_start))
        };
        (shared(self.x, self.width, other.x, other.width), shared(self.y, self.height, other.y, other.height))
    }
}

/// The places that are known, and the file that keeps them.
pub struct Places {
    path: PathBuf,
    known: Mutex<Map<String, Value>>,
}

impl Places {
    pub fn beside(settings: &Path) -> Self {
        let path = settings.with_file_name("windows.json");
        let known = match small_file::read(&path) {
            Found::Object(known) => known,
            // Nothing is lost with it but the place of a window.
            Found::Nothing | Found::Broken => Map::new(),
        };
        Self { path, known: Mutex::new(known) }
    }

    fn of(&self, monitors: &[Rectangle]) -> Option<Rectangle> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let place = Rectangle::deserialize(known.get(&key_of(monitors))?).ok()?;
        is_reachable(&place, monitors).then_some(place)
    }

    fn keep(&self, monitors: &[Rectangle], place: Rectangle) -> std::io::Result<()> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let key = key_of(monitors);
        let value = serde_json::to_value(place)?;
        if known.get(&key) == Some(&value) {
            return Ok(());
        }
        known.insert(key, value);
        small_file::replace_object(&self.path, &known)
    }
}

/// The same for the same monitors in the same arrangement, in whatever order the system lists them.
fn key_of(monitors: &[Rectangle]) -> String {
    let mut sorted = monitors.to_vec();
    sorted.sort_unstable();
    let each: Vec<String> =
        sorted.iter().map(|one| format!("{}x{}{:+}{:+}", one.width, one.height, one.x, one.y)).collect();
    each.join(" ")
}

/// Whether the window's head can be seized on one of the monitors.
fn is_reachable(place: &Rectangle, monitors: &[Rectangle]) -> bool {
    let head = Rectangle { height: HEAD.height, ..*place };
    monitors.iter().any(|monitor| {
        let (width, height) = head.shared_with(monitor);
        width >= i64::from(HEAD.width) && height >= i64::from(HEAD.height)
    })
}

/// Puts the window where it was with these monitors; where it was nowhere, or nowhere to be seen, it stays where the system puts it.
pub fn restore(window: &WebviewWindow) -> tauri::Result<()> {
    if let Some(place) = window.state::<Places>().of(&monitors(window.app_handle())?) {
        window.set_size(PhysicalSize::new(place.width, place.height))?;
        window.set_position(PhysicalPosition::new(place.x, place.y))?;
    }
    Ok(())
}

/// Remembers where the window is. A window that is hidden, minimised or as large as the screen says nothing about its place.
pub fn remember(window: &WebviewWindow) -> tauri::Result<()> {
    if !window.is_visible()? || window.is_minimized()? || window.is_maximized()? || window.is_fullscreen()? {
        return Ok(());
    }
    let PhysicalPosition { x, y } = window.outer_position()?;
    let PhysicalSize { width, height } = window.inner_size()?;
    if let Err(error) =
        window.state::<Places>().keep(&monitors(window.app_handle())?, Rectangle { x, y, width, height })
    {
        eprintln!("Halfminute cannot remember the place of its window: {}.", error.kind());
    }
    Ok(())
}

pub fn places(app: &AppHandle) -> Places {
    Places::beside(app.state::<Place>().settings())
}

fn monitors(app: &AppHandle) -> tauri::Result<Vec<Rectangle>> {
    let listed = app.available_monitors()?;
    Ok(listed
        .iter()
        .map(|monitor| Rectangle {
            x: monitor.position().x,
            y: monitor.position().y,
            width: monitor.size().width,
            height: monitor.size().height,
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAPTOP: Rectangle = Rectangle { x: 0, y: 0, width: 1920, height: 1080 };
    const ABOVE: Rectangle = Rectangle { x: -320, y: -1440, width: 2560, height: 1440 };

    fn at(x: i32, y: i32) -> Rectangle {
        Rectangle { x, y, width: 420, height: 640 }
    }

    #[test]
    fn a_set_of_monitors_is_the_same_in_any_order_and_another_when_one_moves() {
        assert_eq!(key_of(&[LAPTOP, ABOVE]), key_of(&[ABOVE, LAPTOP]));
        assert_eq!(key_of(&[LAPTOP, ABOVE]), "2560x1440-320-1440 1920x1080+0+0");
        assert_ne!(key_of(&[LAPTOP, ABOVE]), key_of(&[LAPTOP, Rectangle { x: 0, ..ABOVE }]));
        assert_ne!(key_of(&[LAPTOP]), key_of(&[LAPTOP, ABOVE]));
    }

    #[test]
    fn a_window_whose_head_cannot_be_seized_is_off_every_monitor() {
        for (place, is_seen) in [
            (at(100, 100), true),
            (at(-300, 0), true),
            (at(-301, 0), false),
            (at(1800, 1048), true),
            (at(1801, 100), false),
            (at(100, 1049), false),
            (at(100, -1), false),
            (at(i32::MIN, i32::MAX), false),
        ] {
            assert_eq!(is_reachable(&place, &[LAPTOP]), is_seen, "{place:?}");
        }
        assert!(is_reachable(&at(100, -1000), &[LAPTOP, ABOVE]));
        assert!(!is_reachable(&at(100, 100), &[]));
    }

    #[test]
    fn each_set_of_monitors_has_a_place_of_its_own_and_the_file_keeps_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let settings = folder.path().join("settings.json");
        let places = Places::beside(&settings);
        assert_eq!(places.of(&[LAPTOP]), None);
        places.keep(&[LAPTOP], at(10, 20)).expect("kept");
        places.keep(&[ABOVE, LAPTOP], at(100, -1000)).expect("kept");
        let again = Places::beside(&settings);
        assert_eq!(again.of(&[LAPTOP]), Some(at(10, 20)));
        assert_eq!(again.of(&[LAPTOP, ABOVE]), Some(at(100, -1000)));
        again.keep(&[LAPTOP], at(5000, 5000)).expect("kept");
        assert_eq!(again.of(&[LAPTOP]), None);
    }
}
