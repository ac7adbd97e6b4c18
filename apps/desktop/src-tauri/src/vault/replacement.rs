//! One save, from the look at what is there to the last rename; docs/vault-format.md, "A save".

use std::io;
use std::path::PathBuf;
use std::time::SystemTime;

use super::disk::{self, StoredFile};
use super::generations;
use super::lock::HeldLock;
use super::names::VaultNames;
use super::random::new_mark;
use super::revision::revision_of;
use crate::error::{Answer, Code, ShellError};

#[derive(Debug, PartialEq, Eq)]
pub enum WriteOutcome {
    Written { revision: String },
    Conflict,
}

/// Whatever stops this, at whatever line, the vault's name stands for the whole old content or the whole new one. `None`: begin again.
pub fn replace_content(
    at: &VaultNames,
    held: &HeldLock<'_>,
    bytes: &[u8],
    replacing: Option<&str>,
) -> Answer<Option<WriteOutcome>> {
    let act = "Saving the vault file";
    let failed = |error: io::Error| ShellError::of(act, &error);
    let is_still_old = |file: Option<&StoredFile>| file.map(|file| revision_of(&file.bytes)).as_deref() == replacing;

    let current = disk::read_for(act, &at.vault)?;
    if !is_still_old(current.as_ref()) {
        return Ok(Some(WriteOutcome::Conflict));
    }
    if current.as_ref().is_some_and(|file| !file.is_writable) {
        return Err(ShellError::new(Code::NotPermitted, format!("{act}: it is marked read-only.")));
    }
    remove_leftovers(at).map_err(failed)?;

    let draft = Draft(at.draft(&new_mark().map_err(failed)?));
    disk::create(&draft.0, bytes).map_err(failed)?;
    if let Some(current) = &current {
        match generations::keep(at, current, SystemTime::now()) {
            // The draft or the vault is gone: another computer, saving through the same synced folder, took it away.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            kept => kept.map_err(failed)?,
        }
    }
    // The last look before the act: neither may have changed while we were writing.
    if !held.is_ours().map_err(failed)? || !is_still_old(disk::read_for(act, &at.vault)?.as_ref()) {
        return Ok(None);
    }
    if !disk::rename(&draft.0, &at.vault).map_err(failed)? {
        return Ok(None);
    }
    disk::sync_folder(&at.folder).map_err(failed)?;
    // It is saved. That one copy too many is left is no failure of the save: the next one tries again.
    drop(generations::prune(at));
    Ok(Some(WriteOutcome::Written { revision: revision_of(bytes) }))
}

/// Its name goes with the rename; after anything else it lies about.
struct Draft(PathBuf);

impl Drop for Draft {
    fn drop(&mut self) {
        drop(disk::remove(&self.0));
    }
}

/// What killed programs left. Whoever holds the lock is the only one of this computer who writes drafts. None of them made a folder.
fn remove_leftovers(at: &VaultNames) -> io::Result<()> {
    for name in disk::list(&at.folder)?.iter().filter(|name| at.is_leftover(name)) {
        let path = at.folder.join(name);
        if disk::status(&path)?.is_some_and(|status| !status.is_dir()) {
            disk::remove(&path)?;
        }
    }
    Ok(())
}
