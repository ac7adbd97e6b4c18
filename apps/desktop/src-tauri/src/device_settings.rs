//! What belongs to this computer and not to the codes; `DeviceSettings` of packages/core/src/platform-desk.ts, kept as JSON. What a newer
//! version wrote there stays, and a file that cannot be read is set aside, not lost.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use specta::Type;

use crate::small_file::{self, Found};

pub const LEAST_ZOOM_PERCENT: u32 = 50;
pub const MOST_ZOOM_PERCENT: u32 = 300;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DeviceSettings {
    pub autostart: bool,
    pub start_hidden: bool,
    pub close_hides: bool,
    pub always_on_top: bool,
    pub capture_protection: bool,
    /// Such as "Ctrl+Alt+Space"; null: none.
    pub hotkey: Option<String>,
    /// 50 to 300.
    pub zoom_percent: u32,
}

impl Default for DeviceSettings {
    fn default() -> Self {
        Self {
            autostart: false,
            start_hidden: false,
            close_hides: false,
            always_on_top: false,
            capture_protection: false,
            hotkey: Some("Ctrl+Alt+Space".to_owned()),
            zoom_percent: 100,
        }
    }
}

/// What is left out stays as it is; `hotkey: null` is "none".
#[derive(Clone, Debug, Default, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DeviceSettingsChanges {
    #[specta(optional)]
    pub autostart: Option<bool>,
    #[specta(optional)]
    pub start_hidden: Option<bool>,
    #[specta(optional)]
    pub close_hides: Option<bool>,
    #[specta(optional)]
    pub always_on_top: Option<bool>,
    #[specta(optional)]
    pub capture_protection: Option<bool>,
    #[serde(default, deserialize_with = "named")]
    #[specta(optional, type = Option<String>)]
    pub hotkey: Option<Option<String>>,
    #[specta(optional)]
    pub zoom_percent: Option<u32>,
}

/// A field that is there, even as null.
fn named<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(from).map(Some)
}

impl DeviceSettings {
    pub fn with(&self, changes: DeviceSettingsChanges) -> Self {
        Self {
            autostart: changes.autostart.unwrap_or(self.autostart),
            start_hidden: changes.start_hidden.unwrap_or(self.start_hidden),
            close_hides: changes.close_hides.unwrap_or(self.close_hides),
            always_on_top: changes.always_on_top.unwrap_or(self.always_on_top),
            capture_protection: changes.capture_protection.unwrap_or(self.capture_protection),
            hotkey: changes.hotkey.unwrap_or_else(|| self.hotkey.clone()),
            zoom_percent: changes.zoom_percent.map_or(self.zoom_percent, within_reason),
        }
    }

    /// A field that is missing or of another kind is as it is by default.
    fn read(from: &Map<String, Value>) -> Self {
        let default = Self::default();
        let switch = |name: &str, otherwise: bool| from.get(name).and_then(Value::as_bool).unwrap_or(otherwise);
        Self {
            autostart: switch("autostart", default.autostart),
            start_hidden: switch("startHidden", default.start_hidden),
            close_hides: switch("closeHides", default.close_hides),
            always_on_top: switch("alwaysOnTop", default.always_on_top),
            capture_protection: switch("captureProtection", default.capture_protection),
            hotkey: match from.get("hotkey") {
                Some(Value::Null) => None,
                Some(Value::String(keys)) => Some(keys.clone()),
                _ => default.hotkey,
            },
            zoom_percent: from
                .get("zoomPercent")
                .and_then(Value::as_u64)
                .and_then(|percent| u32::try_from(percent).ok())
                .map_or(default.zoom_percent, within_reason),
        }
    }
}

fn within_reason(percent: u32) -> u32 {
    percent.clamp(LEAST_ZOOM_PERCENT, MOST_ZOOM_PERCENT)
}

/// The settings as they are, and the file that keeps them.
pub struct SettingsFile {
    path: PathBuf,
    /// Everything that stands there, what this version does not know, too.
    content: Map<String, Value>,
    settings: DeviceSettings,
}

impl SettingsFile {
    pub fn open(path: &Path) -> Self {
        let content = match small_file::read(path) {
            Found::Object(content) => content,
            Found::Nothing => Map::new(),
            Found::Broken => {
                if let Err(error) = small_file::set_aside(path) {
                    eprintln!("Halfminute cannot set the broken settings of this computer aside: {}.", error.kind());
                }
                Map::new()
            }
        };
        Self { path: path.to_owned(), settings: DeviceSettings::read(&content), content }
    }

    pub fn settings(&self) -> &DeviceSettings {
        &self.settings
    }

    /// Where it fails, everything is as before.
    pub fn keep(&mut self, settings: DeviceSettings) -> std::io::Result<()> {
        let mut content = self.content.clone();
        if let Value::Object(fields) = serde_json::to_value(&settings)? {
            content.extend(fields);
        }
        small_file::replace_object(&self.path, &content)?;
        self.content = content;
        self.settings = settings;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn kept(content: &str) -> (tempfile::TempDir, SettingsFile) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("settings.json");
        fs::write(&path, content).expect("written");
        let file = SettingsFile::open(&path);
        (folder, file)
    }

    #[test]
    fn what_a_newer_version_wrote_stays() {
        let (folder, mut file) = kept(r#"{ "closeHides": true, "glow": { "depth": 3 } }"#);
        assert!(file.settings().close_hides);
        let changes = DeviceSettingsChanges { always_on_top: Some(true), ..Default::default() };
        file.keep(file.settings().with(changes)).expect("kept");
        let text = fs::read_to_string(folder.path().join("settings.json")).expect("there");
        let content: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(content["glow"]["depth"], 3);
        assert_eq!(content["alwaysOnTop"], true);
        assert_eq!(content["closeHides"], true);
    }

    #[test]
    fn a_broken_file_is_kept_aside_and_the_defaults_hold() {
        let (folder, file) = kept("{ \"closeHides\": tru");
        assert_eq!(file.settings(), &DeviceSettings::default());
        let aside = fs::read_to_string(folder.path().join("settings.json.broken")).expect("kept aside");
        assert_eq!(aside, "{ \"closeHides\": tru");
    }

    #[test]
    fn a_field_of_another_kind_is_as_by_default_and_the_others_hold() {
        let (_folder, file) = kept(r#"{ "zoomPercent": "big", "autostart": 1, "hotkey": null, "alwaysOnTop": true }"#);
        let expected = DeviceSettings { hotkey: None, always_on_top: true, ..DeviceSettings::default() };
        assert_eq!(file.settings(), &expected);
    }

    #[test]
    fn a_zoom_beyond_reason_is_the_nearest_within() {
        let (_folder, file) = kept(r#"{ "zoomPercent": 4000 }"#);
        assert_eq!(file.settings().zoom_percent, 300);
        let changes = DeviceSettingsChanges { zoom_percent: Some(1), ..Default::default() };
        assert_eq!(file.settings().with(changes).zoom_percent, 50);
    }

    #[test]
    fn no_hotkey_is_something_else_than_the_hotkey_left_alone() {
        let changes = |text: &str| serde_json::from_str::<DeviceSettingsChanges>(text).expect("changes");
        let default = DeviceSettings::default();
        assert_eq!(default.with(changes("{}")), default);
        assert_eq!(default.with(changes(r#"{ "hotkey": null }"#)).hotkey, None);
    }
}
