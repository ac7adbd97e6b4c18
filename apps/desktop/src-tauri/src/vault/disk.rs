//! The few acts on files that keeping a vault needs.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::SystemTime;

use crate::error::{Answer, Code, ShellError};

/// Far above any vault (10,000 accounts are some 3 MB), far below what would fill the memory.
pub const LARGEST_FILE_BYTES: u64 = 256 * 1024 * 1024;

pub struct StoredFile {
    pub bytes: Vec<u8>,
    pub modified: SystemTime,
    /// Whether its owner may write it, by the permission bits alone: an administrator's own rights do not count.
    pub is_writable: bool,
}

/// `None` when there is no such file. Never waits: a pipe or a device is refused.
pub fn read(path: &Path) -> io::Result<Option<StoredFile>> {
    read_up_to(path, LARGEST_FILE_BYTES)
}

/// As `read`; its failure in words, for whoever wanted `act`.
pub fn read_for(act: &str, path: &Path) -> Answer<Option<StoredFile>> {
    read(path).map_err(|error| match error.kind() {
        io::ErrorKind::Unsupported => ShellError::new(Code::Unsupported, format!("{act}: it is a device or a pipe.")),
        io::ErrorKind::Other => ShellError::new(Code::TooLarge, format!("{act}: {error}.")),
        _ => ShellError::of(act, &error),
    })
}

/// Whatever size it is said to have: some file systems say 0 of a file that never ends.
fn read_up_to(path: &Path, most_bytes: u64) -> io::Result<Option<StoredFile>> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // Without it, opening a named pipe would wait for a writer for ever.
        options.custom_flags(libc::O_NONBLOCK);
    }
    let Some(file) = none_when_missing(options.open(path))? else {
        return Ok(None);
    };
    let status = file.metadata()?;
    if status.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !status.is_file() {
        return Err(io::Error::new(io::ErrorKind::Unsupported, "it is a device or a pipe"));
    }
    let too_large = || Err(io::Error::other("it is larger than any vault"));
    if status.len() > most_bytes {
        return too_large();
    }
    let mut bytes = Vec::with_capacity(usize::try_from(status.len()).unwrap_or(0));
    file.take(most_bytes + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most_bytes {
        return too_large();
    }
    Ok(Some(StoredFile { bytes, modified: status.modified()?, is_writable: !status.permissions().readonly() }))
}

/// Makes a file of its own (0600), writes everything and waits until it is on the medium.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = new_file(path)?;
    written_or_removed(path, file.write_all(bytes).and_then(|()| file.sync_all()))
}

/// Makes a small file of its own without waiting for the medium. Answers false where the name is taken.
pub fn claim(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut file = match new_file(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
        opened => opened?,
    };
    written_or_removed(path, file.write_all(bytes)).map(|()| true)
}

/// Does nothing when the file is gone already.
pub fn remove(path: &Path) -> io::Result<()> {
    none_when_missing(fs::remove_file(path)).map(|_| ())
}

/// Answers false when there is no such file.
pub fn rename(from: &Path, to: &Path) -> io::Result<bool> {
    none_when_missing(fs::rename(from, to)).map(|done| done.is_some())
}

/// Waits until the folder's names are on the medium.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    // Windows cannot open a folder for this, and its file systems write their journal without being asked.
    if cfg!(windows) { Ok(()) } else { File::open(path)?.sync_all() }
}

/// Of the name itself, which may be a link. `None` when there is no such name.
pub fn status(path: &Path) -> io::Result<Option<fs::Metadata>> {
    none_when_missing(fs::symlink_metadata(path))
}

/// The names in a folder that are texts; none when there is no such folder.
pub fn list(path: &Path) -> io::Result<Vec<String>> {
    let Some(entries) = none_when_missing(fs::read_dir(path))? else {
        return Ok(Vec::new());
    };
    entries.filter_map(|entry| entry.map(|entry| entry.file_name().into_string().ok()).transpose()).collect()
}

/// Makes the folder and those above it (0700) where they are missing.
pub fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(path)
}

pub fn none_when_missing<T>(outcome: io::Result<T>) -> io::Result<Option<T>> {
    match outcome {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn new_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

/// A file that is not whole is of no use to anybody; the failure that led here is the one to tell.
fn written_or_removed(path: &Path, outcome: io::Result<()>) -> io::Result<()> {
    outcome.inspect_err(|_| drop(fs::remove_file(path)))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_says_it_is_empty_and_never_ends_is_too_large() {
        let endless = Path::new("/proc/self/pagemap");
        assert_eq!(fs::metadata(endless).expect("there").len(), 0);
        let refused = read_up_to(endless, 4095).err().expect("too large");
        assert_eq!(refused.to_string(), "it is larger than any vault");
    }
}
