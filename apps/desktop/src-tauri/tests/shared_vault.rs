//! One vault file that two programs save, each by its own code: the window as `vault` does, the command line as apps/cli/src/platform does.

#![cfg(target_os = "linux")]

mod programs;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use halfminute_desktop::vault::{VaultFile, WriteOutcome};
use programs::{Process, until};
use sha2::{Digest, Sha256};

const REPORT: &str = "written: ";
const FOR_EVER: usize = 1_000_000;
const KILLS: u64 = 20;
/// Far below the ten seconds after which a lock that tells nothing of its holder is stale: whoever was killed must be known to be dead.
const SOON: Duration = Duration::from_secs(5);

#[test]
fn a_thousand_saves_of_window_and_command_line_at_once_lose_nothing() {
    const WRITERS: usize = 4;
    let vault = Vault::new();
    let of_command_line = Saver::start(Program::CommandLine, &vault, "command-line", (500 / WRITERS, WRITERS));
    // Node takes a moment to begin.
    until("the command line saves", || vault.path.exists());
    let of_window = Saver::start(Program::Window, &vault, "window", (500 / WRITERS, WRITERS));
    let mut reported = Reported::default();
    of_window.finish(&mut reported);
    of_command_line.finish(&mut reported);
    let lines = vault.lines();
    assert_eq!((lines.len(), reported.0.values().sum()), (1000, 1000));
    reported.check(&lines, 0);
    vault.check_folder();
    let is_of_window = |line: &String| line.starts_with("window");
    let turns = lines.windows(2).filter(|pair| is_of_window(&pair[0]) != is_of_window(&pair[1])).count();
    assert!(turns > 100, "they were hardly ever at it together: {turns} turns");
}

#[test]
fn the_command_line_goes_on_where_a_window_was_killed_in_its_save() {
    survive(Program::CommandLine, Program::Window);
}

#[test]
fn the_window_goes_on_where_a_command_line_was_killed_in_its_save() {
    survive(Program::Window, Program::CommandLine);
}

/// Kills one program over and over while it holds the lock and the other one waits for it.
fn survive(survivor: Program, victim: Program) {
    const WRITERS: usize = 2;
    let vault = Vault::new();
    let mut reported = Reported::default();
    let survivor = Saver::start(survivor, &vault, "survivor", (FOR_EVER, WRITERS));
    survivor.hear(1, &mut reported);
    let mut drafts_left = 0;
    for life in 0..KILLS {
        let victim = Saver::start(victim, &vault, &format!("life-{life}"), (FOR_EVER, WRITERS));
        victim.hear(1, &mut reported);
        drafts_left += victim.kill_while_it_holds_the_lock(Duration::from_micros(300 * life), &vault, &mut reported);
        // Each of its writers may have had one report on its way before; one more is of a save that began with taking the dead one's lock.
        survivor.hear(WRITERS + 1, &mut reported);
        reported.check(&vault.lines(), FOR_EVER);
    }
    assert!(drafts_left > 0, "all {KILLS} were killed before or after their act");
    survivor.kill_while_it_holds_the_lock(Duration::ZERO, &vault, &mut reported);
    // Each may have saved one line of which it could not tell any more.
    reported.check(&vault.lines(), 1);
    add(&VaultFile::new(vault.path.clone()), "last", 0);
    vault.check_folder();
}

/// The window's part of it, as a process of its own; what drivers/save-lines.ts is for the command line.
#[test]
fn a_process_that_saves() {
    let given = |what: &str| env::var(format!("HALFMINUTE_TEST_{what}"));
    let Ok(path) = given("VAULT") else { return };
    let number = |what| given(what).expect("given").parse::<usize>().expect("a number");
    let (name, lines, writers) = (given("NAME").expect("given"), number("LINES"), number("WRITERS"));
    let vault = VaultFile::new(path.into());
    thread::scope(|scope| {
        for at in 0..writers {
            let (vault, writer) = (&vault, format!("{name}.{at}"));
            scope.spawn(move || {
                for number in 0..lines {
                    add(vault, &writer, number);
                    println!("{REPORT}{writer} {number}");
                    // So that the others come to it.
                    thread::sleep(Duration::from_millis(number as u64 % 5));
                }
            });
        }
    });
}

