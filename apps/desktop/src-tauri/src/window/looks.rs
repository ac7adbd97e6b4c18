//! How every window of ours looks and what none of them may.

use tauri::window::Color;
use tauri::{AppHandle, Manager, Theme, Url, WebviewWindow};

use crate::device_settings::DeviceSettings;
use crate::policy::Policy;
use crate::window::{main_window, palette};

/// `--bg` of packages/theme/src/tokens.css, so that nothing flashes before the page has painted.
const LIGHT: Color = Color(0xf6, 0xf6, 0xf4, 0xff);
const DARK: Color = Color(0x17, 0x18, 0x1a, 0xff);

pub fn background(theme: Theme) -> Color {
    if theme == Theme::Dark { DARK } else { LIGHT }
}

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
