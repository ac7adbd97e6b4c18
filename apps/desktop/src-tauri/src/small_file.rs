//! Small files of the shell's own, most of them JSON: replaced whole or not at all, readable by the user alone.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::vault::{disk, new_mark};

/// What was found under a name.
pub enum Found {
    Nothing,
    Object(Map<String, Value>),
    /// Something that is no JSON object, or could not be read.
    Broken,
}

pub fn read(path: &Path) -> Found {
    match disk::read(path) {
        Ok(None) => Found::Nothing,
        Ok(Some(file)) => match serde_json::from_slice(&file.bytes) {
            Ok(Value::Object(object)) => Found::Object(object),
            Ok(_) | Err(_) => Found::Broken,
        },
        Err(_) => Found::Broken,
    }
}

pub fn replace_object(path: &Path, content: &Map<String, Value>) -> io::Result<()> {
    let mut text = serde_json::to_vec_pretty(content)?;
    text.push(b'\n');
    replace(path, &text)
}

pub fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    // Somebody who keeps such files elsewhere, behind a link, keeps the link.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    disk::make_folder(&folder)?;
    let draft = with_ending(&path, &format!("{}.tmp", new_mark()?));
    disk::create(&draft, content)?;
    let replaced = disk::rename(&draft, &path).and_then(|_| disk::sync_folder(&folder));
    replaced.inspect_err(|_| drop(disk::remove(&draft)))
}

/// Moves a broken file to `<name>.broken`, or `<name>.broken-2` and so on where that one is taken: none of them is overwritten.
pub fn set_aside(path: &Path) -> io::Result<()> {
    let aside = (1_u32..)
        .map(|count| with_ending(path, &if count == 1 { "broken".to_owned() } else { format!("broken-{count}") }))
        .find(|name| fs::symlink_metadata(name).is_err());
    match aside {
        Some(aside) => disk::rename(path, &aside).map(|_| ()),
        None => Err(io::ErrorKind::AlreadyExists.into()),
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_file_never_overwrites_another_that_was_set_aside() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("settings.json");
        for content in ["{", "["] {
            fs::write(&path, content).expect("written");
            assert!(matches!(read(&path), Found::Broken));
            set_aside(&path).expect("moved");
        }
        assert_eq!(fs::read_to_string(folder.path().join("settings.json.broken")).expect("kept"), "{");
        assert_eq!(fs::read_to_string(folder.path().join("settings.json.broken-2")).expect("kept"), "[");
        assert!(matches!(read(&path), Found::Nothing));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_of_the_shell_is_the_users_alone_and_its_folder_too() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("halfminute").join("settings.json");
        replace_object(&path, &Map::new()).expect("written");
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(&folder.path().join("halfminute")), 0o700);
        assert_eq!(fs::read_dir(folder.path().join("halfminute")).expect("readable").count(), 1);
    }
}
