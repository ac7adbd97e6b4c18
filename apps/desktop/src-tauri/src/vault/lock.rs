//! The lock that programs of one host share while one of them saves; docs/vault-format.md, "The lock".

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::disk;
use super::identity::{Liveness, ProcessIdentity, liveness_of, this_process};
use super::names::VaultNames;
use super::random::new_mark;
use crate::error::{Code, ShellError};

#[derive(Clone, Copy)]
pub struct Patience {
    /// A lock that tells nothing of its holder is stale when it did not change for so long.
    pub stale_after: Duration,
    /// How long to wait for a holder that lives. A save takes some ten milliseconds.
    pub give_up_after: Duration,
}

pub const USUAL_PATIENCE: Patience =
    Patience { stale_after: Duration::from_secs(10), give_up_after: Duration::from_secs(15) };

/// Let go of when dropped; what could not be is seen by the next save to be nobody's.
pub struct HeldLock<'at> {
    at: &'at VaultNames,
    nonce: String,
}

impl HeldLock<'_> {
    /// Asked directly before the act that it guards: another program may have judged us dead.
    pub fn is_ours(&self) -> io::Result<bool> {
        Ok(read_text(&self.at.lock)?
            .and_then(|text| Owner::from_text(&text))
            .is_some_and(|owner| owner.nonce == self.nonce))
    }
}

impl Drop for HeldLock<'_> {
    fn drop(&mut self) {
        held_here().remove(&self.nonce);
        if self.is_ours().unwrap_or(false) {
            drop(disk::remove(&self.at.lock));
        }
    }
}

/// Waits for the lock and takes it. `LockedByAnother` when a living program of this host does not let go.
pub fn take(at: &VaultNames, patience: Patience) -> Result<HeldLock<'_>, ShellError> {
    let failed = |error: io::Error| ShellError::of("Saving the vault file", &error);
    let here = this_process();
    let nonce = new_mark().and_then(|first| Ok(first + &new_mark()?)).map_err(failed)?;
    let content = Owner { identity: here.clone(), nonce: nonce.clone() }.to_text();
    held_here().insert(nonce.clone());
    match wait_for(at, &here, content.as_bytes(), patience) {
        Ok(true) => Ok(HeldLock { at, nonce }),
        outcome => {
            held_here().remove(&nonce);
            Err(match outcome {
                Err(error) => failed(error),
                Ok(_) => ShellError::new(
                    Code::LockedByAnother,
                    "Another program is saving to the same vault file and does not finish.",
                ),
            })
        }
    }
}

fn wait_for(at: &VaultNames, here: &ProcessIdentity, content: &[u8], patience: Patience) -> io::Result<bool> {
    let started_at = Instant::now();
    let mut seen = (String::new(), started_at);
    while !disk::claim(&at.lock, content)? {
        // Gone by now, or a link that leads nowhere, which stays: understood no better than a half-written one, and watched as long.
        let text = read_text(&at.lock)?.unwrap_or_default();
        if text != seen.0 {
            seen = (text.clone(), Instant::now());
        }
        if is_stale(&text, here, seen.1.elapsed() > patience.stale_after) {
            break_stale(at, &text)?;
            continue;
        }
        if started_at.elapsed() > patience.give_up_after {
            return Ok(false);
        }
        thread::sleep(Duration::from_millis(u64::from(10 + random_byte()? % 41)));
    }
    Ok(true)
}

fn random_byte() -> io::Result<u8> {
    let mut byte = [0];
    getrandom::fill(&mut byte).map_err(io::Error::from)?;
    Ok(byte[0])
}

/// The locks of this very process. One of its own that is not among them was left behind when the disk failed.
fn held_here() -> MutexGuard<'static, HashSet<String>> {
    static HELD: LazyLock<Mutex<HashSet<String>>> = LazyLock::new(Mutex::default);
    // Nothing can be half done in a set of texts.
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether nobody is behind this lock any more, or nobody we would have to wait for.
fn is_stale(text: &str, here: &ProcessIdentity, unchanged_for_long: bool) -> bool {
    let Some(owner) = Owner::from_text(text) else {
        // Its maker has not written it yet, or was killed before it could.
        return unchanged_for_long;
    };
    let theirs = &owner.identity;
    if theirs.host_id != here.host_id {
        // A lock of another computer came with a synced folder. Nobody here can judge it, and between computers the revision decides. Left
        // lying, it would keep the programs of this computer from guarding themselves against each other.
        return true;
    }
    if theirs == here && here.start_time.is_some() {
        return !held_here().contains(&owner.nonce);
    }
    match liveness_of(theirs, here) {
        Liveness::Dead => true,
        Liveness::Unknown => unchanged_for_long,
        Liveness::Alive => false,
    }
}

