//! Linux: a file that only an administrator can have written.

use std::fs::{File, OpenOptions};
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
        Some(path) => read(&path, None),
        None => read(Path::new(PATH), Some(ROOT)),
    }
}

/// What somebody else than its owner may have written is no policy; `owner`: `None` believes whatever lies there. The command line's twin of this
/// is apps/cli/src/platform/policy-file.ts; vectors/policy holds both to the same answers.
fn read(path: &Path, owner: Option<u32>) -> Policy {
    let name = path.to_string_lossy();
    // Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
    match OpenOptions::new().read(true).custom_flags(libc::O_NONBLOCK).open(path) {
        Ok(file) => match text_of(&file, owner) {
            Ok(Ok(text)) => Policy::says(name, text),
            Ok(Err(problem)) => Policy::broken(name, problem),
            Err(_) => Policy::broken(name, "The file cannot be read."),
        },
        Err(error) if is_absence(&error) => Policy::none(name),
        Err(_) => Policy::broken(name, "The file cannot be opened."),
    }
}

/// The inner error says what is wrong with a file that could be opened.
fn text_of(file: &File, owner: Option<u32>) -> io::Result<Result<String, &'static str>> {
    let status = file.metadata()?;
    if !status.is_file() {
        return Ok(Err("It is not a file."));
    }
    if owner.is_some_and(|owner| status.uid() != owner) {
        return Ok(Err("The file does not belong to root."));
    }
    if owner.is_some() && status.mode() & 0o022 != 0 {
        return Ok(Err("Others than root may write to the file."));
    }
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Ok(Err("The file is larger than 1 MiB."));
    }
    Ok(String::from_utf8(bytes).map_err(|_| "The file is no text in UTF-8."))
}

/// Only this means that there is no policy. What cannot be looked at may be one.
fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

#[cfg(test)]
mod tests {
    use std::ffi::CString;
    use std::fs;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use serde_json::Value;

    use super::*;

    fn vectors() -> Value {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../vectors/policy/file.json");
        serde_json::from_slice(&fs::read(file).expect("the vectors are there")).expect("JSON")
    }

    fn content_of(vector: &Value) -> Vec<u8> {
        if let Some(bytes) = vector["bytes"].as_array() {
            return bytes.iter().filter_map(Value::as_u64).filter_map(|byte| u8::try_from(byte).ok()).collect();
        }
        let blanks = vector["blanks"].as_u64().unwrap_or(0);
        vector["text"].as_str().map_or_else(|| vec![b' '; usize::try_from(blanks).expect("few")], |text| text.into())
    }

    /// Answers the path of the policy.
    fn lay_out(vector: &Value, folder: &Path) -> PathBuf {
        let path = folder.join("policy.json");
        let real = folder.join("real.json");
        let write = |file: &Path| {
            fs::write(file, content_of(vector)).expect("written");
            let mode = u32::from_str_radix(vector["mode"].as_str().expect("a mode"), 8).expect("octal");
            fs::set_permissions(file, fs::Permissions::from_mode(mode)).expect("changed");
        };
        match vector["is"].as_str().expect("a kind") {
            "file" => write(&path),
            "link" => {
                write(&real);
                symlink(&real, &path).expect("linked");
            }
            "dangling" => symlink(&real, &path).expect("linked"),
            "ring" => symlink(&path, &path).expect("linked"),
            "folder" => fs::create_dir(&path).expect("made"),
            "pipe" => {
                let name = CString::new(path.as_os_str().as_bytes()).expect("a path");
                // SAFETY: the name is a string that ends in a zero, and lives as long as the call.
                assert_eq!(unsafe { libc::mkfifo(name.as_ptr(), 0o644) }, 0);
            }
            "below-a-file" => {
                fs::write(&path, "{}").expect("written");
                return path.join("policy.json");
            }
            "nothing" => {}
            other => panic!("no such kind: {other}"),
        }
        path
    }

    #[test]
    fn the_policy_file_is_taken_as_the_vectors_say() {
        let all = vectors();
        let list = all["vectors"].as_array().expect("a list");
        assert!(list.len() > 20);
        for vector in list {
            let folder = tempfile::tempdir().expect("a folder");
            let path = lay_out(vector, folder.path());
            let me = fs::metadata(folder.path()).expect("there").uid();
            let policy = read(&path, Some(if vector["owner"] == "root" { me } else { me + 1 }));
            let answer = vector["answer"].as_str().expect("an answer");
            let refusal = all["refusals"][answer].as_str();
            let text = (answer == "accepted").then(|| String::from_utf8(content_of(vector)).expect("text"));
            assert!(refusal.is_some() || answer == "accepted" || answer == "none", "{vector}");
            assert_eq!((policy.text, policy.problem.as_deref()), (text, refusal), "{}", vector["name"]);
        }
        assert_eq!(all["mostBytes"].as_u64(), Some(MOST_BYTES));
    }
}
