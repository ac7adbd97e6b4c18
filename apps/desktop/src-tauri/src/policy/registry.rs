//! Windows: the registry key that the administrative template writes, as the system's own `reg query` prints it. Only administrators can write
//! below it.

use serde_json::{Map, Number, Value};

#[cfg(windows)]
use super::Policy;

const KEY: &str = r"HKEY_LOCAL_MACHINE\Software\Policies\Halfminute";
/// The registry knows no true and false: of these, 1 and 0 stand for them.
const SWITCHES: [&str; 2] = ["plainExport", "screenCapture"];

/// The key above ours, which is on every Windows and which everybody may read.
#[cfg(windows)]
const PARENT: &str = r"HKEY_LOCAL_MACHINE\Software\Policies";

/// `reg query` ends alike for a key that is not there and for one that may not be read; the key above tells the two apart.
#[cfg(windows)]
pub fn find() -> Policy {
    match printed(&[PARENT]).as_deref().map(is_listed) {
        None => Policy::broken(KEY, "The registry cannot be read."),
        Some(false) => Policy::none(KEY),
        Some(true) => match printed(&[KEY, "/s"]).as_deref().and_then(json_of) {
            Some(text) => Policy::says(KEY, text),
            None => Policy::broken(KEY, "What the registry says is not understood."),
        },
    }
}

/// `None` where it failed, or printed what is not UTF-8: a letter guessed wrong would name another folder.
#[cfg(windows)]
fn printed(arguments: &[&str]) -> Option<String> {
    let root = std::env::var_os("SystemRoot")?;
    let program = std::path::Path::new(&root).join("System32").join("reg.exe");
    let output = std::process::Command::new(program).arg("query").args(arguments).output().ok()?;
    output.status.success().then_some(output.stdout).and_then(|bytes| String::from_utf8(bytes).ok())
}

/// Whether our key is among those that stand below its parent.
fn is_listed(printed: &str) -> bool {
    printed.lines().any(|line| line.trim_end().eq_ignore_ascii_case(KEY))
}

/// `None` where a line is none that is known: nothing is guessed.
fn json_of(printed: &str) -> Option<String> {
    let mut policy = Map::new();
    let mut list: Option<String> = None;
    for line in printed.lines().filter(|line| !line.trim().is_empty()) {
        if !line.starts_with(' ') {
            list = list_named(line.trim_end())?;
            continue;
        }
        let (name, kind, data) = columns(line)?;
        match &list {
            None => drop(policy.insert(name.to_owned(), value(name, kind, data)?)),
            Some(list) => {
                let Value::Array(items) = policy.entry(list.clone()).or_insert_with(|| Value::Array(Vec::new())) else {
                    return None;
                };
                items.push(value(name, kind, data)?);
            }
        }
    }
    Some(Value::Object(policy).to_string())
}

/// A key below ours is a list, and its values are the items.
#[expect(clippy::option_option, reason = "a key that is none of ours, our own key, a list below it")]
fn list_named(key: &str) -> Option<Option<String>> {
    let is_ours = key.get(..KEY.len()).is_some_and(|start| start.eq_ignore_ascii_case(KEY));
    let rest = key.get(KEY.len()..).filter(|_| is_ours)?;
    if rest.is_empty() {
        return Some(None);
    }
    rest.strip_prefix('\\').filter(|name| !name.is_empty() && !name.contains('\\')).map(|name| Some(name.to_owned()))
}

/// `    name    REG_SZ    data`, four spaces between.
fn columns(line: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = line.trim_start().split_once("    REG_")?;
    let (kind, data) = rest.split_once("    ").unwrap_or((rest.trim_end(), ""));
    Some((name, kind, data))
}

fn value(name: &str, kind: &str, data: &str) -> Option<Value> {
    match kind {
        "SZ" => Some(Value::String(data.to_owned())),
        "MULTI_SZ" => {
            let items = data.split(r"\0").filter(|item| !item.is_empty());
            Some(items.map(|item| Value::String(item.to_owned())).collect())
        }
        "DWORD" => {
            let number = u32::from_str_radix(data.trim().strip_prefix("0x")?, 16).ok()?;
            let is_switch = SWITCHES.contains(&name) && number <= 1;
            Some(if is_switch { Value::Bool(number == 1) } else { Value::Number(Number::from(number)) })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reg_query_prints_becomes_the_same_json() {
        let printed = "\r\nHKEY_LOCAL_MACHINE\\Software\\Policies\\Halfminute\r\n    passwordMinLength    REG_DWORD    0xc\r\n    screenCapture    REG_DWORD    0x0\r\n    vaultFolder    REG_SZ    D:\\Our vaults\r\n\r\nHKEY_LOCAL_MACHINE\\Software\\Policies\\Halfminute\\keySlots\r\n    1    REG_SZ    recovery-key\r\n    2    REG_SZ    device-key\r\n\r\n";
        let read: Value = serde_json::from_str(&json_of(printed).expect("understood")).expect("JSON");
        let wanted = serde_json::json!({ "passwordMinLength": 12, "screenCapture": false, "vaultFolder": "D:\\Our vaults", "keySlots": ["recovery-key", "device-key"] });
        assert_eq!(read, wanted);
        let several = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Halfminute\r\n    keySlots    REG_MULTI_SZ    recovery-key\\0device-key\r\n";
        assert_eq!(json_of(several).as_deref(), Some(r#"{"keySlots":["recovery-key","device-key"]}"#));
        assert_eq!(
            json_of("HKEY_LOCAL_MACHINE\\Software\\Policies\\Halfminute\r\n    keySlots    REG_MULTI_SZ    \r\n")
                .as_deref(),
            Some(r#"{"keySlots":[]}"#)
        );
    }

    #[test]
    fn our_key_is_there_if_the_one_above_lists_it() {
        let above = "\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Halfminute";
        assert!(is_listed(&format!("{above}\r\n")));
        assert!(!is_listed(&format!("{above}Other\r\n")));
        assert!(!is_listed(""));
    }

    #[test]
    fn what_is_not_understood_is_not_guessed() {
        for line in [
            "    screenCapture    REG_BINARY    00",
            "    screenCapture",
            "    passwordMinLength    REG_DWORD    twelve",
        ] {
            assert_eq!(json_of(&format!("{KEY}\r\n{line}\r\n")), None, "{line}");
        }
        assert_eq!(json_of("HKEY_LOCAL_MACHINE\\Software\\Policies\\Other\r\n    a    REG_SZ    b\r\n"), None);
        // Core refuses a switch that is neither 0 nor 1, by name.
        assert_eq!(
            json_of(&format!("{KEY}\n    screenCapture    REG_DWORD    0x2\n")).as_deref(),
            Some(r#"{"screenCapture":2}"#)
        );
    }
}
