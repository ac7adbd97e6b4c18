//! The window that holds the codes.

use tauri::{AppHandle, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

use super::content_security;

pub const LABEL: &str = "main";

const SIZE: (f64, f64) = (420.0, 640.0);
const LEAST_SIZE: (f64, f64) = (320.0, 400.0);

/// Makes the window where there is none, and brings it to the front.
pub fn show(app: &AppHandle) -> tauri::Result<()> {
    let window = match app.get_webview_window(LABEL) {
        Some(window) => window,
        None => build(app)?,
    };
    window.unminimize()?;
    window.show()?;
    window.set_focus()
}

fn build(app: &AppHandle) -> tauri::Result<WebviewWindow> {
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title("Halfminute")
        .inner_size(SIZE.0, SIZE.1)
        .min_inner_size(LEAST_SIZE.0, LEAST_SIZE.1)
        // Dropped files come to the page as File objects, without a path.
        .disable_drag_drop_handler()
        .on_navigation(is_our_own)
        .on_web_resource_request(content_security::guard)
        .build()
}

/// A page that was talked into leaving stays.
fn is_our_own(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // How Windows spells it.
        "http" => url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}
