//! Everything that a page may ask of the shell. A command that does not stand in this list does not exist, and no command takes a path.

use tauri_specta::{Builder, collect_commands, collect_events};

use crate::clipboard;
use crate::device_commands::{self as device, DeviceSettingsChanged};
use crate::facts;
use crate::keychain;
use crate::keys;
use crate::links::{self, Link};
use crate::locked;
use crate::policy;
use crate::save_file;
use crate::screen;
use crate::system_lock::SystemLock;
use crate::time_server;
use crate::tray::{self, LockAsked, TrayCopy};
use crate::vault_commands::{self as vault, VaultChanged};
use crate::window::closing::{self, CloseAsked};
use crate::window::main_window;
use crate::window::palette::questions::{self, PaletteAsked};
use crate::window::palette::{self, PaletteOpened, type_code};

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
            screen::screen_capture,
            time_server::measure_time,
            device::device_settings,
            device::change_device_settings,
            main_window::window_ready,
            closing::quit,
            closing::close_answer,
            locked::locked_changed,
            tray::set_tray,
            links::take_links,
            questions::palette_ask,
            questions::palette_answer,
            palette::palette_close,
            type_code::palette_type,
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

/// The palette's page has no session, and is allowed no more than it needs to ask for one's answers. The page with the session answers, and does
/// not ask itself: what types into other programs is begun by a key press in the palette, never by the page whose text is typed.
pub fn may_call(window: &str, command: &str) -> bool {
    let is_palettes_own = palette::OWN_COMMANDS.contains(&command);
    match window {
        main_window::LABEL => !is_palettes_own,
        palette::LABEL => is_palettes_own || palette::SHARED_COMMANDS.contains(&command),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_palette_may_ask_and_nothing_else_and_the_page_that_answers_may_not() {
        for command in [
            "vault_read",
            "vault_write",
            "derive_key",
            "keychain_read",
            "palette_answer",
            "locked_changed",
            "screen_capture",
            "host_facts",
            "window_ready",
        ] {
            assert!(may_call(main_window::LABEL, command), "{command}");
            assert!(!may_call(palette::LABEL, command), "{command}");
            assert!(!may_call("elsewhere", command), "{command}");
        }
        for command in ["palette_ask", "palette_close", "palette_type"] {
            assert!(may_call(palette::LABEL, command), "{command}");
            assert!(!may_call(main_window::LABEL, command), "{command}");
            assert!(!may_call("elsewhere", command), "{command}");
        }
        assert!(may_call(palette::LABEL, "device_settings") && may_call(main_window::LABEL, "device_settings"));
    }
}
