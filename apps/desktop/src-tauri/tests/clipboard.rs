//! The clipboard of a display of the test's own, looked at by another program.

#![cfg(target_os = "linux")]

mod asker;
mod programs;

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use asker::{Asker, answer_questions, this_program};
use halfminute_desktop::clipboard::SharedClipboard;
use programs::{Process, can_run, until};

struct Display {
    name: String,
    _server: Process,
}

impl Display {
    /// `None` where there is no server, or nothing to look with.
    fn start() -> Option<Self> {
        if !can_run("clipboard", &[("/usr/bin/Xvfb", "xvfb"), ("/usr/bin/xclip", "xclip")]) {
            return None;
        }
        let mut server = Command::new("/usr/bin/Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "320x200x24"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a display");
        let mut number = String::new();
        BufReader::new(server.stdout.take().expect("a pipe")).read_line(&mut number).expect("a number");
        Some(Self { name: format!(":{}", number.trim()), _server: Process(server) })
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.name).env_remove("WAYLAND_DISPLAY");
        command
    }

    /// What another program would paste; empty where there is nothing.
    fn held(&self, kind: &str) -> String {
        let arguments = ["-selection", "clipboard", "-o", "-t", kind];
        let output = self.command("/usr/bin/xclip").args(arguments).output().expect("looked");
        String::from_utf8(output.stdout).expect("a text")
    }

    fn copy_elsewhere(&self, text: &str) {
        let echo = format!("printf %s '{text}' | xclip -selection clipboard >/dev/null 2>&1");
        assert!(self.command("/bin/sh").args(["-c", &echo]).status().expect("copied").success());
        until("the other program has it", || self.held("UTF8_STRING") == text);
    }

    fn shell(&self) -> Asker {
        Asker::start(self.command(this_program()), "a_process_that_copies")
    }
}

#[test]
fn a_copied_code_is_there_for_others_and_bears_the_mark_of_a_secret() {
    let Some(display) = Display::start() else { return };
    let mut shell = display.shell();
    shell.ask("write 307615");
    assert_eq!(display.held("UTF8_STRING"), "307615");
    assert_eq!(display.held("x-kde-passwordManagerHint"), "secret");
}

#[test]
fn it_is_cleared_only_where_it_is_still_ours() {
    let Some(display) = Display::start() else { return };
    let mut shell = display.shell();
    shell.ask("write 307615");
    shell.ask("clear-if-holds 111111");
    assert_eq!(display.held("UTF8_STRING"), "307615");
    shell.ask("clear-if-holds 307615");
    assert_eq!(display.held("UTF8_STRING"), "");
    shell.ask("write 307615");
    display.copy_elsewhere("a letter");
    shell.ask("clear-if-holds 307615");
    shell.ask("take-back");
    assert_eq!(display.held("UTF8_STRING"), "a letter");
}

#[test]
fn it_goes_with_the_lock_and_with_the_program() {
    let Some(display) = Display::start() else { return };
    let mut shell = display.shell();
    shell.ask("write 307615");
    shell.ask("take-back");
    assert_eq!(display.held("UTF8_STRING"), "");
    // What the user copies by hand of the same digits is theirs.
    display.copy_elsewhere("307615");
    shell.ask("take-back");
    assert_eq!(display.held("UTF8_STRING"), "307615");
    shell.ask("write 123456");
    shell.ask("drop");
    assert_eq!(display.held("UTF8_STRING"), "");
}

/// No test of its own: the other end of [`Display::shell`].
#[test]
fn a_process_that_copies() {
    let mut clipboard = SharedClipboard::default();
    answer_questions(|words| {
        let done = match words[0] {
            "write" => clipboard.write(words[1].to_owned()),
            "clear-if-holds" => clipboard.clear_if_holds(words[1]),
            "take-back" => clipboard.take_back(),
            _ => {
                clipboard = SharedClipboard::default();
                Ok(())
            }
        };
        done.map_or_else(|error| error.message, |()| "done".to_owned())
    });
}