/// Takes a stale lock away, and only that one: between the judgement and the act another program may have done the same and taken a lock of its
/// own. So the file is moved aside first, looked at again, and put back if it is another.
fn break_stale(at: &VaultNames, judged: &str) -> io::Result<()> {
    let aside = at.stale(&new_mark()?);
    if !disk::rename(&at.lock, &aside)? {
        return Ok(());
    }
    if read_text(&aside)?.is_some_and(|moved| moved != judged) {
        // Where the name was taken anew meanwhile, the holder of the one moved aside has lost it, and sees so before it acts.
        put_back(&aside, &at.lock)?;
    }
    disk::remove(&aside)
}

fn put_back(aside: &Path, lock: &Path) -> io::Result<()> {
    match fs::hard_link(aside, lock) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists || lock.exists() => Ok(()),
        // A file system without second names (FAT) cannot do it without a gap.
        Err(_) => disk::rename(aside, lock).map(|_| ()),
    }
}

fn read_text(path: &Path) -> io::Result<Option<String>> {
    Ok(disk::read(path)?.map(|file| String::from_utf8_lossy(&file.bytes).into_owned()))
}

#[derive(Serialize, Deserialize)]
struct Owner {
    #[serde(flatten)]
    identity: ProcessIdentity,
    nonce: String,
}

impl Owner {
    fn to_text(&self) -> String {
        // Five texts and numbers: nothing in them can fail to be written.
        serde_json::to_string(self).unwrap_or_default() + "\n"
    }

    /// `None` where the text is no lock of ours.
    fn from_text(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().filter(|owner: &Self| owner.identity.pid > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Patience =
        Patience { stale_after: Duration::from_millis(300), give_up_after: Duration::from_millis(900) };

    fn a_vault() -> (tempfile::TempDir, VaultNames) {
        let folder = tempfile::tempdir().expect("a folder");
        let names = VaultNames::of(&folder.path().join("ada.halfminute")).expect("names");
        (folder, names)
    }

    #[test]
    fn the_lock_is_one_line_of_the_format() {
        let (_folder, at) = a_vault();
        let held = take(&at, PATIENCE).expect("nobody holds it");
        let text = fs::read_to_string(&at.lock).expect("it is there");
        let here = this_process();
        let fields: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(fields.as_object().map(serde_json::Map::len), Some(5));
        assert_eq!(fields["hostId"], here.host_id);
        assert_eq!(fields["pid"], here.pid);
        assert_eq!(fields["nonce"].as_str().map(str::len), Some(32));
        assert!(held.is_ours().expect("readable"));
        drop(held);
        assert!(!at.lock.exists());
    }

    #[test]
    fn a_living_holder_is_waited_for_and_then_given_up() {
        let (_folder, at) = a_vault();
        let held = take(&at, PATIENCE).expect("nobody holds it");
        let refused = take(&at, PATIENCE).err().expect("somebody holds it");
        assert_eq!(refused.code, Code::LockedByAnother);
        assert!(held.is_ours().expect("readable"));
    }

    #[test]
    fn what_is_stale_is_taken_over() {
        let here = this_process();
        let lock_of = |identity| Owner { identity, nonce: "0".repeat(32) }.to_text();
        let texts = [
            lock_of(ProcessIdentity { host_id: "another host".into(), ..here.clone() }),
            lock_of(ProcessIdentity { boot_id: Some("an earlier start".into()), ..here.clone() }),
            lock_of(ProcessIdentity { start_time: Some("0".into()), ..here.clone() }),
            lock_of(ProcessIdentity { pid: 4_194_305, ..here.clone() }),
            // Of this process, but held by none of its saves.
            lock_of(here),
            // Half written, and unchanged for long.
            "{\"hostId\":".to_owned(),
            String::new(),
        ];
        for text in texts {
            let (_folder, at) = a_vault();
            fs::write(&at.lock, &text).expect("written");
            let held = take(&at, PATIENCE).expect("stale");
            assert!(held.is_ours().expect("readable"), "{text}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_is_stale_and_a_pipe_is_told_of_at_once() {
        let (_folder, at) = a_vault();
        std::os::unix::fs::symlink("nowhere", &at.lock).expect("linked");
        assert!(take(&at, PATIENCE).expect("stale").is_ours().expect("readable"));
        let name = std::ffi::CString::new(at.lock.as_os_str().as_encoded_bytes()).expect("a path");
        // SAFETY: the name is a string that ends in a zero, and lives as long as the call.
        assert_eq!(unsafe { libc::mkfifo(name.as_ptr(), 0o600) }, 0);
        assert!(take(&at, PATIENCE).is_err());
    }

    #[test]
    fn another_who_took_the_lock_keeps_it() {
        let (_folder, at) = a_vault();
        let held = take(&at, PATIENCE).expect("nobody holds it");
        let other = Owner { identity: this_process(), nonce: "f".repeat(32) }.to_text();
        fs::write(&at.lock, &other).expect("written");
        assert!(!held.is_ours().expect("readable"));
        drop(held);
        assert_eq!(fs::read_to_string(&at.lock).expect("it is there"), other);
    }
}
