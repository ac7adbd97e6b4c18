//! How every window of ours looks and what none of them may.

use tauri::window::Color;
use tauri::{AppHandle, Manager, Theme, Url, WebviewWindow, WebviewWindowBuilder};

use crate::device_settings::DeviceSettings;
use crate::place::Place;
use crate::policy::Policy;
use crate::window::{main_window, palette};

/// `--bg` of packages/theme/src/tokens.css, so that nothing flashes before the page has painted.
const LIGHT: Color = Color(0xf6, 0xf6, 0xf4, 0xff);
const DARK: Color = Color(0x17, 0x18, 0x1a, 0xff);

pub fn background(theme: Theme) -> Color {
    if theme == Theme::Dark { DARK } else { LIGHT }
}

/// Pages are text and lines: painted by the processor they take 60 MiB less than as layers of a graphics card, are there sooner,
/// and are there at all with the drivers that leave `WebKitGTK` blank. The user's own choice in the environment stays.
///
/// Called before there is a second thread. Set later, page by page, the choice now and then leaves a window blank.
#[cfg(target_os = "linux")]
pub fn paint_without_graphics_card() {
    const CHOICE: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";
    if std::env::var_os(CHOICE).is_none() {
        // SAFETY: nobody else reads or writes the environment meanwhile, as this is the only thread.
        unsafe { std::env::set_var(CHOICE, "1") };
    }
}

#[cfg(not(target_os = "linux"))]
pub fn paint_without_graphics_card() {}

/// What of the settings of this computer concerns the windows.
pub fn follow(app: &AppHandle, settings: &DeviceSettings) -> tauri::Result<()> {
    if let Some(window) = app.get_webview_window(main_window::LABEL) {
        window.set_always_on_top(settings.always_on_top)?;
        wear(&window, settings)?;
    }
    if let Some(window) = app.get_webview_window(palette::LABEL) {
        wear(&window, settings)?;
    }
    Ok(())
}

/// What all windows wear alike.
pub fn wear(window: &WebviewWindow, settings: &DeviceSettings) -> tauri::Result<()> {
    // The organisation's rule holds whatever the switch says.
    let is_protected = settings.capture_protection || window.state::<Policy>().forbids_capture();
    window.set_content_protected(is_protected)?;
    window.set_zoom(f64::from(settings.zoom_percent) / 100.0)
}

/// Where the program keeps everything beside itself, the web view does, too.
pub fn keep_beside<'a, M: Manager<tauri::Wry>>(
    builder: WebviewWindowBuilder<'a, tauri::Wry, M>,
    place: &Place,
) -> WebviewWindowBuilder<'a, tauri::Wry, M> {
    match place.web_data() {
        Some(folder) => builder.data_directory(folder),
        None => builder,
    }
}

/// A page that was talked into leaving stays.
pub fn is_our_own(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // How Windows spells it.
        "http" => url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_goes_to_our_own_pages_only() {
        let leads = |text: &str| is_our_own(&text.parse().expect("a URL"));
        assert!(leads("tauri://localhost/index.html"));
        assert!(leads("http://tauri.localhost/palette.html"));
        for other in [
            "https://halfminute.org/",
            "http://localhost/",
            "http://tauri.localhost.example/",
            "tauri://elsewhere/",
            "file:///etc/passwd",
            "about:blank",
            "data:text/html,hello",
        ] {
            assert!(!leads(other), "{other}");
        }
    }
}
