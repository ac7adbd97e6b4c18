//! Where the user's data lie: where the command line keeps them, too (apps/cli/src/vault-path.ts), or beside the program.

use std::env;
use std::path::{Path, PathBuf};

use crate::policy::Policy;

const VAULT: &str = "vault.halfminute";
/// A file of this name beside the program makes it portable.
const PORTABLE: &str = "portable";

pub struct Place {
    vault: PathBuf,
    settings: PathBuf,
    is_portable: bool,
}

impl Place {
    /// A folder that the organisation fixed comes before the user's own choice.
    pub fn find(policy: &Policy) -> Self {
        let place = Self::chosen();
        match policy.vault_folder() {
            Some(folder) => Self { vault: folder.join(VAULT), ..place },
            None => place,
        }
    }

    fn chosen() -> Self {
        let program = env::current_exe().ok();
        let beside = program.as_deref().and_then(Path::parent).filter(|folder| folder.join(PORTABLE).is_file());
        if let Some(folder) = beside {
            return Self { vault: folder.join(VAULT), settings: folder.join("settings.json"), is_portable: true };
        }
        let data = data_folder();
        let named = env::var_os("HALFMINUTE_VAULT").filter(|path| !path.is_empty()).map(PathBuf::from);
        Self {
            vault: named.unwrap_or_else(|| data.join(VAULT)),
            settings: config_folder().join("settings.json"),
            is_portable: false,
        }
    }

    pub fn vault(&self) -> &Path {
        &self.vault
    }

    /// What belongs to this computer and not to the vault.
    pub fn settings(&self) -> &Path {
        &self.settings
    }

    /// Where the web view keeps its own files; `None` where that is the system's affair.
    pub fn web_data(&self) -> Option<PathBuf> {
        self.settings.parent().filter(|_| self.is_portable).map(|folder| folder.join("web-view"))
    }

    /// Where the tray finds its icon as a file. A folder of this user's alone: the library's own choice, where the system has none, is a fixed name
    /// in /tmp, which another user may have taken, with a link in it to a file of ours.
    pub fn tray_icon(&self) -> PathBuf {
        tray_icon_folder(folder_of("XDG_RUNTIME_DIR"), &self.settings)
    }

    pub fn vault_name(&self) -> String {
        self.vault.file_name().map_or_else(|| VAULT.to_owned(), |name| name.to_string_lossy().into_owned())
    }
}

fn tray_icon_folder(runtime: Option<PathBuf>, settings: &Path) -> PathBuf {
    runtime.map_or_else(|| settings.with_file_name("tray"), |folder| folder.join("halfminute"))
}

fn data_folder() -> PathBuf {
    match env::consts::OS {
        "windows" => folder_of("APPDATA").unwrap_or_else(|| home().join("AppData").join("Roaming")).join("Halfminute"),
        "macos" => home().join("Library").join("Application Support").join("Halfminute"),
        _ => folder_of("XDG_DATA_HOME").unwrap_or_else(|| home().join(".local").join("share")).join("halfminute"),
    }
}

fn config_folder() -> PathBuf {
    match env::consts::OS {
        "windows" | "macos" => data_folder(),
        _ => config_home().join("halfminute"),
    }
}

/// Where, except on Windows and macOS, each program has a folder for its settings (XDG Base Directory Specification).
pub fn config_home() -> PathBuf {
    folder_of("XDG_CONFIG_HOME").unwrap_or_else(|| home().join(".config"))
}

/// The XDG Base Directory Specification has relative paths ignored.
fn folder_of(name: &str) -> Option<PathBuf> {
    env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute())
}

fn home() -> PathBuf {
    env::home_dir().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_of_the_tray_lies_in_a_folder_of_the_user_also_where_the_session_has_none() {
        let settings = Path::new("/home/ada/.config/halfminute/settings.json");
        let within = tray_icon_folder(Some("/run/user/1000".into()), settings);
        assert_eq!(within, Path::new("/run/user/1000/halfminute"));
        assert_eq!(tray_icon_folder(None, settings), Path::new("/home/ada/.config/halfminute/tray"));
    }
}
