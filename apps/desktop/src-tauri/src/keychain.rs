//! The system's keyring, which keeps the keys of device slots: Secret Service, Credential Manager, Keychain.
//!
//! The store is opened anew for each act and nothing of it is kept: the keyring may start after this program, and end before it.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error};
use zeroize::{Zeroize, Zeroizing};

use crate::blocking::blocking;
use crate::bytes;
use crate::error::{Answer, Code, ShellError};

const SERVICE: &str = "Halfminute";
const SLOT_ID_DIGITS: usize = 32;
const MOST_KEY_BYTES: usize = 256;
/// A locked keyring asks its user for a password; where nothing can ask, it waits for ever.
const USUAL_PATIENCE: Duration = Duration::from_secs(20);

#[derive(Clone, Copy)]
pub struct Keychain {
    patience: Duration,
}

impl Default for Keychain {
    fn default() -> Self {
        Self { patience: USUAL_PATIENCE }
    }
}

impl Keychain {
    pub fn with_patience(patience: Duration) -> Self {
        Self { patience }
    }

    /// `None`: the keyring answered, and has none. An error never means that.
    pub fn read(self, slot_id: &str) -> Answer<Option<Zeroizing<Vec<u8>>>> {
        self.act(slot_id, |entry| entry.get_secret().map(Zeroizing::new), |_, _| ()).map(Answered::there)
    }

    pub fn write(self, slot_id: &str, key: &[u8]) -> Answer<()> {
        if key.is_empty() || key.len() > MOST_KEY_BYTES {
            return Err(ShellError::new(Code::Unsupported, "This is no key of a slot."));
        }
        let key = Zeroizing::new(key.to_vec());
        // Who asked was told that nothing is kept: a keyring that is unlocked long after must not keep it.
        let taken_back = |entry: &Entry, written: &Result<(), Error>| {
            if written.is_ok() {
                drop(entry.delete_credential());
            }
        };
        match self.act(slot_id, move |entry| entry.set_secret(&key), taken_back)? {
            Answered::There(()) => Ok(()),
            Answered::NoEntry => Err(silent()),
        }
    }

    /// Nothing happens where there is none.
    pub fn remove(self, slot_id: &str) -> Answer<()> {
        self.act(slot_id, Entry::delete_credential, |_, _| ()).map(|_| ())
    }

    /// On a thread of its own, which is left to itself where the keyring does not answer in time; then `late` is told how it ended.
    fn act<T: Send + 'static>(
        self,
        slot_id: &str,
        work: impl FnOnce(&Entry) -> Result<T, Error> + Send + 'static,
        late: impl FnOnce(&Entry, &Result<T, Error>) + Send + 'static,
    ) -> Answer<Answered<T>> {
        let slot_id = checked(slot_id)?.to_owned();
        let (answer, answered) = sync_channel(0);
        thread::Builder::new()
            .name("keyring".to_owned())
            .spawn(move || {
                let entry = match store().and_then(|store| store.build(SERVICE, &slot_id, None)) {
                    Ok(entry) => entry,
                    Err(error) => return drop(answer.send(Err(error))),
                };
                if let Err(unheard) = answer.send(work(&entry)) {
                    late(&entry, &unheard.0);
                }
            })
            .map_err(|error| ShellError::of("Asking the keyring", &error))?;
        match answered.recv_timeout(self.patience) {
            Ok(Ok(value)) => Ok(Answered::There(value)),
            Ok(Err(Error::NoEntry)) => Ok(Answered::NoEntry),
            Ok(Err(error)) => Err(said(error)),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Err(silent()),
        }
    }
}

enum Answered<T> {
    There(T),
    NoEntry,
}

impl<T> Answered<T> {
    fn there(self) -> Option<T> {
        match self {
            Self::There(value) => Some(value),
            Self::NoEntry => None,
        }
    }
}

#[cfg(target_os = "linux")]
fn store() -> Result<Arc<impl CredentialStoreApi>, Error> {
    zbus_secret_service_keyring_store::Store::new()
}

#[cfg(windows)]
fn store() -> Result<Arc<impl CredentialStoreApi>, Error> {
    windows_native_keyring_store::Store::new()
}

#[cfg(target_os = "macos")]
fn store() -> Result<Arc<impl CredentialStoreApi>, Error> {
    apple_native_keyring_store::keychain::Store::new()
}

/// The system's own words stay inside: they may hold names and, for some errors, the very content.
fn said(error: Error) -> ShellError {
    match error {
        Error::BadEncoding(mut content) | Error::BadDataFormat(mut content, _) => {
            content.zeroize();
            ShellError::new(Code::Io, "What this computer's keyring holds is no key of Halfminute.")
        }
        Error::Ambiguous(_) => {
            ShellError::new(Code::Io, "This computer's keyring holds more than one key for this slot.")
        }
        _ => silent(),
    }
}

fn silent() -> ShellError {
    ShellError::new(Code::NotPermitted, "This computer's keyring did not answer.")
}

/// No name of anything else that the keyring holds.
fn checked(slot_id: &str) -> Answer<&str> {
    let is_id =
        slot_id.len() == SLOT_ID_DIGITS && slot_id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if is_id { Ok(slot_id) } else { Err(ShellError::new(Code::Unsupported, "This is no id of a slot.")) }
}

/// Answers base64, or null where the keyring has none.
#[tauri::command]
#[specta::specta]
pub async fn keychain_read(slot_id: String) -> Answer<Option<String>> {
    let key = blocking(move || Keychain::default().read(&slot_id)).await?;
    Ok(key.map(|key| bytes::encode(&key)))
}

#[tauri::command]
#[specta::specta]
pub async fn keychain_write(slot_id: String, key_base64: String) -> Answer<()> {
    let key = Zeroizing::new(bytes::decode(&Zeroizing::new(key_base64))?);
    blocking(move || Keychain::default().write(&slot_id, &key)).await
}

#[tauri::command]
#[specta::specta]
pub async fn keychain_remove(slot_id: String) -> Answer<()> {
    blocking(move || Keychain::default().remove(&slot_id)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ids_of_slots_and_keys_of_their_length_reach_the_keyring() {
        let refused = |outcome: Answer<()>| outcome.expect_err("refused").code == Code::Unsupported;
        let keychain = Keychain::with_patience(Duration::ZERO);
        for id in [
            "",
            "login",
            "0123456789ABCDEF0123456789ABCDEF",
            "0123456789abcdef0123456789abcde",
            "../23456789abcdef0123456789abcdef",
        ] {
            assert!(
                refused(keychain.write(id, b"key"))
                    && refused(keychain.remove(id))
                    && refused(keychain.read(id).map(|_| ()))
            );
        }
        let id = "0123456789abcdef0123456789abcdef";
        assert!(refused(keychain.write(id, b"")) && refused(keychain.write(id, &[0; 257])));
    }
}