fn add(vault: &VaultFile, writer: &str, number: usize) {
    loop {
        let stored = vault.read().expect("readable");
        let before = stored.as_ref().map_or_else(String::new, |stored| lines_of(&stored.bytes));
        // A first line of changing length, so that every content has a length of its own; and at the end a checksum of all before it.
        let content = format!("{}\n{before}{writer} {number}\n", "x".repeat(number * 997 % 20_000));
        let content = content.clone() + &checksum(&content);
        let replacing = stored.as_ref().map(|stored| stored.revision.as_str());
        if vault.write(content.as_bytes(), replacing).expect("saved") != WriteOutcome::Conflict {
            return;
        }
    }
}

/// Panics where a content is not whole.
fn lines_of(content: &[u8]) -> String {
    let text = std::str::from_utf8(content).expect("UTF-8");
    let (content, sum) = text.split_at(text.len() - 64);
    assert_eq!(sum, checksum(content), "the content is not whole");
    content.split_once('\n').expect("a first line").1.to_owned()
}

fn checksum(content: &str) -> String {
    hex::encode(Sha256::digest(content))
}

struct Vault {
    folder: tempfile::TempDir,
    path: PathBuf,
}

impl Vault {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ada.halfminute");
        Self { folder, path }
    }

    fn lines(&self) -> Vec<String> {
        lines_of(&fs::read(&self.path).expect("readable")).lines().map(str::to_owned).collect()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).expect("listed");
        entries.map(|entry| entry.expect("listed").file_name().into_string().expect("a text")).collect()
    }

    /// `None` while nobody holds it, or nobody has said so yet.
    fn lock(&self) -> Option<String> {
        fs::read_to_string(self.path.with_added_extension("lock")).ok().filter(|text| text.ends_with('\n'))
    }

    /// Nothing lies about: neither a lock nor a draft.
    fn check_folder(&self) {
        let mut names = self.names();
        names.retain(|name| name != "ada.halfminute");
        assert!(names.len() <= 10 && names.iter().all(|name| name.ends_with(".bak")), "{names:?}");
    }
}

/// How many lines each writer has said to be saved.
#[derive(Default)]
struct Reported(BTreeMap<String, usize>);

impl Reported {
    fn add(&mut self, report: &str) {
        let (writer, number) = report.split_once(' ').expect("a writer and a number");
        let count = self.0.entry(writer.to_owned()).or_default();
        assert_eq!(number, count.to_string(), "{writer} skips nothing");
        *count += 1;
    }

    /// Each writer's lines are there once, in their order; all that it reported and at most so many more.
    fn check(&self, lines: &[String], unreported: usize) {
        let mut found = BTreeMap::<&str, usize>::new();
        for line in lines {
            let (writer, number) = line.split_once(' ').expect("a writer and a number");
            let count = found.entry(writer).or_default();
            assert_eq!(number, count.to_string(), "a line of {writer} is lost");
            *count += 1;
        }
        for (writer, reported) in &self.0 {
            assert!(found.get(writer.as_str()) >= Some(reported), "the last line of {writer} is lost");
        }
        for (writer, found) in found {
            let reported = self.0.get(writer).unwrap_or(&0);
            assert!(found - reported <= unreported, "{writer} saved {found} lines and reported {reported}");
        }
    }
}

#[derive(Clone, Copy)]
enum Program {
    Window,
    CommandLine,
}

struct Saver {
    process: Process,
    reports: Receiver<String>,
}

