//! Where a file that the user keeps may lie: never in the place of the vault, by whatever name, nor of what lies beside it and belongs to it
//! (docs/vault-format.md, "Beside the file"), nor of a device or a pipe, which a rename would replace by a file. The command line sees to the
//! same (apps/cli/src/platform/keeping-place.ts).

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::error::{Answer, Code, ShellError};
use crate::vault::{VaultNames, disk, resolve};

const ACT: &str = "Saving the file";
/// What every vault, and every backup of one, begins with.
const MAGIC: &[u8; 16] = b"halfminute vault";

/// The place behind links. Refused where `content` would take away what must stay.
pub fn of(chosen: &Path, content: &[u8], vault: &Path) -> Answer<PathBuf> {
    let at = resolve(chosen).map_err(|error| ShellError::of(ACT, &error))?;
    let names = VaultNames::of(vault).map_err(|error| ShellError::of(ACT, &error))?;
    if belongs_to_vault(&at, &names).map_err(|error| ShellError::of(ACT, &error))? {
        return Err(belongs("this is the vault, or belongs to it"));
    }
    let Some(there) = disk::none_when_missing(fs::metadata(&at)).map_err(|error| ShellError::of(ACT, &error))? else {
        return Ok(at);
    };
    if there.is_dir() {
        return Err(ShellError::of(ACT, &io::ErrorKind::IsADirectory.into()));
    }
    if !there.is_file() {
        return Err(ShellError::new(Code::Unsupported, format!("{ACT}: it is a device or a pipe.")));
    }
    if is_own_file(&at) && (!content.starts_with(MAGIC) || has_earlier_copies(&at)) {
        return Err(belongs("this is another vault or a backup"));
    }
    Ok(at)
}

fn belongs(what: &str) -> ShellError {
    ShellError::new(Code::BelongsToVault, format!("{ACT}: {what}."))
}

/// By its name beside the vault, and by what it is: a second name of the vault, or of an earlier copy, is the same file.
fn belongs_to_vault(at: &Path, names: &VaultNames) -> io::Result<bool> {
    let name = at.file_name().unwrap_or_default().to_string_lossy();
    let folder = at.parent().unwrap_or(Path::new(""));
    let is_beside = folder == names.folder || is_same(identity(folder)?, identity(&names.folder)?);
    if at == names.vault || (is_beside && names.is_taken(&name)) {
        return Ok(true);
    }
    let Some(there) = identity(at)? else {
        return Ok(false);
    };
    for other in disk::list(&names.folder)?.iter().filter(|other| names.is_taken(other)) {
        if identity(&names.folder.join(other))?.as_ref() == Some(&there) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_same<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    one.is_some() && one == other
}

/// The same for each name of a file; `None` where there is none.
#[cfg(unix)]
fn identity(path: &Path) -> io::Result<Option<(u64, u64)>> {
    use std::os::unix::fs::MetadataExt;
    Ok(disk::none_when_missing(fs::metadata(path))?.map(|status| (status.dev(), status.ino())))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> io::Result<Option<PathBuf>> {
    disk::none_when_missing(fs::canonicalize(path))
}

fn is_own_file(path: &Path) -> bool {
    let mut first = [0; 16];
    File::open(path).is_ok_and(|mut file| file.read_exact(&mut first).is_ok()) && &first == MAGIC
}

/// A backup has none: this is a vault that somebody uses.
fn has_earlier_copies(path: &Path) -> bool {
    VaultNames::of(path).is_ok_and(|names| {
        disk::list(&names.folder).is_ok_and(|all| all.iter().any(|other| names.time_of_generation(other).is_some()))
    })
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{FileTypeExt, symlink};

    use super::*;

    const KEPT: &str = "vault.halfminute.20251124T160000Z-01234567.bak";

    fn vault_in(folder: &Path) -> PathBuf {
        let vault = folder.join("vault.halfminute");
        fs::write(&vault, b"halfminute vault, all codes").expect("written");
        fs::write(folder.join(KEPT), b"halfminute vault, earlier").expect("written");
        vault
    }

    #[test]
    fn no_name_of_the_vault_and_nothing_that_belongs_to_it_is_given_away() {
        let folder = tempfile::tempdir().expect("a folder");
        let vault = vault_in(folder.path());
        let named = |name: &str| folder.path().join(name);
        symlink("vault.halfminute", named("soft")).expect("linked");
        symlink(folder.path(), named("folder")).expect("linked");
        fs::hard_link(&vault, named("hard")).expect("linked");
        fs::hard_link(named(KEPT), named("kept")).expect("linked");
        for name in [
            "vault.halfminute",
            "soft",
            "hard",
            "folder/vault.halfminute",
            KEPT,
            "kept",
            "vault.halfminute.lock",
            "vault.halfminute.LOCK",
            "vault.halfminute.0123456789abcdef.tmp",
            "vault.halfminute.20261124T160000Z-01234567.bak",
        ] {
            for content in [&b"a list"[..], b"halfminute vault, a backup"] {
                let refused = of(&named(name), content, &vault).expect_err(name);
                assert_eq!(refused.code, Code::BelongsToVault, "{name}");
            }
        }
        assert!(of(&named("links.txt"), b"a list", &vault).is_ok());
        // The same where the vault itself is named through a link.
        assert_eq!(of(&vault, b"a list", &named("soft")).expect_err("the vault").code, Code::BelongsToVault);
    }

    #[test]
    fn a_backup_gives_way_to_a_backup_alone_and_a_vault_in_use_to_nothing() {
        let (folder, elsewhere) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("another"));
        let vault = vault_in(folder.path());
        let backup = elsewhere.path().join("backup.halfminute");
        fs::write(&backup, b"halfminute vault, older").expect("written");
        assert!(of(&backup, b"halfminute vault, newer", &vault).is_ok());
        assert_eq!(of(&backup, b"a list", &vault).expect_err("a list").code, Code::BelongsToVault);
        let other = vault_in(elsewhere.path());
        assert_eq!(of(&other, b"halfminute vault", &vault).expect_err("in use").code, Code::BelongsToVault);
    }

    #[test]
    fn a_device_a_pipe_and_a_folder_stay_what_they_are() {
        let folder = tempfile::tempdir().expect("a folder");
        let vault = vault_in(folder.path());
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
        assert!(made.success());
        for at in [Path::new("/dev/null"), Path::new("/dev/full"), &pipe] {
            assert_eq!(of(at, b"a list", &vault).expect_err("no file").code, Code::Unsupported);
        }
        assert!(fs::metadata(&pipe).expect("there").file_type().is_fifo());
        assert_eq!(of(folder.path(), b"a list", &vault).expect_err("a folder").code, Code::IsADirectory);
    }
}
