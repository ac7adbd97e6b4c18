//! Bytes cross between page and shell as base64 (RFC 4648, section 4).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::error::{Answer, Code, ShellError};

pub fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

pub fn decode(text: &str) -> Answer<Vec<u8>> {
    STANDARD.decode(text).map_err(|_| ShellError::new(Code::Unsupported, "What the page sent is no base64."))
}
