//! A message bus of the test's own, which starts no service by itself and knows nothing of this computer's.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;

use crate::programs::{Process, until};

const CONFIGURATION: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
"#;

pub struct PrivateBus {
    pub address: String,
    pub folder: tempfile::TempDir,
    _daemon: Process,
}

impl PrivateBus {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let configuration = folder.path().join("bus.conf");
        std::fs::write(&configuration, CONFIGURATION).expect("written");
        let mut daemon = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", configuration.display()))
            .args(["--nofork", "--print-address"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a bus");
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().expect("a pipe")).read_line(&mut address).expect("an address");
        Self { address: address.trim().to_owned(), folder, _daemon: Process(daemon) }
    }

    /// A program that takes this bus for both of the computer's, and the test's folder for its home.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .env("DBUS_SYSTEM_BUS_ADDRESS", &self.address)
            .env("HOME", self.folder.path())
            .env("XDG_RUNTIME_DIR", self.folder.path())
            .env_remove("XDG_DATA_HOME")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY");
        command
    }

    pub fn connect(&self) -> Connection {
        Builder::address(self.address.as_str()).and_then(Builder::build).expect("connected")
    }

    /// Waits until somebody answers for this name.
    pub fn wait_for(&self, name: &str) {
        let bus = self.connect();
        until("the name is taken", || {
            let answer = bus.call_method(
                Some("org.freedesktop.DBus"),
                "/org/freedesktop/DBus",
                Some("org.freedesktop.DBus"),
                "NameHasOwner",
                &(name,),
            );
            answer.is_ok_and(|answer| answer.body().deserialize::<bool>().unwrap_or(false))
        });
    }
}
