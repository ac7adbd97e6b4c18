//! What the program is made of, and when it ends.

use tauri::{Manager, RunEvent};

use crate::clipboard::SharedClipboard;
use crate::commands;
use crate::locked::LockedState;
use crate::place::Place;
use crate::policy::Policy;
use crate::posture;
use crate::system_lock;
use crate::vault_commands;
use crate::window::main_window;

pub fn run() {
    posture::take();
    let commands = commands::builder();
    let policy = Policy::find();
    let locked = LockedState::default();
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _arguments, _folder| drop(main_window::show(app))))
        .manage(Place::find(&policy))
        .manage(policy)
        .manage(SharedClipboard::default())
        .manage(locked.clone())
        .invoke_handler(commands.invoke_handler())
        .setup(move |app| {
            commands.mount_events(app);
            vault_commands::watch(app.handle());
            system_lock::start(app.handle(), &locked);
            main_window::show(app.handle())?;
            Ok(())
        })
        .build(tauri::generate_context!())
        .unwrap_or_else(|error| {
            eprintln!("Halfminute cannot start: {error}");
            std::process::exit(1);
        })
        .run(|app, event| {
            if matches!(event, RunEvent::Exit) {
                // Nothing of the state is dropped at the end, and the clipboard may be another program's by then.
                drop(app.state::<SharedClipboard>().take_back());
            }
        });
}
