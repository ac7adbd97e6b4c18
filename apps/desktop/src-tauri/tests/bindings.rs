//! The page's side of the commands is written by the commands themselves. `WRITE_BINDINGS=1 cargo test --test bindings` writes it anew.

use std::path::PathBuf;

use specta_typescript::Typescript;

const HEADER: &str = "// Written by the shell's own types; `npm run bindings` writes it anew. Not for the hand.\n";

#[test]
fn the_bindings_are_those_of_the_commands() {
    let kept_at = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../src/bindings.ts");
    let folder = tempfile::tempdir().expect("a folder");
    let fresh_at = folder.path().join("bindings.ts");
    halfminute_desktop::builder().export(Typescript::default().header(HEADER), &fresh_at).expect("written");
    let fresh = std::fs::read_to_string(&fresh_at).expect("readable");
    if std::env::var_os("WRITE_BINDINGS").is_some() {
        std::fs::write(&kept_at, &fresh).expect("written");
    }
    let kept = std::fs::read_to_string(&kept_at).unwrap_or_default();
    assert!(kept == fresh, "src/bindings.ts is not what the commands are: run `npm run bindings`");
}
