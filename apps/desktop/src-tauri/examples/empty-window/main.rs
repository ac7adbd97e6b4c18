//! What any window of this kind costs: a Tauri program with one page that says nothing. The bench of the desktop puts ours beside it.

use tauri::{WebviewUrl, WebviewWindowBuilder};

fn main() {
    let run = tauri::Builder::default()
        .setup(|app| {
            WebviewWindowBuilder::new(app, "main", WebviewUrl::App("index.html".into()))
                .title("Empty")
                .inner_size(420.0, 640.0)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!("examples/empty-window/tauri.conf.json"));
    if let Err(error) = run {
        eprintln!("The empty window cannot start: {error}");
        std::process::exit(1);
    }
}
