//! How every window of ours looks.

use std::sync::{Mutex, PoisonError};

use tauri::window::Color;
use tauri::{AppHandle, Manager, Theme, WebviewWindow};

use crate::device_settings::DeviceSettings;
use crate::policy::Policy;
use crate::window::{main_window, palette};

/// `--bg` of packages/theme/src/tokens.css, so that nothing flashes before the page has painted.
const LIGHT: Color = Color(0xf6, 0xf6, 0xf4, 0xff);
const DARK: Color = Color(0x17, 0x18, 0x1a, 0xff);

/// Pages are text and lines: painted by the processor they take 60 MiB less than as layers of a graphics card, are there sooner,
/// and are there at all with the drivers that leave `WebKitGTK` blank. The user's own choice in the environment stays.
///
/// Called before there is a second thread. Set later, page by page, the choice now and then leaves a window blank.
#[cfg(target_os = "linux")]
pub fn paint_without_graphics_card() {
    const CHOICES: [(&str, &str); 3] = [
        ("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
        // GTK would load the driver at every start, only to ask it for visuals.
        ("GDK_GL", "disable"),
        // A thread that would look every few seconds how much memory is left, and go on when the pages have gone.
        ("WEBKIT_DISABLE_MEMORY_PRESSURE_MONITOR", "1"),
    ];
    for (name, choice) in CHOICES {
        if std::env::var_os(name).is_none() {
            // SAFETY: nobody else reads or writes the environment meanwhile, as this is the only thread.
            unsafe { std::env::set_var(name, choice) };
        }
    }
}

#[cfg(not(target_os = "linux"))]
pub fn paint_without_graphics_card() {}

/// A caret that blinks paints, and so wakes up three threads sixty times a second, as long as a window is shown, locked or not. To `WebKitGTK` a
/// caret that does not blink at all is one that turns with each picture of the screen; one that blinks once in weeks costs nothing.
#[cfg(target_os = "linux")]
pub fn keep_caret_still() {
    use gtk::prelude::GtkSettingsExt;
    if let Some(settings) = gtk::Settings::default() {
        settings.set_gtk_cursor_blink_time(i32::MAX);
    }
}

#[cfg(not(target_os = "linux"))]
pub fn keep_caret_still() {}

/// Listens until the program ends to whether the desktop is dark; elsewhere the window library hears it by itself.
#[cfg(target_os = "linux")]
pub fn follow_desktop(app: &AppHandle) {
    let app = app.clone();
    let listen = move || {
        let bus = zbus::blocking::Connection::session()?;
        crate::appearance::listen(&bus, |theme| turn(&app, theme))
    };
    // Without a bus, or a thread, it stays as GTK's own settings say.
    drop(std::thread::Builder::new().name("appearance".to_owned()).spawn(listen));
}

#[cfg(not(target_os = "linux"))]
pub fn follow_desktop(_app: &AppHandle) {}

/// Pages hear it from GTK; the ground under them is ours.
#[cfg(target_os = "linux")]
fn turn(app: &AppHandle, theme: Theme) {
    *app.state::<Appearance>().0.lock().unwrap_or_else(PoisonError::into_inner) = Some(theme);
    app.set_theme(Some(theme));
    for window in app.webview_windows().values() {
        lay_ground(window, theme);
    }
}

/// What the desktop told last; none where it tells nothing, or the window library is asked.
#[derive(Default)]
pub struct Appearance(Mutex<Option<Theme>>);

/// A new window has the ground of its theme.
fn lay_first_ground(window: &WebviewWindow) -> tauri::Result<()> {
    let told = *window.state::<Appearance>().0.lock().unwrap_or_else(PoisonError::into_inner);
    lay_ground(
        window,
        match told {
            Some(theme) => theme,
            None => window.theme()?,
        },
    );
    Ok(())
}

pub fn lay_ground(window: &WebviewWindow, theme: Theme) {
    drop(window.set_background_color(Some(if theme == Theme::Dark { DARK } else { LIGHT })));
}

/// What of the settings of this computer concerns the windows.
pub fn follow(app: &AppHandle, settings: &DeviceSettings) -> tauri::Result<()> {
    if let Some(window) = app.get_webview_window(main_window::LABEL) {
        window.set_always_on_top(settings.always_on_top)?;
        wear(&window, settings)?;
    }
    palette::follow(app, settings)
}

/// What belongs to a new window of whatever kind.
pub fn begin(window: &WebviewWindow, settings: &DeviceSettings) -> tauri::Result<()> {
    lay_first_ground(window)?;
    wear(window, settings)
}

/// What all windows wear alike.
pub fn wear(window: &WebviewWindow, settings: &DeviceSettings) -> tauri::Result<()> {
    // The organisation's rule holds whatever the switch says.
    let is_protected = settings.capture_protection || window.state::<Policy>().forbids_capture();
    window.set_content_protected(is_protected)?;
    window.set_zoom(f64::from(settings.zoom_percent) / 100.0)
}
