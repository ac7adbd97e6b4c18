//! Whether the palette is open, and what a press of its hotkey therefore means.

use std::time::{Duration, Instant};

use crate::typing::FocusedWindow;

/// The key that closes the palette takes its focus first, which has hidden it already.
const SAME_PRESS: Duration = Duration::from_millis(300);

#[derive(Default)]
pub struct Shown {
    /// The window that had the focus before, where the system tells.
    pub before: Option<FocusedWindow>,
    lost_focus: Option<Instant>,
    /// Kept here, not asked of the window: its events and the hotkey come on two ways, and either may be first. That it loses the focus once it is
    /// closed is no news.
    pub is_open: bool,
}

/// What a press of the hotkey means.
#[derive(Debug, PartialEq, Eq)]
pub enum Summons {
    Open,
    Close,
    /// The same press has closed it.
    Done,
}

impl Shown {
    pub fn pressed(&mut self) -> Summons {
        if self.lost_focus.take().is_some_and(|at| at.elapsed() < SAME_PRESS) {
            return Summons::Done;
        }
        if self.is_open { Summons::Close } else { Summons::Open }
    }

    pub fn focus_lost(&mut self) {
        if self.is_open {
            self.is_open = false;
            self.lost_focus = Some(Instant::now());
            // Where the focus is now it was put by the user.
            self.before = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hotkey_closes_an_open_palette_whether_its_loss_of_focus_is_heard_before_or_after() {
        let mut before = Shown { is_open: true, ..Shown::default() };
        before.focus_lost();
        assert_eq!(before.pressed(), Summons::Done);
        assert_eq!(before.pressed(), Summons::Open);

        let mut after = Shown { is_open: true, ..Shown::default() };
        assert_eq!(after.pressed(), Summons::Close);
        after.is_open = false;
        after.focus_lost();
        assert_eq!(after.pressed(), Summons::Open);
    }
}
