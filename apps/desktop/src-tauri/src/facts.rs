//! What the page has to know of its host.

use serde::Serialize;
use specta::Type;
use tauri::State;

use crate::place::Place;

#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HostFacts {
    /// "linux", "windows", "macos".
    pub os: String,
    /// What the screen calls the vault file.
    pub vault_name: String,
    pub version: String,
}

#[tauri::command]
#[specta::specta]
pub fn host_facts(place: State<'_, Place>) -> HostFacts {
    HostFacts {
        os: std::env::consts::OS.to_owned(),
        vault_name: place.vault_name(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}
