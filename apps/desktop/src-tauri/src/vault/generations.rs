//! Earlier contents, kept beside the vault.

use std::fs;
use std::io;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;
use specta::Type;

use super::disk::{self, StoredFile};
use super::names::VaultNames;
use super::random::new_mark;
use super::revision::revision_of;

const MOST_KEPT: usize = 10;

#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Generation {
    /// Good for reading it, and for nothing else.
    pub id: String,
    #[specta(type = Option<u32>)]
    pub saved_unix_seconds: Option<f64>,
    pub byte_length: u32,
}

/// Whether a file lies there: nobody keeps a content as a folder or behind a symbolic link.
pub fn is_one(path: &Path) -> io::Result<bool> {
    Ok(status_of_one(path)?.is_some())
}

fn status_of_one(path: &Path) -> io::Result<Option<fs::Metadata>> {
    Ok(disk::status(path)?.filter(fs::Metadata::is_file))
}

/// Newest first: by the time in the name, and within one second by when the content was written.
pub fn list(at: &VaultNames) -> io::Result<Vec<Generation>> {
    let mut found = Vec::new();
    for id in disk::list(&at.folder)? {
        let Some(time) = at.time_of_generation(&id).map(str::to_owned) else {
            continue;
        };
        if let Some(status) = status_of_one(&at.folder.join(&id))? {
            found.push((time, status.modified()?, status.len(), id));
        }
    }
    found.sort_by(|a, b| (&b.0, b.1).cmp(&(&a.0, a.1)));
    Ok(found
        .into_iter()
        .map(|(_, modified, length, id)| Generation {
            id,
            saved_unix_seconds: unix_seconds(modified),
            // No file that is kept is longer: see disk.rs.
            byte_length: u32::try_from(length).unwrap_or(u32::MAX),
        })
        .collect())
}

/// Gives the current content a second name, which it keeps when the first goes to the new content.
pub fn keep(at: &VaultNames, current: &StoredFile, now: SystemTime) -> io::Result<()> {
    let kept = at.folder.join(at.generation(now, &revision_of(&current.bytes)));
    match fs::hard_link(&at.vault, &kept) {
        Ok(()) => Ok(()),
        // Of the same second and the same content: a save that was stopped before its end made it.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(_) => {
            // A file system without second names (FAT): a copy, made as carefully as the vault itself.
            let copy = at.draft(&new_mark()?);
            disk::create(&copy, &current.bytes)?;
            fs::rename(copy, kept)
        }
    }
}

pub fn prune(at: &VaultNames) -> io::Result<()> {
    list(at)?.iter().skip(MOST_KEPT).try_for_each(|old| disk::remove(&at.folder.join(&old.id)))
}

/// Whole seconds; exact in a double for the next hundred million years.
pub fn unix_seconds(time: SystemTime) -> Option<f64> {
    time.duration_since(UNIX_EPOCH).ok().map(|since| since.as_secs() as f64)
}
