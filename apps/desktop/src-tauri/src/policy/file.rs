//! Linux: a file that only an administrator can have written.

use std::fs::{Metadata, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::Policy;

const PATH: &str = "/etc/halfminute/policy.json";
/// Of builds that are no release: a file of the user's own, for trying a policy out and for tests.
const OTHER_PATH: &str = "HALFMINUTE_POLICY_FILE";
const MOST_BYTES: u64 = 1024 * 1024;
const ROOT: u32 = 0;

pub fn find() -> Policy {
    let other = std::env::var_os(OTHER_PATH).filter(|_| cfg!(debug_assertions)).map(PathBuf::from);
    match other {
        // Whoever may set the variable may also write the file.
        Some(path) => read(&path, |_| true),
        None => read(Path::new(PATH), is_roots_alone),
    }
}

fn read(path: &Path, is_trusted: impl FnOnce(&Metadata) -> bool) -> Policy {
    let name = path.to_string_lossy();
    match try_to_read(path, is_trusted) {
        Ok(Ok(text)) => Policy::says(name, text),
        Ok(Err(problem)) => Policy::broken(name, problem),
        Err(error) if is_absence(&error) => Policy::none(name),
        Err(error) => Policy::broken(name, format!("The file cannot be read: {}.", error.kind())),
    }
}

/// The inner error says what is wrong with a file that could be opened.
fn try_to_read(path: &Path, is_trusted: impl FnOnce(&Metadata) -> bool) -> io::Result<Result<String, &'static str>> {
    // Without it, opening a named pipe would wait for a writer for ever.
    let mut file = OpenOptions::new().read(true).custom_flags(libc::O_NONBLOCK).open(path)?;
    let status = file.metadata()?;
    if !status.is_file() {
        return Ok(Err("It is no file."));
    }
    if !is_trusted(&status) {
        return Ok(Err("The file has to belong to root, and nobody else may be able to write it."));
    }
    let mut bytes = Vec::new();
    Read::by_ref(&mut file).take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Ok(Err("The file is larger than 1 MiB."));
    }
    Ok(String::from_utf8(bytes).map_err(|_| "The file is no text in UTF-8."))
}

/// Only this means that there is no policy. What cannot be looked at may be one.
fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn is_roots_alone(status: &Metadata) -> bool {
    status.uid() == ROOT && status.mode() & 0o022 == 0
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn a_file(content: &[u8]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("policy.json");
        fs::write(&path, content).expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("changed");
        (folder, path)
    }

    #[test]
    fn a_file_of_root_is_the_policy_and_no_file_is_none() {
        let (folder, path) = a_file(b"{}");
        assert_eq!(read(&path, |_| true).text.as_deref(), Some("{}"));
        let missing = read(&folder.path().join("nothing.json"), |_| true);
        assert!(missing.text.is_none() && missing.problem.is_none());
    }

    #[test]
    fn a_file_that_others_can_write_is_not_believed() {
        let (_folder, path) = a_file(b"{}");
        for (mode, is_problem) in [(0o644, false), (0o600, false), (0o664, true), (0o646, true)] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("changed");
            let status = fs::metadata(&path).expect("there");
            // Whoever runs the tests need not be root.
            assert_eq!(!is_roots_alone(&status), is_problem || status.uid() != ROOT, "{mode:o}");
        }
        let refused = read(&path, |_| false);
        assert!(refused.text.is_none());
        assert_eq!(
            refused.problem.as_deref(),
            Some("The file has to belong to root, and nobody else may be able to write it.")
        );
    }

    #[test]
    fn whatever_is_there_and_cannot_be_read_fails_closed() {
        let (folder, path) = a_file(&[b' '; 1024 * 1024 + 1]);
        let problem_of = |path: &Path| read(path, |_| true).problem;
        assert_eq!(problem_of(&path).as_deref(), Some("The file is larger than 1 MiB."));
        assert_eq!(problem_of(folder.path()).as_deref(), Some("It is no file."));
        fs::write(&path, [0xff, 0xfe]).expect("written");
        assert_eq!(problem_of(&path).as_deref(), Some("The file is no text in UTF-8."));
        let ring = folder.path().join("ring.json");
        symlink(&ring, &ring).expect("linked");
        assert!(problem_of(&ring).is_some_and(|problem| problem.starts_with("The file cannot be read: ")));
    }
}
