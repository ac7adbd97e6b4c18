//! What no page of ours may, whatever its code says: leave, open windows, take files, reach the network.

use tauri::webview::NewWindowResponse;
use tauri::{Manager, Url, WebviewWindowBuilder, Wry};

use super::content_security;
use crate::place::Place;

/// Every window is built through this.
pub fn confine<'a, M: Manager<Wry>>(
    builder: WebviewWindowBuilder<'a, Wry, M>,
    place: &Place,
) -> WebviewWindowBuilder<'a, Wry, M> {
    let confined = builder
        // Dropped files come to the page as File objects, without a path.
        .disable_drag_drop_handler()
        .on_navigation(is_our_own)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_web_resource_request(content_security::guard);
    #[cfg(target_os = "linux")]
    let confined = confined.proxy_url(dead_end());
    // Where the program keeps everything beside itself, the web view does, too.
    match place.web_data() {
        Some(folder) => confined.data_directory(folder),
        None => confined,
    }
}

/// A policy of contents says nothing of `<link rel=preconnect>` and `dns-prefetch`, and the name of a host can carry a secret out. All that would
/// reach the network goes to a port of loopback where nothing listens (only root could), names unresolved.
#[cfg(target_os = "linux")]
fn dead_end() -> Url {
    let nobody = std::net::SocketAddr::from(([127, 0, 0, 1], 1));
    format!("socks5://{nobody}").parse().expect("an address")
}

/// A page that was talked into leaving stays.
fn is_our_own(url: &Url) -> bool {
    is_page_of(url, cfg!(windows))
}

/// Our pages are `tauri://localhost`, and on Windows `http://tauri.localhost`: there the web view keeps that name for them, and of it no port but
/// the usual. Elsewhere a server of this computer would answer to it, whoever's that is.
fn is_page_of(url: &Url, is_windows: bool) -> bool {
    let origin = if is_windows { ("http", "tauri.localhost") } else { ("tauri", "localhost") };
    url.host_str().is_some_and(|host| (url.scheme(), host) == origin) && url.port().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_goes_to_our_own_pages_only() {
        let leads = |text: &str, is_windows: bool| is_page_of(&text.parse().expect("a URL"), is_windows);
        assert!(leads("tauri://localhost/index.html", false));
        assert!(leads("http://tauri.localhost/palette.html", true));
        for other in [
            "https://halfminute.org/",
            "http://localhost/",
            "http://tauri.localhost.example/",
            "http://tauri.localhost:8080/",
            "https://tauri.localhost/",
            "tauri://elsewhere/",
            "tauri://localhost:1/",
            "file:///etc/passwd",
            "about:blank",
            "data:text/html,hello",
        ] {
            assert!(!leads(other, false) && !leads(other, true), "{other}");
        }
        assert!(!leads("http://tauri.localhost/", false));
    }
}
