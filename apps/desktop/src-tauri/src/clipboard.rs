//! The system's clipboard. A code is marked as secret where the system knows such a mark, so that no clipboard history keeps it.

use std::sync::{Mutex, PoisonError};

use arboard::Clipboard;
use tauri::State;

use crate::blocking::blocking;
use crate::error::{Answer, Code, ShellError};

/// One connection for the life of the program: on X11 the content goes when its owner does.
#[derive(Clone, Default)]
pub struct SharedClipboard(std::sync::Arc<Mutex<Option<Clipboard>>>);

impl SharedClipboard {
    fn with<T>(&self, act: impl FnOnce(&mut Clipboard) -> Result<T, arboard::Error>) -> Answer<T> {
        let failed = |error: arboard::Error| ShellError::new(Code::NotPermitted, format!("Using the clipboard: {error}"));
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let clipboard = match held.take() {
            Some(clipboard) => clipboard,
            None => Clipboard::new().map_err(failed)?,
        };
        act(held.insert(clipboard)).map_err(failed)
    }

    pub fn write(&self, text: String) -> Answer<()> {
        self.with(|clipboard| {
            let set = clipboard.set();
            #[cfg(target_os = "linux")]
            let set = arboard::SetExtLinux::exclude_from_history(set);
            #[cfg(target_os = "windows")]
            let set = arboard::SetExtWindows::exclude_from_history(arboard::SetExtWindows::exclude_from_cloud(set));
            #[cfg(target_os = "macos")]
            let set = arboard::SetExtApple::exclude_from_history(set);
            set.text(text)
        })
    }

    /// Does nothing where somebody copied something else meanwhile.
    pub fn clear_if_holds(&self, text: &str) -> Answer<()> {
        self.with(|clipboard| match clipboard.get_text() {
            Ok(held) if held == text => clipboard.clear(),
            Ok(_) | Err(arboard::Error::ContentNotAvailable) => Ok(()),
            Err(error) => Err(error),
        })
    }
}

#[tauri::command]
#[specta::specta]
pub async fn clipboard_write(clipboard: State<'_, SharedClipboard>, text: String) -> Answer<()> {
    let clipboard = clipboard.inner().clone();
    blocking(move || clipboard.write(text)).await
}

#[tauri::command]
#[specta::specta]
pub async fn clipboard_clear_if_holds(clipboard: State<'_, SharedClipboard>, text: String) -> Answer<()> {
    let clipboard = clipboard.inner().clone();
    blocking(move || clipboard.clear_if_holds(&text)).await
}
