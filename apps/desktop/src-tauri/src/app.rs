//! What the program is made of, and when it ends.

use crate::clipboard::SharedClipboard;
use crate::commands;
use crate::place::Place;
use crate::posture;
use crate::window::main_window;

pub fn run() {
    posture::take();
    let commands = commands::builder();
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _arguments, _folder| drop(main_window::show(app))))
        .manage(Place::find())
        .manage(SharedClipboard::default())
        .invoke_handler(commands.invoke_handler())
        .setup(move |app| {
            commands.mount_events(app);
            main_window::show(app.handle())?;
            Ok(())
        })
        .run(tauri::generate_context!())
        .unwrap_or_else(|error| {
            eprintln!("Halfminute cannot start: {error}");
            std::process::exit(1);
        });
}
