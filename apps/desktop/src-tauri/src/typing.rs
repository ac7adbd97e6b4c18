//! Typing into the window that had the focus before.

use enigo::{Enigo, Keyboard, Settings};

#[cfg(target_os = "linux")]
pub use x11::{FocusedWindow, are_modifiers_free, focused_window, give_focus_back};

#[cfg(not(target_os = "linux"))]
pub use elsewhere::{FocusedWindow, are_modifiers_free, focused_window, give_focus_back};

/// Of all kinds of codes (packages/otp/src/parameters.ts).
const MOST_DIGITS: usize = 10;

/// Answers whether all of it was typed. Only what a code may be is: nothing that a page says becomes a command elsewhere.
pub fn type_digits(digits: &str) -> bool {
    is_code(digits) && Enigo::new(&Settings::default()).is_ok_and(|mut keyboard| keyboard.text(digits).is_ok())
}

/// Of some kinds the digits are letters.
fn is_code(digits: &str) -> bool {
    (1..=MOST_DIGITS).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_alphanumeric())
}

#[cfg(target_os = "linux")]
mod x11 {
    use std::thread;
    use std::time::{Duration, Instant};

    use x11rb::connection::Connection;
    use x11rb::protocol::xproto::{Atom, AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, KeyButMask, Window};
    use x11rb::rust_connection::RustConnection;

    type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

    const LOOK_EVERY: Duration = Duration::from_millis(10);
    const FOCUS_WITHIN: Duration = Duration::from_secs(1);
    const KEYS_FREE_WITHIN: Duration = Duration::from_secs(2);
    /// A pager: the window manager heeds it though another window was used last (EWMH, `_NET_ACTIVE_WINDOW`).
    const FROM_A_PAGER: u32 = 2;

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct FocusedWindow(Window);

    struct Desktop {
        connection: RustConnection,
        root: Window,
        active: Atom,
    }

    impl Desktop {
        fn connect() -> Outcome<Self> {
            let (connection, screen) = x11rb::connect(None)?;
            let root = connection.setup().roots.get(screen).ok_or("there is no such screen")?.root;
            let active = connection.intern_atom(false, b"_NET_ACTIVE_WINDOW")?.reply()?.atom;
            Ok(Self { connection, root, active })
        }

        fn focused(&self) -> Outcome<Option<Window>> {
            let asked = self.connection.get_property(false, self.root, self.active, AtomEnum::WINDOW, 0, 1)?;
            let window = asked.reply()?.value32().and_then(|mut windows| windows.next());
            Ok(window.filter(|window| *window != x11rb::NONE))
        }

        fn focus(&self, window: Window) -> Outcome<()> {
            let message =
                ClientMessageEvent::new(32, window, self.active, [FROM_A_PAGER, x11rb::CURRENT_TIME, 0, 0, 0]);
            let heard_by = EventMask::SUBSTRUCTURE_NOTIFY | EventMask::SUBSTRUCTURE_REDIRECT;
            self.connection.send_event(false, self.root, heard_by, message)?.check()?;
            Ok(())
        }

        fn are_modifiers_free(&self) -> Outcome<bool> {
            let held = self.connection.query_pointer(self.root)?.reply()?.mask;
            let modifiers = KeyButMask::CONTROL | KeyButMask::SHIFT | KeyButMask::MOD1 | KeyButMask::MOD4;
            Ok(u16::from(held) & u16::from(modifiers) == 0)
        }
    }

    fn within(at_most: Duration, mut is_so: impl FnMut() -> Outcome<bool>) -> bool {
        let started = Instant::now();
        loop {
            match is_so() {
                Ok(true) => return true,
                Ok(false) if started.elapsed() < at_most => thread::sleep(LOOK_EVERY),
                Ok(false) | Err(_) => return false,
            }
        }
    }

    pub fn focused_window() -> Option<FocusedWindow> {
        Desktop::connect().and_then(|desktop| desktop.focused()).ok().flatten().map(FocusedWindow)
    }

    /// Waits until the window has the focus again. Answers false where it does not come, or where there was none.
    pub fn give_focus_back(before: Option<FocusedWindow>) -> bool {
        let (Some(FocusedWindow(window)), Ok(desktop)) = (before, Desktop::connect()) else {
            return false;
        };
        desktop.focus(window).is_ok() && within(FOCUS_WITHIN, || Ok(desktop.focused()? == Some(window)))
    }

    /// Waits until nobody holds Ctrl, Shift, Alt or Super any more. Answers false where somebody does not let go.
    pub fn are_modifiers_free() -> bool {
        Desktop::connect().is_ok_and(|desktop| within(KEYS_FREE_WITHIN, || desktop.are_modifiers_free()))
    }
}

#[cfg(not(target_os = "linux"))]
mod elsewhere {
    use std::thread;
    use std::time::Duration;

    /// Windows and macOS themselves give the focus back to the window before when one hides.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct FocusedWindow;

    const SETTLED_AFTER: Duration = Duration::from_millis(150);

    pub fn focused_window() -> Option<FocusedWindow> {
        Some(FocusedWindow)
    }

    pub fn give_focus_back(before: Option<FocusedWindow>) -> bool {
        thread::sleep(SETTLED_AFTER);
        before.is_some()
    }

    /// What is held cannot be asked without code of the system's own; the keys of a shortcut are let go of within this time.
    pub fn are_modifiers_free() -> bool {
        thread::sleep(SETTLED_AFTER);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_code_may_be_is_typed() {
        for code in ["1234", "0123456789", "2B4QR", "abcdefgh"] {
            assert!(is_code(code), "{code}");
        }
        for other in ["", "01234567890", "12 34", "123456\n", "rm-rf", "１２３４"] {
            assert!(!is_code(other), "{other}");
        }
    }
}
