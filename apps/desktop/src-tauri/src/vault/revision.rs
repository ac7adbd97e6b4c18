use sha2::{Digest, Sha256};

/// The Revision of a content: SHA-256 of all its bytes, in hex.
pub fn revision_of(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}
