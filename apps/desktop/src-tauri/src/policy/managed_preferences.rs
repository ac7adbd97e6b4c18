//! macOS: the preferences that a configuration profile manages, as the system's own `plutil` converts them.

use serde_json::{Map, Value};

#[cfg(target_os = "macos")]
use super::Policy;

#[cfg(target_os = "macos")]
const PATH: &str = "/Library/Managed Preferences/org.halfminute.desktop.plist";
/// What profiles add of their own.
const OF_THE_SYSTEM: &str = "Payload";

#[cfg(target_os = "macos")]
pub fn find() -> Policy {
    match std::fs::exists(PATH) {
        Ok(false) => return Policy::none(PATH),
        Ok(true) => {}
        Err(error) => return Policy::broken(PATH, format!("The file cannot be read: {}.", error.kind())),
    }
    let asked = std::process::Command::new("/usr/bin/plutil").args(["-convert", "json", "-o", "-", PATH]).output();
    match asked {
        Ok(output) if output.status.success() => match json_of(&String::from_utf8_lossy(&output.stdout)) {
            Some(text) => Policy::says(PATH, text),
            None => Policy::broken(PATH, "What the managed preferences say is not understood."),
        },
        _ => Policy::broken(PATH, "The managed preferences cannot be read."),
    }
}

fn json_of(printed: &str) -> Option<String> {
    let mut policy: Map<String, Value> = serde_json::from_str(printed).ok()?;
    policy.retain(|name, _| !name.starts_with(OF_THE_SYSTEM));
    Some(Value::Object(policy).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_plutil_prints_becomes_the_same_json() {
        let printed =
            r#"{"PayloadUUID":"1F0D","keySlots":["recovery-key"],"plainExport":false,"passwordMinLength":12}"#;
        let read: Value = serde_json::from_str(&json_of(printed).expect("understood")).expect("JSON");
        assert_eq!(
            read,
            serde_json::json!({ "keySlots": ["recovery-key"], "plainExport": false, "passwordMinLength": 12 })
        );
        for wrong in ["", "[]", "policy.plist: invalid object in plist for destination format"] {
            assert_eq!(json_of(wrong), None);
        }
    }
}
