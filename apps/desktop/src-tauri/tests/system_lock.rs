//! What logind and the screen savers say, from mocks of python3-dbusmock on a bus of the test's own.

#![cfg(target_os = "linux")]

mod private_bus;
mod programs;

use std::collections::HashMap;
use std::process::Stdio;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use halfminute_desktop::locked::LockedState;
use halfminute_desktop::system_lock::Happening::{self, ScreenLocked, SessionLeft, Suspending};
use halfminute_desktop::system_lock::{logind, screen_saver};
use private_bus::PrivateBus;
use programs::{Process, can_run, until};
use zbus::blocking::Connection;
use zbus::zvariant::Value;

const LOGIND: &str = "org.freedesktop.login1";
const MANAGER: &str = "/org/freedesktop/login1";
const OURS: &str = "/org/freedesktop/login1/session/c1";
const THEIRS: &str = "/org/freedesktop/login1/session/c2";
const MOCK: &str = "org.freedesktop.DBus.Mock";
const SOON: Duration = Duration::from_secs(20);

fn can_run_mocks() -> bool {
    can_run(
        "screen lock, sleep and session",
        &[("/usr/bin/dbus-daemon", "dbus-bin"), ("/usr/lib/python3/dist-packages/dbusmock", "python3-dbusmock")],
    )
}

struct Logind {
    bus: PrivateBus,
    connection: Connection,
    locked: LockedState,
    told: Receiver<Happening>,
    _mock: Process,
}

impl Logind {
    /// With two sessions, the first of which is ours. `None` where the mock is missing.
    fn start() -> Option<Self> {
        can_run_mocks().then(|| {
            let bus = PrivateBus::start();
            let mock = mock(&bus, &["--template", "logind"]);
            bus.wait_for(LOGIND);
            let connection = bus.connect();
            for (id, user) in [("c1", "ada"), ("c2", "bob")] {
                let session = (id, "seat0", 1000_u32, user, true);
                connection.call_method(Some(LOGIND), MANAGER, Some(MOCK), "AddSession", &session).expect("added");
            }
            let locked = LockedState::default();
            locked.set(false);
            let (tell, told) = channel();
            let (ear, page) = (bus.connect(), locked.clone());
            thread::spawn(move || logind::listen(&ear, Some("c1"), &page, move |what| tell.send(what).unwrap_or(())));
            let logind = Self { bus, connection, locked, told, _mock: mock };
            until("sleep is held up", || logind.inhibitors() == ["sleep Halfminute delay"]);
            logind
        })
    }

    fn emit(&self, path: &str, interface: &str, name: &str, signature: &str, arguments: Vec<Value<'_>>) {
        let signal = (interface, name, signature, arguments);
        self.connection.call_method(Some(LOGIND), path, Some(MOCK), "EmitSignal", &signal).expect("emitted");
    }

    fn lock(&self, session: &str) {
        self.emit(session, "org.freedesktop.login1.Session", "Lock", "", vec![]);
    }

    fn change(&self, session: &str, property: &str, value: bool) {
        let changes = HashMap::from([(property, Value::from(value))]);
        let arguments = ("org.freedesktop.login1.Session", changes);
        self.connection
            .call_method(Some(LOGIND), session, Some(MOCK), "UpdateProperties", &arguments)
            .expect("changed");
    }

    fn prepare_for_sleep(&self, begins: bool) {
        self.emit(MANAGER, "org.freedesktop.login1.Manager", "PrepareForSleep", "b", vec![Value::from(begins)]);
    }

    fn inhibitors(&self) -> Vec<String> {
        let answer = self
            .connection
            .call_method(Some(LOGIND), MANAGER, Some("org.freedesktop.login1.Manager"), "ListInhibitors", &())
            .expect("listed");
        let list: Vec<(String, String, String, String, u32, u32)> = answer.body().deserialize().expect("a list");
        list.into_iter().map(|(what, who, _, mode, _, _)| format!("{what} {who} {mode}")).collect()
    }

