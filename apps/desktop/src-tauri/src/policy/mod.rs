//! What the organisation decided, as the system keeps it. What it says is for core to read (packages/core/src/policy), once for every host; the
//! shell obeys two of it itself, because they hold before there is a page.

use std::path::PathBuf;

use serde::Serialize;
use serde_json::{Map, Value};
use specta::Type;
use tauri::State;

#[cfg(any(target_os = "linux", test))]
mod file;
#[cfg(any(target_os = "macos", test))]
mod managed_preferences;
#[cfg(any(windows, test))]
mod registry;

/// Read once, when the program starts.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Policy {
    /// Where it lies, for the sentence that names it.
    path: String,
    /// JSON; null: there is none.
    text: Option<String>,
    /// Why it is there and cannot be read; then nothing is opened.
    problem: Option<String>,
}

impl Policy {
    pub fn find() -> Self {
        Self::found().with_a_folder_of_this_system()
    }

    /// A folder that means nothing here must not leave the vault where its user likes.
    fn with_a_folder_of_this_system(self) -> Self {
        let is_named = self.values().is_some_and(|values| values.contains_key("vaultFolder"));
        if is_named && self.vault_folder().is_none() {
            return Self::broken(self.path, "\"vaultFolder\" is no absolute path of this system.");
        }
        self
    }

    fn found() -> Self {
        #[cfg(target_os = "linux")]
        return file::find();
        #[cfg(windows)]
        return registry::find();
        #[cfg(target_os = "macos")]
        return managed_preferences::find();
        #[cfg(not(any(target_os = "linux", windows, target_os = "macos")))]
        return Self::none("");
    }

    /// The folder that the vault has to lie in, where one is fixed. What is no policy fixes none: core then opens nothing at all.
    pub fn vault_folder(&self) -> Option<PathBuf> {
        let folder = PathBuf::from(self.values()?.get("vaultFolder")?.as_str()?);
        folder.is_absolute().then_some(folder)
    }

    /// Whether pictures that other programs take of the screen must not show the window.
    pub fn forbids_capture(&self) -> bool {
        self.values().is_some_and(|values| values.get("screenCapture") == Some(&Value::Bool(false)))
    }

    fn values(&self) -> Option<Map<String, Value>> {
        serde_json::from_str(self.text.as_deref()?).ok()
    }

    fn none(path: impl Into<String>) -> Self {
        Self { path: path.into(), text: None, problem: None }
    }

    fn says(path: impl Into<String>, text: String) -> Self {
        Self { path: path.into(), text: Some(text), problem: None }
    }

    fn broken(path: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { path: path.into(), text: None, problem: Some(problem.into()) }
    }
}

#[tauri::command]
#[specta::specta]
pub fn policy_text(policy: State<'_, Policy>) -> Policy {
    policy.inner().clone()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn saying(text: &str) -> Policy {
        Policy::says("/etc/halfminute/policy.json", text.to_owned())
    }

    #[test]
    fn the_shell_obeys_what_holds_before_there_is_a_page() {
        let policy = saying(r#"{ "vaultFolder": "/srv/halfminute", "screenCapture": false, "passwordMinLength": 12 }"#);
        assert_eq!(policy.vault_folder().as_deref(), Some(Path::new("/srv/halfminute")));
        assert!(policy.forbids_capture());
    }

    #[test]
    fn what_is_no_policy_decides_nothing() {
        for text in [
            "",
            "[]",
            "{",
            "null",
            r#"{ "vaultFolder": 4, "screenCapture": 0 }"#,
            r#"{ "vaultFolder": "here", "screenCapture": true }"#,
        ] {
            assert_eq!(saying(text).vault_folder(), None, "{text}");
            assert!(!saying(text).forbids_capture(), "{text}");
        }
        for policy in [Policy::none("/x"), Policy::broken("/x", "It cannot be read.")] {
            assert!(policy.vault_folder().is_none() && !policy.forbids_capture());
        }
    }
}
