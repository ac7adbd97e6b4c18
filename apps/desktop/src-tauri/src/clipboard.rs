//! The system's clipboard. A code is marked as secret where the system knows such a mark, so that no clipboard history keeps it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arboard::Clipboard;
use tauri::State;
use zeroize::Zeroizing;

use crate::blocking::blocking;
use crate::error::{Answer, Code, ShellError};

/// One connection for the life of the program: on X11 the content goes when its owner does, so it stays while the window is hidden.
#[derive(Clone, Default)]
pub struct SharedClipboard(Arc<Mutex<Held>>);

#[derive(Default)]
struct Held {
    connection: Option<Clipboard>,
    /// What was written last and not cleared since.
    ours: Option<Zeroizing<String>>,
}

impl SharedClipboard {
    pub fn write(&self, text: String) -> Answer<()> {
        let mut held = self.held();
        let text = Zeroizing::new(text);
        let set = held.connection()?.set();
        #[cfg(target_os = "linux")]
        let set = arboard::SetExtLinux::exclude_from_history(set);
        #[cfg(target_os = "windows")]
        let set = arboard::SetExtWindows::exclude_from_history(arboard::SetExtWindows::exclude_from_cloud(set));
        #[cfg(target_os = "macos")]
        let set = arboard::SetExtApple::exclude_from_history(set);
        set.text(text.as_str()).map_err(failed)?;
        held.ours = Some(text);
        Ok(())
    }

    /// Does nothing where somebody copied something else meanwhile.
    pub fn clear_if_holds(&self, text: &str) -> Answer<()> {
        self.held().clear_if_holds(text)
    }

    /// Clears what was written last, where the clipboard still holds it: when the codes are locked, and at the end.
    pub fn take_back(&self) -> Answer<()> {
        self.held().take_back()
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn connection(&mut self) -> Answer<&mut Clipboard> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => Clipboard::new().map_err(failed)?,
        };
        Ok(self.connection.insert(connection))
    }

    fn clear_if_holds(&mut self, text: &str) -> Answer<()> {
        let connection = self.connection()?;
        match connection.get_text().map(Zeroizing::new) {
            Ok(held) if held.as_str() == text => connection.clear().map_err(failed)?,
            Ok(_) | Err(arboard::Error::ContentNotAvailable) => {}
            Err(error) => return Err(failed(error)),
        }
        self.ours.take_if(|ours| ours.as_str() == text);
        Ok(())
    }

    fn take_back(&mut self) -> Answer<()> {
        match self.ours.take() {
            Some(ours) => {
                let outcome = self.clear_if_holds(&ours);
                if outcome.is_err() {
                    // To be tried again at the next lock, and at the end.
                    self.ours = Some(ours);
                }
                outcome
            }
            None => Ok(()),
        }
    }
}

/// On X11 a clipboard that is let go of is handed to the desktop's clipboard manager: not with a code in it.
impl Drop for Held {
    fn drop(&mut self) {
        drop(self.take_back());
    }
}

fn failed(error: arboard::Error) -> ShellError {
    ShellError::new(Code::NotPermitted, format!("Using the clipboard: {error}"))
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
