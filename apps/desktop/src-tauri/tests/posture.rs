//! What the shell may do, as its configuration says, and what its process gave up.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

fn read(name: &str) -> String {
    fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)).expect("readable")
}

fn configuration() -> Value {
    serde_json::from_str(&read("tauri.conf.json")).expect("JSON")
}

#[test]
fn the_page_has_no_network_and_nothing_inline() {
    let configuration = configuration();
    let security = &configuration["app"]["security"];
    let policy = security["csp"].as_str().expect("a policy");
    let directives: Vec<(&str, &str)> = policy.split("; ").filter_map(|one| one.split_once(' ')).collect();
    let of = |name: &str| directives.iter().find(|(directive, _)| *directive == name).map(|(_, sources)| *sources);
    assert_eq!(of("default-src"), Some("'none'"));
    assert_eq!(of("script-src"), Some("'self'"));
    assert_eq!(of("style-src"), Some("'self'"));
    assert_eq!(of("connect-src"), Some("ipc: http://ipc.localhost"));
    for name in ["base-uri", "form-action", "frame-ancestors"] {
        assert_eq!(of(name), Some("'none'"), "{name}");
    }
    for never in ["unsafe", "https:", "*", "ws:", "'nonce-"] {
        assert!(!policy.contains(never), "{never} in {policy}");
    }
    assert_eq!(security["freezePrototype"], json!(true));
    assert!(security.get("dangerousDisableAssetCspModification").is_none());
    assert!(security.get("assetProtocol").is_none());
}

#[test]
fn no_window_is_made_but_in_rust_and_no_page_has_the_whole_of_tauri() {
    let app = &configuration()["app"];
    assert_eq!(app["windows"], json!([]));
    assert_eq!(app["withGlobalTauri"], json!(false));
    assert!(!read("Cargo.toml").contains("devtools"), "dev tools stay out of what is released");
}

#[test]
fn pages_may_hear_events_and_nothing_else_of_tauris_own() {
    let named = &configuration()["app"]["security"]["capabilities"];
    let mut files: Vec<String> = fs::read_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("capabilities"))
        .expect("listed")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a text"))
        .collect();
    files.sort();
    let names: Vec<Value> = files.iter().map(|file| json!(file.trim_end_matches(".json"))).collect();
    assert_eq!(named, &Value::Array(names));
    for file in files {
        let capability: Value = serde_json::from_str(&read(&format!("capabilities/{file}"))).expect("JSON");
        assert_eq!(capability["windows"].as_array().map(Vec::len), Some(1), "{file}");
        assert!(capability.get("remote").is_none(), "{file}");
        for permission in capability["permissions"].as_array().expect("a list") {
            let allowed = ["core:event:allow-listen", "core:event:allow-unlisten"];
            assert!(allowed.iter().any(|one| permission == one), "{permission} in {file}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_process_leaves_no_core_dump_and_its_files_are_the_users_alone() {
    use std::os::unix::fs::PermissionsExt;

    halfminute_desktop::posture::take();
    let limits = fs::read_to_string("/proc/self/limits").expect("readable");
    let of_core = limits.lines().find(|line| line.starts_with("Max core file size")).expect("a limit");
    assert_eq!(of_core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"]);
    // SAFETY: it reads a number of this process.
    assert_eq!(unsafe { libc::prctl(libc::PR_GET_DUMPABLE) }, 0);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, b"x").expect("written");
    assert_eq!(fs::metadata(file).expect("there").permissions().mode() & 0o777, 0o600);
}
