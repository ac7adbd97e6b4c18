//! A file that the user keeps: the system's own dialog asks where, and no path comes from the page or goes to it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use specta::Type;
use tauri::async_runtime::{channel, spawn};
use tauri::{AppHandle, State};

use crate::blocking::blocking;
use crate::bytes;
use crate::error::{Answer, Code, ShellError};
use crate::keeping_place;
use crate::place::Place;
use crate::vault::{disk, new_mark};

const ACT: &str = "Saving the file";
/// Where the page suggests no name that is one.
const NAMELESS: &str = "halfminute";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum SaveAnswer {
    Saved,
    Cancelled,
}

#[tauri::command]
#[specta::specta]
pub async fn save_file(
    app: AppHandle,
    place: State<'_, Place>,
    name: String,
    bytes_base64: String,
) -> Answer<SaveAnswer> {
    let content = bytes::decode(&bytes_base64)?;
    let Some(chosen) = ask_where(&app, last_part(&name)).await? else {
        return Ok(SaveAnswer::Cancelled);
    };
    let vault = place.vault().to_owned();
    blocking(move || write(&chosen, &content, &vault)).await?;
    Ok(SaveAnswer::Saved)
}

/// Dialogs belong to the thread that draws. `None`: the user changed their mind.
async fn ask_where(app: &AppHandle, name: String) -> Answer<Option<PathBuf>> {
    let failed = || ShellError::new(Code::Io, format!("{ACT}: the dialog cannot be shown."));
    let (answer, mut answered) = channel(1);
    app.run_on_main_thread(move || {
        let asked = rfd::AsyncFileDialog::new().set_file_name(name).save_file();
        spawn(async move { answer.send(asked.await.map(|file| file.path().to_owned())).await });
    })
    .map_err(|_| failed())?;
    answered.recv().await.ok_or_else(failed)
}

/// A suggestion is a name and never leads into a folder.
fn last_part(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|character| !character.is_control()).collect();
    let is_name = !matches!(clean.trim(), "" | "." | "..");
    if is_name { clean } else { NAMELESS.to_owned() }
}

/// Whole or not at all, and the user's alone (0600): what is saved may be a backup or a list of secrets.
fn write(chosen: &Path, content: &[u8], vault: &Path) -> Answer<()> {
    let at = keeping_place::of(chosen, content, vault)?;
    put(&at, content).map_err(|error| ShellError::of(ACT, &error))
}

fn put(at: &Path, content: &[u8]) -> io::Result<()> {
    let folder = at.parent().unwrap_or(Path::new(""));
    let draft = folder.join(format!(".halfminute-{}.tmp", new_mark()?));
    disk::create(&draft, content)?;
    if let Err(error) = fs::rename(&draft, at) {
        drop(disk::remove(&draft));
        return Err(error);
    }
    disk::sync_folder(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_part_of_a_name_is_suggested() {
        for (given, suggested) in [
            ("Halfminute 2026-11-25.halfminute", "Halfminute 2026-11-25.halfminute"),
            ("../../.bashrc", ".bashrc"),
            (r"C:\Windows\system.ini", "system.ini"),
            ("a\u{0}b\nc", "abc"),
            ("", "halfminute"),
            ("..", "halfminute"),
            ("folder/", "halfminute"),
        ] {
            assert_eq!(last_part(given), suggested);
        }
    }

    #[test]
    fn a_file_is_written_whole_and_nothing_else_lies_about() {
        let folder = tempfile::tempdir().expect("a folder");
        let (vault, at) = (folder.path().join("vault.halfminute"), folder.path().join("backup.halfminute"));
        write(&at, b"one", &vault).expect("saved");
        write(&at, b"two", &vault).expect("saved over it");
        assert_eq!(fs::read(&at).expect("readable"), b"two");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
        assert_eq!(write(folder.path(), b"three", &vault).expect_err("a folder").code, Code::IsADirectory);
        assert_eq!(
            write(&folder.path().join("no/such/folder"), b"three", &vault).expect_err("no folder").code,
            Code::Io
        );
    }

    #[cfg(unix)]
    #[test]
    fn it_is_the_users_alone_even_where_another_lay_there() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let at = folder.path().join("links.txt");
        fs::write(&at, b"old").expect("written");
        fs::set_permissions(&at, fs::Permissions::from_mode(0o644)).expect("changed");
        write(&at, b"new", &folder.path().join("vault.halfminute")).expect("saved");
        assert_eq!(fs::metadata(&at).expect("there").permissions().mode() & 0o777, 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn the_vault_itself_is_not_replaced_not_even_through_a_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let (vault, link) = (folder.path().join("vault.halfminute"), folder.path().join("link"));
        fs::write(&vault, b"all codes").expect("written");
        std::os::unix::fs::symlink(&vault, &link).expect("linked");
        for at in [&vault, &link] {
            assert_eq!(write(at, b"a list", &vault).expect_err("the vault").code, Code::BelongsToVault);
        }
        assert_eq!(fs::read(&vault).expect("readable"), b"all codes");
    }
}
