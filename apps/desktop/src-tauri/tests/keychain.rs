//! The keyring of this computer, against the real gnome-keyring on a bus of the test's own. Each failure has to be an error, and never look as if
//! the keyring had no key.

#![cfg(target_os = "linux")]

mod asker;
mod private_bus;
mod programs;

use std::fmt::Write as _;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Duration;

use asker::{Asker, answer_questions, this_program};
use halfminute_desktop::keychain::Keychain;
use private_bus::PrivateBus;
use programs::{Process, can_run};
use zbus::zvariant::OwnedObjectPath;

const SLOT: &str = "0123456789abcdef0123456789abcdef";
const OTHER_SLOT: &str = "fedcba9876543210fedcba9876543210";
const SECRETS: &str = "org.freedesktop.secrets";
const SILENT: &str = "NotPermitted This computer's keyring did not answer.";
/// Long for a keyring that answers, short for a test that waits for one that does not.
const PATIENCE: Duration = Duration::from_secs(4);

fn can_run_keyring() -> bool {
    can_run("keyring", &[("/usr/bin/dbus-daemon", "dbus-bin"), ("/usr/bin/gnome-keyring-daemon", "gnome-keyring")])
}

#[test]
fn a_key_goes_round_and_is_gone_when_it_is_removed() {
    if !can_run_keyring() {
        return;
    }
    let bus = PrivateBus::start();
    let _daemon = unlocked_keyring(&bus);
    let mut keyring = Keyring::on(&bus);
    assert_eq!(keyring.read(SLOT), "none");
    assert_eq!(keyring.write(SLOT, "00ff10ab"), "done");
    assert_eq!(keyring.write(OTHER_SLOT, "05"), "done");
    assert_eq!(keyring.read(SLOT), "key 00ff10ab");
    assert_eq!(keyring.write(SLOT, "77"), "done");
    assert_eq!(keyring.read(SLOT), "key 77");
    assert_eq!(keyring.remove(SLOT), "done");
    assert_eq!(keyring.read(SLOT), "none");
    assert_eq!(keyring.remove(SLOT), "done");
    assert_eq!(keyring.read(OTHER_SLOT), "key 05");
}

#[test]
fn without_a_keyring_there_is_an_error_until_one_is_started() {
    if !can_run_keyring() {
        return;
    }
    let bus = PrivateBus::start();
    let mut keyring = Keyring::on(&bus);
    assert_eq!(keyring.read(SLOT), SILENT);
    assert_eq!(keyring.write(SLOT, "01"), SILENT);
    assert_eq!(keyring.remove(SLOT), SILENT);
    let _daemon = unlocked_keyring(&bus);
    assert_eq!(keyring.write(SLOT, "01"), "done");
    assert_eq!(keyring.read(SLOT), "key 01");
}

#[test]
fn without_a_bus_there_is_an_error() {
    if !can_run_keyring() {
        return;
    }
    let bus = PrivateBus::start();
    let mut command = bus.command(this_program());
    command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
    assert_eq!(Keyring::asked_by(command).read(SLOT), SILENT);
}

#[test]
fn a_keyring_that_is_locked_is_an_error_and_keeps_its_key() {
    if !can_run_keyring() {
        return;
    }
    let bus = PrivateBus::start();
    let daemon = unlocked_keyring(&bus);
    let mut keyring = Keyring::on(&bus);
    assert_eq!(keyring.write(SLOT, "00ff10ab"), "done");
    lock_collection(&bus);
    assert_eq!(keyring.read(SLOT), SILENT);
    assert_eq!(keyring.write(SLOT, "02"), SILENT);
    assert_eq!(keyring.remove(SLOT), SILENT);
    drop(daemon);
    let _daemon = unlocked_keyring(&bus);
    assert_eq!(keyring.read(SLOT), "key 00ff10ab");
}

#[test]
fn a_keyring_that_waits_for_its_user_for_ever_is_an_error_in_time() {
    if !can_run_keyring() {
        return;
    }
    let bus = PrivateBus::start();
    let _daemon = unlocked_keyring(&bus);
    let mut keyring = Keyring::on(&bus);
    assert_eq!(keyring.write(SLOT, "00ff10ab"), "done");
    lock_collection(&bus);
    // What would ask for the password is there, and says nothing.
    let prompter = bus.connect();
    prompter.request_name("org.gnome.keyring.SystemPrompter").expect("taken");
    assert_eq!(keyring.read(SLOT), SILENT);
}

