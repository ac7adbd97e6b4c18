//! Other programs that a test needs.

#![allow(dead_code, reason = "each test takes what it needs")]

use std::path::Path;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

/// Ends with the test.
pub struct Process(pub Child);

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

pub fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < Duration::from_secs(20), "waited in vain until {what}");
        thread::sleep(Duration::from_millis(10));
    }
}

/// Prints one line and answers false where one of these programs is missing.
pub fn can_run(suite: &str, needed: &[(&str, &str)]) -> bool {
    let missing: Vec<_> =
        needed.iter().filter(|(path, _)| !Path::new(path).exists()).map(|(_, package)| *package).collect();
    if missing.is_empty() {
        return true;
    }
    println!("skipped: {suite} (to let it run: apt-get install {})", missing.join(" "));
    assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "a part that cannot run is a failure there");
    false
}
