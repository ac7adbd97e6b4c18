//! What the shell remembers of the page between its commands: whether the codes are locked, whether it has painted, what it was asked.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A page that does not answer for so long is closed when it is asked again.
const PATIENCE: Duration = Duration::from_secs(5);

pub struct Desk(Mutex<State>);

pub struct State {
    /// As the page told it last; without a page there is no key.
    pub is_locked: bool,
    /// Whether nothing is lost if the page ends: no change that is not saved, no link that waits.
    pub may_rest: bool,
    /// Whether the window may be shown: the page has painted, or took too long.
    pub has_painted: bool,
    /// Whether the page itself has said that it is there, and can be asked.
    pub is_answering: bool,
    /// Whether the window is to be seen as soon as it has painted.
    pub is_wanted: bool,
    /// The window is gone on purpose, and the program stays for the tray and the hotkey.
    pub stays_without_window: bool,
    /// Counts the changes that put off a rest.
    pub stirred: u64,
    asked: Option<Asked>,
}

#[derive(Clone, Copy)]
struct Asked {
    at: Instant,
    ends: bool,
}

/// What to do about a wish to close.
#[derive(Debug, PartialEq, Eq)]
pub enum Closing {
    /// The page is asked.
    Ask,
    /// There is no page to be asked, or none that answers.
    Now,
}

impl Default for Desk {
    fn default() -> Self {
        Self(Mutex::new(State {
            is_locked: true,
            may_rest: true,
            has_painted: false,
            is_answering: false,
            is_wanted: false,
            stays_without_window: false,
            stirred: 0,
            asked: None,
        }))
    }
}

impl Desk {
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// A window with a page that has said nothing yet.
    pub fn begin(&mut self) {
        self.is_locked = true;
        self.may_rest = true;
        self.has_painted = false;
        self.is_answering = false;
        self.stays_without_window = false;
        self.asked = None;
        self.stirred += 1;
    }

    /// The window goes, the program stays.
    pub fn rest(&mut self) {
        self.begin();
        self.is_wanted = false;
        self.stays_without_window = true;
    }

    /// `ends`: the user asked for the end, not only for the window to go.
    pub fn close_wished(&mut self, ends: bool, now: Instant) -> Closing {
        let is_deaf = self.asked.is_some_and(|asked| now.saturating_duration_since(asked.at) > PATIENCE);
        if !self.is_answering || is_deaf {
            self.asked = None;
            return Closing::Now;
        }
        // The time of the first question counts.
        let at = self.asked.map_or(now, |asked| asked.at);
        self.asked = Some(Asked { at, ends });
        Closing::Ask
    }

    /// What the page was asked last: `Some(true)` for the end. `None`: nothing.
    pub fn close_answered(&mut self) -> Option<bool> {
        self.asked.take().map(|asked| asked.ends)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_there_is_asked_before_its_window_closes() {
        let desk = Desk::default();
        let mut state = desk.state();
        let now = Instant::now();
        assert_eq!(state.close_wished(false, now), Closing::Now);
        state.has_painted = true;
        assert_eq!(state.close_wished(false, now), Closing::Now);
        state.is_answering = true;
        assert_eq!(state.close_wished(false, now), Closing::Ask);
        assert_eq!(state.close_answered(), Some(false));
        assert_eq!(state.close_answered(), None);
    }

    #[test]
    fn a_page_that_does_not_answer_is_closed_when_asked_again_later() {
        let desk = Desk::default();
        let mut state = desk.state();
        state.is_answering = true;
        let now = Instant::now();
        assert_eq!(state.close_wished(true, now), Closing::Ask);
        assert_eq!(state.close_wished(true, now + Duration::from_secs(4)), Closing::Ask);
        assert_eq!(state.close_wished(true, now + Duration::from_secs(6)), Closing::Now);
    }
}