impl Saver {
    fn start(program: Program, vault: &Vault, name: &str, (lines, writers): (usize, usize)) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut command = match program {
            Program::Window => {
                let mut command = Command::new(env::current_exe().expect("this program"));
                command.args(["--exact", "--nocapture", "a_process_that_saves"]);
                command
            }
            Program::CommandLine => {
                let mut command = Command::new(root.join("../../../node_modules/.bin/node"));
                command.arg("--conditions=@halfminute/source").arg(root.join("tests/drivers/save-lines.ts"));
                command
            }
        };
        command
            .env("HALFMINUTE_TEST_VAULT", &vault.path)
            .env("HALFMINUTE_TEST_NAME", name)
            .env("HALFMINUTE_TEST_LINES", lines.to_string())
            .env("HALFMINUTE_TEST_WRITERS", writers.to_string());
        let mut child = command.stdout(Stdio::piped()).spawn().expect("started (Node comes with npm ci)");
        let output = BufReader::new(child.stdout.take().expect("a pipe"));
        let (tell, reports) = channel();
        thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                // What the test's own machinery prints may stand before it.
                if let Some((_, report)) = line.split_once(REPORT) {
                    tell.send(report.to_owned()).unwrap_or(());
                }
            }
        });
        Self { process: Process(child), reports }
    }

    /// Takes what was reported before, then waits for so many reports more.
    fn hear(&self, count: usize, reported: &mut Reported) {
        self.reports.try_iter().for_each(|report| reported.add(&report));
        for _ in 0..count {
            reported.add(&self.reports.recv_timeout(SOON).expect("it saves, and soon"));
        }
    }

    fn finish(mut self, reported: &mut Reported) {
        self.reports.iter().for_each(|report| reported.add(&report));
        assert!(self.process.0.wait().expect("ended").success());
    }

    /// So much later than it took it, if it still holds it then. Answers how many drafts it left.
    fn kill_while_it_holds_the_lock(mut self, later: Duration, vault: &Vault, reported: &mut Reported) -> usize {
        // A save takes some milliseconds, and `until` sleeps for ten between two looks.
        until("it is stopped while it holds the lock", || {
            (0..50).any(|_| self.stops_while_it_holds_the_lock(vault, later))
        });
        // As long as it lives, the other one leaves it alone, however often it looks.
        let now = || (vault.lock(), vault.lines().len());
        let before = now();
        thread::sleep(Duration::from_millis(100));
        assert_eq!(now(), before, "a living holder was robbed");
        let drafts = vault.names().iter().filter(|name| name.ends_with(".tmp")).count();
        // SIGKILL; and whoever was its parent takes note of its end, as every session does.
        self.process.0.kill().expect("killed");
        self.process.0.wait().expect("ended");
        self.reports.iter().for_each(|report| reported.add(&report));
        drafts
    }

    fn stops_while_it_holds_the_lock(&self, vault: &Vault, later: Duration) -> bool {
        let id = self.process.0.id();
        let is_held = || vault.lock().is_some_and(|text| text.contains(&format!("\"pid\":{id},")));
        if !is_held() {
            thread::sleep(Duration::from_micros(200));
            return false;
        }
        thread::sleep(later);
        self.signal(libc::SIGSTOP);
        until("all of it has stopped", || is_stopped(id));
        if is_held() {
            return true;
        }
        self.signal(libc::SIGCONT);
        false
    }

    fn signal(&self, signal: libc::c_int) {
        let id = libc::pid_t::try_from(self.process.0.id()).expect("a process id");
        // SAFETY: it sends a signal to a child that was not waited for, whose number is therefore nobody else's.
        assert_eq!(unsafe { libc::kill(id, signal) }, 0);
    }
}

/// Every thread has (proc(5): state T).
fn is_stopped(process: u32) -> bool {
    let threads = fs::read_dir(format!("/proc/{process}/task")).expect("it runs");
    threads.flatten().all(|thread| {
        let status = fs::read_to_string(thread.path().join("stat")).unwrap_or_default();
        status.rsplit_once(')').is_some_and(|(_, fields)| fields.trim_start().starts_with('T'))
    })
}
