use std::io;
use std::path::{Path, PathBuf};

use super::disk::{self, StoredFile};
use super::generations::{self, Generation, unix_seconds};
use super::lock::{self, Patience, USUAL_PATIENCE};
use super::names::VaultNames;
use super::replacement::{WriteOutcome, replace_content};
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
        Ok(disk::read_for(act, &file)?.map(|StoredFile { bytes, modified, .. }| Stored {
            revision: revision_of(&bytes),
            saved_unix_seconds: unix_seconds(modified),
            bytes,
        }))
    }

    /// Replaces the content atomically and durably, and only if it still is `replacing` (`None`: only if there is no file).
    pub fn write(&self, bytes: &[u8], replacing: Option<&str>) -> Answer<WriteOutcome> {
        let act = "Saving the vault file";
        if bytes.len() as u64 > disk::LARGEST_FILE_BYTES {
            return Err(ShellError::new(Code::TooLarge, format!("{act}: it could not be read again.")));
        }
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
        let gone = || ShellError::new(Code::Io, format!("{act}: it is gone."));
        // An id is a name of ours and nothing else: no path out of the folder, nor a link that leads there.
        at.time_of_generation(id).ok_or_else(gone)?;
        let path = at.folder.join(id);
        if !generations::is_one(&path).map_err(|error| ShellError::of(act, &error))? {
            return Err(gone());
        }
        Ok(disk::read_for(act, &path)?.ok_or_else(gone)?.bytes)
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
    fn a_folder_or_a_link_that_bears_a_name_of_ours_is_neither_read_nor_in_the_way() {
        let (folder, vault) = a_vault();
        let mut revision = written(vault.write(b"0", None).expect("saved"));
        let beside = |ending: &str| vault.path().with_file_name(format!("ada.halfminute.{ending}"));
        fs::write(folder.path().join("secret"), b"x").expect("written");
        let link = "20200101T000000Z-01234567.bak";
        std::os::unix::fs::symlink(folder.path().join("secret"), beside(link)).expect("linked");
        for ring in ["20200102T000000Z-01234567.bak", "00000000000000aa.stale"] {
            std::os::unix::fs::symlink(beside(ring), beside(ring)).expect("linked");
        }
        for name in ["20200103T000000Z-01234567.bak", "0123456789abcdef.tmp", "0123456789abcdef.stale"] {
            fs::create_dir(beside(name)).expect("made");
        }
        for round in 1..=12 {
            revision = written(vault.write(format!("{round}").as_bytes(), Some(&revision)).expect("saved"));
        }
        assert_eq!(vault.generations().expect("listed").len(), 10);
        let through_link = vault.read_generation(&format!("ada.halfminute.{link}"));
        assert_eq!(through_link.expect_err("a link").code, Code::Io);
        assert_eq!(vault.delete_generations().expect("deleted"), 10);
        assert_eq!(fs::read(folder.path().join("secret")).expect("there"), b"x");
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
