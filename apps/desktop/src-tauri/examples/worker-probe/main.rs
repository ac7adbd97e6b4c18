//! A page whose worker tries to reach the network, under the window's own policy: `worker-probe PORT [unguarded]`, where a server of the test listens on
//! the port of loopback. The answers come as the window's title, and are printed. `unguarded` leaves out what the window gives its workers.

use std::env;

use tauri::{AppHandle, WebviewUrl, WebviewWindowBuilder};

use halfminute_desktop::window::content_security;

/// The title that the page sets at the end begins so.
const ANSWER: &str = "answer ";

fn main() {
    let port: u16 = env::args().nth(1).and_then(|port| port.parse().ok()).expect("the port of a server");
    let is_guarded = env::args().nth(2).is_none();
    let run = tauri::Builder::default()
        .setup(move |app| {
            let handle = app.handle().clone();
            let page = WebviewUrl::App(format!("index.html?{port}").into());
            let window = WebviewWindowBuilder::new(app, "main", page)
                .on_document_title_changed(move |_, title| say(&handle, &title));
            let window = if is_guarded { window.on_web_resource_request(content_security::guard) } else { window };
            window.build()?;
            Ok(())
        })
        .run(tauri::generate_context!("examples/worker-probe/tauri.conf.json"));
    if let Err(error) = run {
        eprintln!("The probe cannot start: {error}");
        std::process::exit(1);
    }
}

fn say(app: &AppHandle, title: &str) {
    if let Some(answer) = title.strip_prefix(ANSWER) {
        println!("{answer}");
        app.exit(0);
    }
}
