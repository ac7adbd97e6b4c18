//! Whether a desktop that reads our entry starts our program: GLib, as GNOME, Xfce and others do.

#![cfg(target_os = "linux")]

mod programs;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use halfminute_desktop::autostart::desktop_entry;
use programs::{can_run, until};

/// All that the Desktop Entry Specification reserves and an entry of ours may hold.
const FOLDER: &str = " My 'own' stick ~ > < | & ; * ? # ( ) ü";

#[test]
fn a_program_in_a_folder_with_spaces_and_signs_is_started_and_told_that_it_is_automatic() {
    if !can_run("start at login", &[("/usr/bin/gio", "libglib2.0-bin")]) {
        return;
    }
    let home = tempfile::tempdir().expect("a folder");
    let (entries, told) = (home.path().join("config").join("autostart"), home.path().join("told"));
    let program = home.path().join(FOLDER).join("halfminute desktop");
    fs::create_dir(program.parent().expect("a folder")).expect("made");
    let script = "#!/bin/sh\nprintf '%s|' \"$0\" \"$@\" > \"$TOLD.tmp\" && mv \"$TOLD.tmp\" \"$TOLD\"\n";
    fs::write(&program, script).expect("written");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).expect("changed");

    desktop_entry::write(&entries, &program).expect("written");
    let entry = entries.join("Halfminute.desktop");
    let mut gio = Command::new("/usr/bin/gio");
    let launched = gio.arg("launch").arg(&entry).env("TOLD", &told).env("HOME", home.path()).status();
    assert!(launched.expect("started").success());
    until("the program is started", || told.exists());
    assert_eq!(fs::read_to_string(&told).expect("readable"), format!("{}|--at-login|", program.display()));

    desktop_entry::remove(&entries).expect("removed");
    assert!(!entry.exists());
    desktop_entry::remove(&entries).expect("it was gone already");
}