    fn next(&self) -> Happening {
        self.told.recv_timeout(SOON).expect("told")
    }
}

fn mock(bus: &PrivateBus, arguments: &[&str]) -> Process {
    let mut python = bus.command("/usr/bin/python3");
    python.args(["-m", "dbusmock"]).args(arguments).stdout(Stdio::null());
    Process(python.spawn().expect("a mock"))
}

#[test]
fn a_lock_of_our_own_session_is_told_and_another_users_is_not() {
    let Some(logind) = Logind::start() else { return };
    logind.lock(THEIRS);
    logind.change(THEIRS, "Active", false);
    logind.lock(OURS);
    assert_eq!(logind.next(), ScreenLocked);
    logind.change(OURS, "IdleHint", true);
    logind.change(OURS, "Active", true);
    logind.change(OURS, "Active", false);
    assert_eq!(logind.next(), SessionLeft);
    logind.change(OURS, "LockedHint", false);
    logind.change(OURS, "LockedHint", true);
    assert_eq!(logind.next(), ScreenLocked);
}

#[test]
fn sleep_waits_until_the_codes_are_locked_and_is_held_up_again_afterwards() {
    let Some(logind) = Logind::start() else { return };
    logind.prepare_for_sleep(true);
    assert_eq!(logind.next(), Suspending);
    assert_eq!(logind.inhibitors().len(), 1);
    logind.locked.set(true);
    until("sleep may begin", || logind.inhibitors().is_empty());
    logind.prepare_for_sleep(false);
    until("sleep is held up", || logind.inhibitors().len() == 1);
}

#[test]
fn sleep_does_not_wait_for_a_page_that_does_not_answer() {
    let Some(logind) = Logind::start() else { return };
    logind.prepare_for_sleep(true);
    assert_eq!(logind.next(), Suspending);
    until("sleep may begin", || logind.inhibitors().is_empty());
    assert!(!logind.locked.wait_until_locked(Duration::ZERO));
    // Told again at the next sleep, also where nothing was heard of the waking.
    logind.prepare_for_sleep(true);
    assert_eq!(logind.next(), Suspending);
    drop(logind.bus);
}

#[test]
fn a_screen_saver_that_comes_on_is_told_and_one_that_goes_off_is_not() {
    if !can_run_mocks() {
        return;
    }
    let bus = PrivateBus::start();
    let (tell, told) = channel();
    let ear = bus.connect();
    thread::spawn(move || screen_saver::listen(&ear, move |what| tell.send(what).unwrap_or(())));
    let _gnome = mock(&bus, &["--template", "gnome_screensaver"]);
    bus.wait_for("org.gnome.ScreenSaver");
    let _bare = mock(&bus, &["org.freedesktop.ScreenSaver", "/ScreenSaver", "org.freedesktop.ScreenSaver"]);
    bus.wait_for("org.freedesktop.ScreenSaver");
    let connection = bus.connect();
    let set_active = |is_on: bool| {
        let (name, path) = ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver");
        connection.call_method(Some(name), path, Some(name), "SetActive", &(is_on,)).expect("set");
    };
    // The ear may be on the bus only after the first.
    until("a screen saver is heard", || {
        set_active(false);
        set_active(true);
        told.recv_timeout(Duration::from_millis(200)) == Ok(ScreenLocked)
    });
    while told.recv_timeout(Duration::from_millis(200)).is_ok() {}
    let emit = |interface: &str, is_on: bool| {
        let signal = (interface, "ActiveChanged", "b", vec![Value::from(is_on)]);
        connection
            .call_method(Some("org.freedesktop.ScreenSaver"), "/ScreenSaver", Some(MOCK), "EmitSignal", &signal)
            .expect("emitted");
    };
    emit("org.example.Something", true);
    emit("org.freedesktop.ScreenSaver", false);
    emit("org.freedesktop.ScreenSaver", true);
    assert_eq!(told.recv_timeout(SOON), Ok(ScreenLocked));
    assert!(told.recv_timeout(Duration::from_millis(200)).is_err());
}
