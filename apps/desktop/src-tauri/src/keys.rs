//! Keys from passwords, for the page: Argon2 on the host's own threads.

use argon2_rust::{Algorithm, Version};
use serde::Deserialize;
use specta::Type;
use zeroize::Zeroizing;

use crate::argon2::{Cost, derive};
use crate::blocking::blocking;
use crate::bytes;
use crate::error::{Answer, Code, ShellError};

const MOST_BYTES: u32 = 1024;

/// `Argon2Request` of packages/vault/src/argon2.ts.
#[derive(Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KeyRequest {
    variant: Variant,
    #[serde(rename = "memoryKiB")]
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    /// 16 (1.0) or 19 (1.3).
    version: u32,
    salt_base64: String,
    password_base64: String,
    /// Length of the answer in bytes.
    length: u32,
}

#[derive(Clone, Copy, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
enum Variant {
    D,
    Id,
}

/// Answers base64.
#[tauri::command]
#[specta::specta]
pub async fn derive_key(request: KeyRequest) -> Answer<String> {
    let password = Zeroizing::new(bytes::decode(&Zeroizing::new(request.password_base64))?);
    let salt = bytes::decode(&request.salt_base64)?;
    let version = Version::from_u32(request.version)
        .ok_or_else(|| ShellError::new(Code::Unsupported, "Deriving a key: there is no such version of Argon2."))?;
    if request.length > MOST_BYTES {
        return Err(ShellError::new(Code::Unsupported, "Deriving a key: it is asked for too long a one."));
    }
    let cost = Cost {
        algorithm: match request.variant {
            Variant::D => Algorithm::Argon2d,
            Variant::Id => Algorithm::Argon2id,
        },
        version,
        memory_kib: request.memory_kib,
        passes: request.passes,
        lanes: request.lanes,
    };
    blocking(move || {
        let mut key = Zeroizing::new(vec![0; request.length as usize]);
        derive(&password, &salt, &cost, &mut key)?;
        Ok(bytes::encode(&key))
    })
    .await
}
