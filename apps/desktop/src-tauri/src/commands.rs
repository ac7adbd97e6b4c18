//! Everything that a page may ask of the shell. A command that does not stand in this list does not exist, and no command takes a path.

use tauri_specta::{Builder, collect_commands, collect_events};

use crate::clipboard;
use crate::device_commands::{self as device, DeviceSettingsChanged};
use crate::facts;
use crate::keychain;
use crate::keys;
use crate::links::{self, Link};
use crate::policy;
use crate::save_file;
use crate::system_lock::SystemLock;
use crate::time_server;
use crate::tray::{self, LockAsked, TrayCopy};
use crate::vault_commands::{self as vault, VaultChanged};
use crate::window::main_window::{self, CloseAsked};
use crate::window::palette::{self, PaletteAsked, PaletteOpened};

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
            device::device_settings,
            device::change_device_settings,
            main_window::window_ready,
            main_window::window_hide,
            main_window::quit,
            main_window::close_answer,
            main_window::locked_changed,
            tray::set_tray,
            links::take_links,
            palette::palette_ask,
            palette::palette_answer,
            palette::palette_close,
            palette::palette_type,
        ])
        .events(collect_events![
            VaultChanged,
            SystemLock,
            DeviceSettingsChanged,
            CloseAsked,
            LockAsked,
            TrayCopy,
            Link,
            PaletteAsked,
            PaletteOpened,
        ])
}

/// The palette's page has no session, and is allowed no more than it needs to ask for one's answers.
pub fn may_call(window: &str, command: &str) -> bool {
    window == main_window::LABEL || (window == palette::LABEL && palette::COMMANDS.contains(&command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_palette_may_ask_and_nothing_else() {
        for command in ["vault_read", "vault_write", "derive_key", "keychain_read", "palette_answer", "locked_changed"]
        {
            assert!(may_call(main_window::LABEL, command), "{command}");
            assert!(!may_call(palette::LABEL, command), "{command}");
            assert!(!may_call("elsewhere", command), "{command}");
        }
        assert!(may_call(palette::LABEL, "palette_ask"));
    }
}
