//! otpauth and otpauth-migration links that other programs hand over: as arguments of this start or of a second one, and on macOS as an event.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, Manager, State};
use tauri_specta::Event;

use crate::window::main_window;

const SCHEMES: [&str; 2] = ["otpauth", "otpauth-migration"];
const MOST_CHARACTERS: usize = 20_000;
const MOST_WAITING: usize = 20;

/// A link waits to be taken by `take_links`.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct Link;

/// Each link is given out once, oldest first.
#[derive(Default)]
pub struct WaitingLinks(Mutex<VecDeque<String>>);

impl WaitingLinks {
    /// Answers false for what is no link of ours, and where too many wait.
    fn put(&self, text: &str) -> bool {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_taken = is_link(text) && waiting.len() < MOST_WAITING;
        if is_taken {
            waiting.push_back(text.to_owned());
        }
        is_taken
    }

    fn take(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).drain(..).collect()
    }
}

fn is_link(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| SCHEMES.iter().any(|ours| scheme.eq_ignore_ascii_case(ours)))
        && text.chars().nth(MOST_CHARACTERS).is_none()
        && !text.chars().any(char::is_control)
}

/// Keeps the links among these texts for the page. Answers whether there was one.
pub fn arrive<Texts: IntoIterator<Item: AsRef<str>>>(app: &AppHandle, texts: Texts) -> bool {
    let waiting = app.state::<WaitingLinks>();
    let taken = texts.into_iter().filter(|text| waiting.put(text.as_ref())).count();
    if taken > 0 {
        drop(Link.emit_to(app, main_window::LABEL));
    }
    taken > 0
}

/// Those that wait, oldest first; each once.
#[tauri::command]
#[specta::specta]
pub fn take_links(waiting: State<'_, WaitingLinks>) -> Vec<String> {
    waiting.take()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "otpauth://totp/ACME:ada?secret=JBSWY3DPEHPK3PXP";

    #[test]
    fn only_the_two_schemes_pass() {
        assert!(is_link(LINK));
        assert!(is_link("OTPAUTH://totp/ACME:ada?secret=JBSWY3DPEHPK3PXP"));
        assert!(is_link("otpauth-migration://offline?data=CjEK"));
        for other in [
            "",
            "otpauth",
            "--hidden",
            "file:///etc/passwd",
            "https://otpauth://",
            "otpauth:totp",
            "javascript://otpauth",
        ] {
            assert!(!is_link(other), "{other}");
        }
    }

    #[test]
    fn a_link_that_is_too_long_or_holds_control_characters_is_refused() {
        let of_length = |length: usize| format!("{LINK}{}", "x".repeat(length - LINK.len()));
        assert!(is_link(&of_length(MOST_CHARACTERS)));
        assert!(!is_link(&of_length(MOST_CHARACTERS + 1)));
        assert!(!is_link(&format!("{LINK}\n")));
    }

    #[test]
    fn each_link_is_given_out_once_oldest_first_and_twenty_wait_at_most() {
        let waiting = WaitingLinks::default();
        let links: Vec<String> = (0..25).map(|count| format!("{LINK}&n={count}")).collect();
        assert_eq!(links.iter().filter(|link| waiting.put(link)).count(), MOST_WAITING);
        assert_eq!(waiting.take(), &links[..MOST_WAITING]);
        assert!(waiting.take().is_empty());
        assert!(waiting.put(LINK));
    }
}
