//! The vault file as the page asks for it. No path crosses: there is one vault.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Manager, State};
use tauri_specta::Event;

use crate::blocking::blocking;
use crate::bytes;
use crate::error::Answer;
use crate::place::Place;
use crate::vault::{Generation, VaultFile, VaultWatch, WriteOutcome};
use crate::window::main_window;

#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StoredVault {
    bytes_base64: String,
    revision: String,
    #[specta(type = Option<u32>)]
    saved_unix_seconds: Option<f64>,
}

#[derive(Clone, Debug, Serialize, Type)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum SaveOutcome {
    Written { revision: String },
    Conflict,
}

/// Another program saved the vault, or took it away.
#[derive(Clone, Debug, Serialize, Deserialize, Type, Event)]
pub struct VaultChanged;

/// Watches the vault's folder until the program ends.
pub fn watch(app: &AppHandle) {
    let page = app.clone();
    let watch = VaultWatch::new(move || drop(VaultChanged.emit_to(&page, main_window::LABEL)));
    watch.begin(app.state::<Place>().vault());
    app.manage(watch);
}

#[tauri::command]
#[specta::specta]
pub async fn vault_read(place: State<'_, Place>, watch: State<'_, VaultWatch>) -> Answer<Option<StoredVault>> {
    let vault = vault_of(&place);
    let stored = blocking(move || vault.read()).await?;
    watch.has_read(stored.as_ref().map(|stored| stored.revision.as_str()));
    Ok(stored.map(|stored| StoredVault {
        bytes_base64: bytes::encode(&stored.bytes),
        revision: stored.revision,
        saved_unix_seconds: stored.saved_unix_seconds,
    }))
}

#[tauri::command]
#[specta::specta]
pub async fn vault_write(
    place: State<'_, Place>,
    watch: State<'_, VaultWatch>,
    bytes_base64: String,
    replacing: Option<String>,
) -> Answer<SaveOutcome> {
    let vault = vault_of(&place);
    let content = bytes::decode(&bytes_base64)?;
    watch.is_about_to_write(&content);
    let outcome = blocking(move || vault.write(&content, replacing.as_deref())).await;
    watch.has_written(match &outcome {
        Ok(WriteOutcome::Written { revision }) => Some(revision),
        Ok(WriteOutcome::Conflict) | Err(_) => None,
    });
    // The folder may be there only now.
    watch.begin(place.vault());
    Ok(match outcome? {
        WriteOutcome::Written { revision } => SaveOutcome::Written { revision },
        WriteOutcome::Conflict => SaveOutcome::Conflict,
    })
}

#[tauri::command]
#[specta::specta]
pub async fn vault_generations(place: State<'_, Place>) -> Answer<Vec<Generation>> {
    let vault = vault_of(&place);
    blocking(move || vault.generations()).await
}

#[tauri::command]
#[specta::specta]
pub async fn vault_read_generation(place: State<'_, Place>, id: String) -> Answer<String> {
    let vault = vault_of(&place);
    blocking(move || vault.read_generation(&id)).await.map(|content| bytes::encode(&content))
}

/// Answers how many were deleted.
#[tauri::command]
#[specta::specta]
pub async fn vault_delete_generations(place: State<'_, Place>) -> Answer<u32> {
    let vault = vault_of(&place);
    let deleted = blocking(move || vault.delete_generations()).await?;
    Ok(u32::try_from(deleted).unwrap_or(u32::MAX))
}

fn vault_of(place: &Place) -> VaultFile {
    VaultFile::new(place.vault().to_owned())
}
