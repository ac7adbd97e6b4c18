//! What the desktop's portal says of light and dark, from a mock of python3-dbusmock on a bus of the test's own.

#![cfg(target_os = "linux")]

mod private_bus;
mod programs;

use std::process::Stdio;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use halfminute_desktop::appearance;
use private_bus::PrivateBus;
use programs::{Process, can_run, until};
use tauri::Theme;
use zbus::blocking::Connection;
use zbus::zvariant::Value;

const PORTAL: &str = "org.freedesktop.portal.Desktop";
const PATH: &str = "/org/freedesktop/portal/desktop";
const SETTINGS: &str = "org.freedesktop.portal.Settings";
const MOCK: &str = "org.freedesktop.DBus.Mock";
const SOON: Duration = Duration::from_secs(20);

struct Portal {
    connection: Connection,
    _mock: Process,
    _bus: PrivateBus,
}

impl Portal {
    /// Its `color-scheme` is this number. `None` where the mock is missing.
    fn start(scheme: u32) -> Option<(Self, Receiver<Theme>)> {
        let is_there = can_run(
            "light and dark",
            &[("/usr/bin/dbus-daemon", "dbus-bin"), ("/usr/lib/python3/dist-packages/dbusmock", "python3-dbusmock")],
        );
        is_there.then(|| {
            let bus = PrivateBus::start();
            let mut python = bus.command("/usr/bin/python3");
            python.args(["-m", "dbusmock", PORTAL, PATH, SETTINGS]).stdout(Stdio::null());
            let mock = Process(python.spawn().expect("a mock"));
            bus.wait_for(PORTAL);
            let connection = bus.connect();
            let answer = format!("ret = dbus.UInt32({scheme}, variant_level=1)");
            let method = (SETTINGS, "Read", "ss", "v", answer.as_str());
            connection.call_method(Some(PORTAL), PATH, Some(MOCK), "AddMethod", &method).expect("added");
            let (ear, (tell, told)) = (bus.connect(), channel());
            thread::spawn(move || appearance::listen(&ear, move |theme| tell.send(theme).unwrap_or(())));
            (Self { connection, _mock: mock, _bus: bus }, told)
        })
    }

    fn change(&self, namespace: &str, key: &str, value: Value<'_>) {
        let arguments = vec![Value::from(namespace), Value::from(key), Value::Value(Box::new(value))];
        let signal = (SETTINGS, "SettingChanged", "ssv", arguments);
        self.connection.call_method(Some(PORTAL), PATH, Some(MOCK), "EmitSignal", &signal).expect("emitted");
    }
}

#[test]
fn a_desktop_that_is_dark_is_told_at_once_and_each_change_of_it_afterwards() {
    let Some((portal, told)) = Portal::start(1) else { return };
    assert_eq!(told.recv_timeout(SOON), Ok(Theme::Dark));
    portal.change("org.freedesktop.appearance", "color-scheme", Value::from(2_u32));
    assert_eq!(told.recv_timeout(SOON), Ok(Theme::Light));
    portal.change("org.freedesktop.appearance", "contrast", Value::from(1_u32));
    portal.change("org.gnome.desktop.interface", "color-scheme", Value::from(1_u32));
    portal.change("org.freedesktop.appearance", "color-scheme", Value::from("dark"));
    portal.change("org.freedesktop.appearance", "color-scheme", Value::from(1_u32));
    // What is no number is no preference.
    assert_eq!(told.recv_timeout(SOON), Ok(Theme::Light));
    assert_eq!(told.recv_timeout(SOON), Ok(Theme::Dark));
}

#[test]
fn a_desktop_without_a_preference_says_nothing_until_it_has_one() {
    let Some((portal, told)) = Portal::start(0) else { return };
    until("a change is heard", || {
        portal.change("org.freedesktop.appearance", "color-scheme", Value::from(1_u32));
        match told.recv_timeout(Duration::from_millis(200)) {
            Ok(theme) => {
                assert_eq!(theme, Theme::Dark);
                true
            }
            Err(_) => false,
        }
    });
}
