use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::disk::{self, StoredFile};
use super::generations::{self, Generation, unix_seconds};
use super::lock::{self, HeldLock, Patience, USUAL_PATIENCE};
use super::names::VaultNames;
use super::random::new_mark;
use super::revision::revision_of;
use crate::error::{Answer, Code, ShellError};

/// How often a save begins anew because its lock was taken from it. Once is rare; so often, something is wrong.
const MOST_ATTEMPTS: usize = 20;

pub struct VaultFile {
    path: PathBuf,
    patience: Patience,
}

pub struct Stored {
    pub bytes: Vec<u8>,
    pub revision: String,
    pub saved_unix_seconds: Option<f64>,
}

#[derive(Debug, PartialEq, Eq)]
pub enum WriteOutcome {
    Written { revision: String },
    Conflict,
}

impl VaultFile {
    /// A symbolic link is resolved once, and its target replaced.
    pub fn new(path: PathBuf) -> Self {
        Self { path, patience: USUAL_PATIENCE }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// `None` when there is no file.
    pub fn read(&self) -> Answer<Option<Stored>> {
        let act = "Reading the vault file";
        let file = self.names(act)?.vault;
        Ok(read(&file, act)?.map(|StoredFile { bytes, modified, .. }| Stored {
            revision: revision_of(&bytes),
            saved_unix_seconds: unix_seconds(modified),
            bytes,
        }))
    }

    /// Replaces the content atomically and durably, and only if it still is `replacing` (`None`: only if there is no file).
    pub fn write(&self, bytes: &[u8], replacing: Option<&str>) -> Answer<WriteOutcome> {
        let act = "Saving the vault file";
        let at = self.names(act)?;
        disk::make_folder(&at.folder).map_err(|error| ShellError::of(act, &error))?;
        for _ in 0..MOST_ATTEMPTS {
            let held = lock::take(&at, self.patience)?;
            if let Some(outcome) = replace_content(&at, &held, bytes, replacing)? {
                return Ok(outcome);
            }
        }
        Err(ShellError::new(Code::LockedByAnother, format!("{act}: other programs kept taking the lock away.")))
    }

    pub fn generations(&self) -> Answer<Vec<Generation>> {
        let act = "Listing the earlier copies";
        generations::list(&self.names(act)?).map_err(|error| ShellError::of(act, &error))
    }

    pub fn read_generation(&self, id: &str) -> Answer<Vec<u8>> {
        let act = "Reading an earlier copy";
        let at = self.names(act)?;
        // An id is a name of ours and nothing else: no path out of the folder.
        let known = at.time_of_generation(id).map(|_| at.folder.join(id));
        let file = known.map(|path| read(&path, act)).transpose()?.flatten();
        file.map(|file| file.bytes).ok_or_else(|| ShellError::new(Code::Io, format!("{act}: it is gone.")))
    }

    /// Never the current content. Answers how many were deleted.
    pub fn delete_generations(&self) -> Answer<usize> {
        let act = "Deleting the earlier copies";
        let at = self.names(act)?;
        let _held = lock::take(&at, self.patience)?;
        let delete = || -> io::Result<usize> {
            let old = generations::list(&at)?;
            old.iter().try_for_each(|one| disk::remove(&at.folder.join(&one.id)))?;
            disk::sync_folder(&at.folder)?;
            Ok(old.len())
        };
        delete().map_err(|error| ShellError::of(act, &error))
    }

    fn names(&self, act: &str) -> Answer<VaultNames> {
        VaultNames::of(&self.path).map_err(|error| ShellError::of(act, &error))
    }
}

/// Whatever stops this, at whatever line, the vault's name stands for the whole old content or the whole new one. `None`: begin again.
fn replace_content(
    at: &VaultNames,
    held: &HeldLock<'_>,
    bytes: &[u8],
    replacing: Option<&str>,
) -> Answer<Option<WriteOutcome>> {
    let act = "Saving the vault file";
    let failed = |error: io::Error| ShellError::of(act, &error);
    let is_still_old = |file: Option<&StoredFile>| file.map(|file| revision_of(&file.bytes)).as_deref() == replacing;

    let current = read(&at.vault, act)?;
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
    if !held.is_ours().map_err(failed)? || !is_still_old(read(&at.vault, act)?.as_ref()) {
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

/// What killed programs left. Whoever holds the lock is the only one of this computer who writes drafts.
fn remove_leftovers(at: &VaultNames) -> io::Result<()> {
    disk::list(&at.folder)?
        .iter()
        .filter(|name| at.is_leftover(name))
        .try_for_each(|name| disk::remove(&at.folder.join(name)))
}

fn read(path: &Path, act: &str) -> Answer<Option<StoredFile>> {
    disk::read(path).map_err(|error| match error.kind() {
        io::ErrorKind::Unsupported => ShellError::new(Code::Unsupported, format!("{act}: it is a device or a pipe.")),
        io::ErrorKind::Other => ShellError::new(Code::TooLarge, format!("{act}: {error}.")),
        _ => ShellError::of(act, &error),
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn a_vault() -> (tempfile::TempDir, VaultFile) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep").join("ada.halfminute");
        (folder, VaultFile::new(path))
    }

    fn written(outcome: WriteOutcome) -> String {
        match outcome {
            WriteOutcome::Written { revision } => revision,
            WriteOutcome::Conflict => panic!("it was written by nobody else"),
        }
    }

    #[test]
    fn a_save_replaces_only_what_was_read_and_keeps_it() {
        let (_folder, vault) = a_vault();
        assert!(vault.read().expect("readable").is_none());
        let first = written(vault.write(b"one", None).expect("saved"));
        assert_eq!(vault.write(b"two", None).expect("looked at"), WriteOutcome::Conflict);
        let second = written(vault.write(b"two", Some(&first)).expect("saved"));
        assert_eq!(vault.write(b"three", Some(&first)).expect("looked at"), WriteOutcome::Conflict);
        let stored = vault.read().expect("readable").expect("there");
        assert_eq!((stored.bytes.as_slice(), &stored.revision), (b"two".as_slice(), &second));
        let kept = vault.generations().expect("listed");
        assert_eq!(kept.len(), 1);
        assert_eq!(vault.read_generation(&kept[0].id).expect("readable"), b"one");
    }

    #[test]
    fn ten_earlier_contents_are_kept_and_nothing_else_lies_about() {
        let (_folder, vault) = a_vault();
        let mut revision = written(vault.write(b"0", None).expect("saved"));
        for round in 1..=14 {
            revision = written(vault.write(format!("{round}").as_bytes(), Some(&revision)).expect("saved"));
        }
        assert_eq!(vault.generations().expect("listed").len(), 10);
        let folder = vault.path().parent().expect("a folder");
        assert_eq!(fs::read_dir(folder).expect("listed").count(), 11);
        assert_eq!(vault.delete_generations().expect("deleted"), 10);
        assert_eq!(vault.read().expect("readable").expect("there").bytes, b"14");
    }

    #[test]
    fn no_id_leads_out_of_the_folder() {
        let (folder, vault) = a_vault();
        fs::write(folder.path().join("secret"), b"x").expect("written");
        for id in ["../secret", "/etc/passwd", "ada.halfminute", "", "ada.halfminute.20261125T081402Z-../../secret.bak"]
        {
            assert_eq!(vault.read_generation(id).expect_err("no id of ours").code, Code::Io);
        }
    }

    #[cfg(unix)]
    #[test]
    fn files_are_the_users_alone_and_a_link_is_followed() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let (folder, vault) = a_vault();
        let link = folder.path().join("link.halfminute");
        symlink(vault.path(), &link).expect("linked");
        let through_link = VaultFile::new(link.clone());
        let first = written(through_link.write(b"one", None).expect("saved"));
        written(vault.write(b"two", Some(&first)).expect("saved"));
        assert!(fs::symlink_metadata(link).expect("there").is_symlink());
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode(vault.path()), 0o600);
        assert_eq!(mode(vault.path().parent().expect("a folder")), 0o700);
    }

    #[cfg(unix)]
    #[test]
    fn a_read_only_file_and_a_folder_are_refused_in_words() {
        use std::os::unix::fs::PermissionsExt;
        let (folder, vault) = a_vault();
        let first = written(vault.write(b"one", None).expect("saved"));
        fs::set_permissions(vault.path(), fs::Permissions::from_mode(0o400)).expect("changed");
        assert_eq!(vault.write(b"two", Some(&first)).expect_err("read-only").code, Code::NotPermitted);
        assert_eq!(VaultFile::new(folder.path().to_owned()).read().err().expect("a folder").code, Code::IsADirectory);
    }
}