#[test]
fn a_keyring_that_is_killed_between_write_and_read_is_an_error_and_keeps_its_key() {
    if !can_run_keyring() {
        return;
    }
    let bus = PrivateBus::start();
    let daemon = unlocked_keyring(&bus);
    let mut keyring = Keyring::on(&bus);
    assert_eq!(keyring.write(SLOT, "00ff10ab"), "done");
    drop(daemon);
    assert_eq!(keyring.read(SLOT), SILENT);
    let _daemon = unlocked_keyring(&bus);
    assert_eq!(keyring.read(SLOT), "key 00ff10ab");
}

#[test]
fn two_keys_for_one_slot_are_an_error_and_not_a_choice() {
    if !can_run_keyring() || !can_run("two keys for one slot", &[("/usr/bin/secret-tool", "libsecret-tools")]) {
        return;
    }
    let bus = PrivateBus::start();
    let _daemon = unlocked_keyring(&bus);
    for label in ["one", "two"] {
        let mut tool = bus.command("/usr/bin/secret-tool");
        // A further attribute makes it another item, which the question still finds.
        tool.args(["store", "--label", label, "service", "Halfminute", "username", SLOT, "copy", label]);
        let mut tool = tool.stdin(Stdio::piped()).spawn().expect("a tool");
        tool.stdin.take().expect("a pipe").write_all(label.as_bytes()).expect("written");
        assert!(tool.wait().expect("ended").success());
    }
    assert_eq!(Keyring::on(&bus).read(SLOT), "Io This computer's keyring holds more than one key for this slot.");
}

fn unlocked_keyring(bus: &PrivateBus) -> Process {
    let mut daemon = bus
        .command("/usr/bin/gnome-keyring-daemon")
        .args(["--foreground", "--unlock", "--components=secrets"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a keyring");
    daemon.stdin.take().expect("a pipe").write_all(b"a password").expect("written");
    bus.wait_for(SECRETS);
    Process(daemon)
}

fn lock_collection(bus: &PrivateBus) {
    let connection = bus.connect();
    let ask = |method: &str, name: &str| {
        let (path, of) = ("/org/freedesktop/secrets", Some("org.freedesktop.Secret.Service"));
        connection.call_method(Some(SECRETS), path, of, method, &(name,)).expect("answered")
    };
    let collection: OwnedObjectPath = ask("ReadAlias", "default").body().deserialize().expect("a path");
    let (path, of) = ("/org/freedesktop/secrets", Some("org.freedesktop.Secret.Service"));
    connection.call_method(Some(SECRETS), path, of, "Lock", &(vec![collection],)).expect("locked");
}

/// Another process, since a program finds its bus in its environment.
struct Keyring(Asker);

impl Keyring {
    fn on(bus: &PrivateBus) -> Self {
        Self::asked_by(bus.command(this_program()))
    }

    fn asked_by(command: Command) -> Self {
        Self(Asker::start(command, "a_process_that_asks"))
    }

    fn read(&mut self, slot: &str) -> String {
        self.0.ask(&format!("read {slot} "))
    }

    fn write(&mut self, slot: &str, key: &str) -> String {
        self.0.ask(&format!("write {slot} {key}"))
    }

    fn remove(&mut self, slot: &str) -> String {
        self.0.ask(&format!("remove {slot} "))
    }
}

/// No test of its own: the other end of [`Keyring`].
#[test]
fn a_process_that_asks() {
    let keychain = Keychain::with_patience(PATIENCE);
    answer_questions(|words| {
        let answer = match words[0] {
            "read" => {
                keychain.read(words[1]).map(|key| key.map_or("none".to_owned(), |key| format!("key {}", hex(&key))))
            }
            "write" => keychain.write(words[1], &bytes(words[2])).map(|()| "done".to_owned()),
            _ => keychain.remove(words[1]).map(|()| "done".to_owned()),
        };
        answer.unwrap_or_else(|error| format!("{:?} {}", error.code, error.message))
    });
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("written");
        text
    })
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len() / 2).map(|at| u8::from_str_radix(&hex[at * 2..at * 2 + 2], 16).expect("hex")).collect()
}
