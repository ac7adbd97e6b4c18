//! What tells one running program from every other, now and later; docs/vault-format.md, "The lock".

use std::fs;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProcessIdentity {
    /// The same for all programs that see the same process numbers; says nothing else about the computer.
    pub host_id: String,
    pub pid: u32,
    /// Changes with every start of the computer; `None` where it cannot be read.
    #[serde(deserialize_with = "present")]
    pub boot_id: Option<String>,
    /// When the process began, in the system's own unit. A process number is given out again, this with it never.
    #[serde(deserialize_with = "present")]
    pub start_time: Option<String>,
}

/// null is a value here, an absent field is not.
fn present<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Option::deserialize(from)
}

#[derive(Debug, PartialEq, Eq)]
pub enum Liveness {
    Alive,
    Dead,
    /// A process of that number runs, but nothing tells whether it is the same one.
    Unknown,
}

pub fn this_process() -> ProcessIdentity {
    let pid = std::process::id();
    ProcessIdentity { host_id: host_id().to_owned(), pid, boot_id: boot_id(), start_time: start_time(pid) }
}

/// Whether a process of this host still runs.
pub fn liveness_of(other: &ProcessIdentity, here: &ProcessIdentity) -> Liveness {
    if let (Some(theirs), Some(ours)) = (&other.boot_id, &here.boot_id)
        && theirs != ours
    {
        return Liveness::Dead;
    }
    if !runs(other.pid) {
        return Liveness::Dead;
    }
    match (&other.start_time, start_time(other.pid)) {
        (Some(then), Some(now)) if *then == now => Liveness::Alive,
        (Some(_), Some(_)) => Liveness::Dead,
        _ => Liveness::Unknown,
    }
}

#[cfg(unix)]
fn runs(pid: u32) -> bool {
    let Ok(pid) = libc::pid_t::try_from(pid) else {
        return false;
    };
    // SAFETY: signal 0 sends nothing and only asks; any number may be asked for.
    let answer = unsafe { libc::kill(pid, 0) };
    // EPERM: it runs, as somebody else.
    answer == 0 || std::io::Error::last_os_error().raw_os_error() != Some(libc::ESRCH)
}

#[cfg(not(unix))]
fn runs(_pid: u32) -> bool {
    // Nothing is asked: with no start time either, such a lock is stale when it has not changed for ten seconds.
    true
}

fn host_id() -> &'static str {
    static KNOWN: OnceLock<String> = OnceLock::new();
    // Two containers of one computer may share its machine id, but neither sees the other's processes: to each other they are two hosts.
    KNOWN.get_or_init(|| hex::encode(Sha256::digest(format!("halfminute/host/{}", machine()))))
}

fn machine() -> String {
    if cfg!(target_os = "linux") {
        let namespace = fs::read_link("/proc/self/ns/pid").map(|target| target.to_string_lossy().into_owned());
        format!("{}/{}", read_text("/etc/machine-id").unwrap_or_default(), namespace.unwrap_or_default())
    } else {
        gethostname::gethostname().to_string_lossy().into_owned()
    }
}

fn boot_id() -> Option<String> {
    read_text("/proc/sys/kernel/random/boot_id")
}

/// Field 22 of /proc/PID/stat, in clock ticks since the start of the computer (Linux; proc(5)).
fn start_time(pid: u32) -> Option<String> {
    let text = read_text(&format!("/proc/{pid}/stat"))?;
    // Field 2 is the program's name in parentheses and may itself hold spaces and parentheses: count from the last one.
    let from_field_three = text.rsplit_once(')')?.1.trim_start();
    from_field_three.split(' ').nth(19).map(str::to_owned)
}

fn read_text(path: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let trimmed = text.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_program_lives_and_one_of_another_start_does_not() {
        let here = this_process();
        assert_eq!(liveness_of(&here, &here), Liveness::Alive);
        let earlier = ProcessIdentity { start_time: Some("1".into()), ..here.clone() };
        assert_eq!(liveness_of(&earlier, &here), Liveness::Dead);
        let before_a_restart = ProcessIdentity { boot_id: Some("another".into()), ..here.clone() };
        assert_eq!(liveness_of(&before_a_restart, &here), Liveness::Dead);
        let untold = ProcessIdentity { start_time: None, ..here.clone() };
        assert_eq!(liveness_of(&untold, &here), Liveness::Unknown);
    }
}
