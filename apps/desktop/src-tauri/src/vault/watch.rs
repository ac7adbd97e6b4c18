//! Tells when another program saved the vault. The system says so by itself; nothing is asked over and over.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::disk;
use super::names::VaultNames;
use super::revision::revision_of;

pub struct VaultWatch {
    known: Arc<Mutex<Known>>,
    told: Arc<dyn Fn() + Send + Sync>,
    watcher: Mutex<Option<RecommendedWatcher>>,
}

/// Contents that are no news.
#[derive(Default)]
struct Known {
    /// What this process read, wrote or told of last; `None`: no file.
    settled: Option<String>,
    /// What it is writing just now.
    coming: Option<String>,
}

impl VaultWatch {
    /// `told` is called on a thread of the watcher's own.
    pub fn new(told: impl Fn() + Send + Sync + 'static) -> Self {
        Self { known: Arc::default(), told: Arc::new(told), watcher: Mutex::new(None) }
    }

    /// Begins to watch the folder of this vault, where it exists and is not watched yet. Where the system cannot, nothing is told: the next save
    /// sees the other content by its Revision.
    pub fn begin(&self, vault: &Path) {
        let mut watcher = self.watcher.lock().unwrap_or_else(PoisonError::into_inner);
        if watcher.is_none()
            && let Ok(names) = VaultNames::of(vault)
            && names.folder.is_dir()
        {
            *watcher = self.watching(names).ok();
        }
    }

    pub fn has_read(&self, revision: Option<&str>) {
        known(&self.known).settled = revision.map(str::to_owned);
    }

    /// Before a save: its content may be seen in the folder before the save has returned.
    pub fn is_about_to_write(&self, content: &[u8]) {
        known(&self.known).coming = Some(revision_of(content));
    }

    /// After it; `None` where nothing was written.
    pub fn has_written(&self, revision: Option<&str>) {
        let mut known = known(&self.known);
        known.coming = None;
        if let Some(revision) = revision {
            known.settled = Some(revision.to_owned());
        }
    }

    fn watching(&self, names: VaultNames) -> notify::Result<RecommendedWatcher> {
        let folder = names.folder.clone();
        let (known, told) = (Arc::clone(&self.known), Arc::clone(&self.told));
        let mut watcher = notify::recommended_watcher(move |seen: notify::Result<Event>| {
            if seen.is_ok_and(|event| may_have_changed(&event, &names.vault)) && is_news(&known, &names.vault) {
                told();
            }
        })?;
        watcher.watch(&folder, RecursiveMode::NonRecursive)?;
        Ok(watcher)
    }
}

fn known(known: &Mutex<Known>) -> MutexGuard<'_, Known> {
    known.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reading is no change; and to look at the vault is to read it, which would be told again.
fn may_have_changed(event: &Event, vault: &Path) -> bool {
    let is_read = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
    !is_read && (event.need_rescan() || event.paths.iter().any(|path| path.file_name() == vault.file_name()))
}

fn is_news(state: &Mutex<Known>, vault: &Path) -> bool {
    // A file that cannot be read now is looked at again at its next change.
    let Ok(file) = disk::read(vault) else {
        return false;
    };
    let revision = file.map(|file| revision_of(&file.bytes));
    let mut known = known(state);
    if revision == known.settled || (revision.is_some() && revision == known.coming) {
        return false;
    }
    known.settled = revision;
    true
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
    use std::time::Duration;

    use super::super::{VaultFile, WriteOutcome};
    use super::*;

    const SOON: Duration = Duration::from_secs(10);

    fn a_watch() -> (tempfile::TempDir, VaultFile, VaultWatch, Receiver<()>) {
        let folder = tempfile::tempdir().expect("a folder");
        let vault = VaultFile::new(folder.path().join("deep").join("ada.halfminute"));
        let (tell, told) = channel();
        (folder, vault, VaultWatch::new(move || tell.send(()).unwrap_or(())), told)
    }

    fn save(vault: &VaultFile, content: &[u8]) -> String {
        let current = vault.read().expect("readable").map(|stored| stored.revision);
        match vault.write(content, current.as_deref()).expect("saved") {
            WriteOutcome::Written { revision } => revision,
            WriteOutcome::Conflict => panic!("it was written by nobody else"),
        }
    }

    /// As the page saves.
    fn save_ourselves(watch: &VaultWatch, vault: &VaultFile, content: &[u8]) {
        watch.is_about_to_write(content);
        let revision = save(vault, content);
        watch.has_written(Some(&revision));
        watch.begin(vault.path());
    }

    #[test]
    fn what_another_program_saves_is_told_once_and_what_we_save_is_not() {
        let (_folder, vault, watch, told) = a_watch();
        watch.begin(vault.path());
        // The folder is made by the first save, and watched from then on.
        save_ourselves(&watch, &vault, b"ours");
        save(&vault, b"theirs");
        told.recv_timeout(SOON).expect("told");
        for round in 0..20 {
            save_ourselves(&watch, &vault, format!("ours {round}").as_bytes());
        }
        // Whatever was told of the saves before it would stand in front of this one.
        save(&vault, b"theirs again");
        told.recv_timeout(SOON).expect("told");
        assert_eq!(told.recv_timeout(Duration::from_millis(300)), Err(RecvTimeoutError::Timeout));
    }

    #[test]
    fn a_vault_that_was_taken_away_is_news_and_reading_it_is_none() {
        let (_folder, vault, watch, told) = a_watch();
        save_ourselves(&watch, &vault, b"ours");
        for _ in 0..10 {
            vault.read().expect("readable").expect("there");
        }
        std::fs::remove_file(vault.path()).expect("removed");
        told.recv_timeout(SOON).expect("told");
        save(&vault, b"ours");
        told.recv_timeout(SOON).expect("told");
        watch.has_read(Some(&vault.read().expect("readable").expect("there").revision));
        assert_eq!(told.recv_timeout(Duration::from_millis(300)), Err(RecvTimeoutError::Timeout));
    }
}
