//! Everything that a page may ask of the shell. A command that does not stand in this list does not exist, and no command takes a path.

use tauri_specta::{Builder, collect_commands, collect_events};

use crate::clipboard;
use crate::facts;
use crate::keys;
use crate::vault_commands as vault;

pub fn builder() -> Builder<tauri::Wry> {
    Builder::new()
        .commands(collect_commands![
            facts::host_facts,
            vault::vault_read,
            vault::vault_write,
            vault::vault_generations,
            vault::vault_read_generation,
            vault::vault_delete_generations,
            keys::derive_key,
            clipboard::clipboard_write,
            clipboard::clipboard_clear_if_holds,
        ])
        .events(collect_events![])
}
