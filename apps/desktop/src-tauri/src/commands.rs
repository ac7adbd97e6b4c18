//! Everything that a page may ask of the shell. A command that does not stand in this list does not exist, and no command takes a path.

use tauri_specta::{Builder, collect_commands, collect_events};

use crate::clipboard;
use crate::facts;
use crate::keychain;
use crate::keys;
use crate::policy;
use crate::save_file;
use crate::system_lock::SystemLock;
use crate::time_server;
use crate::vault_commands::{self as vault, VaultChanged};

pub fn builder() -> Builder<tauri::Wry> {
    Builder::new()
        .commands(collect_commands![
            facts::host_facts,
            policy::policy_text,
            vault::vault_read,
            vault::vault_write,
            vault::vault_generations,
            vault::vault_read_generation,
            vault::vault_delete_generations,
            keys::derive_key,
            keychain::keychain_read,
            keychain::keychain_write,
            keychain::keychain_remove,
            clipboard::clipboard_write,
            clipboard::clipboard_clear_if_holds,
            save_file::save_file,
            time_server::measure_time,
        ])
        .events(collect_events![VaultChanged, SystemLock])
}
