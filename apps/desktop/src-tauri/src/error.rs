//! What a command answers when it cannot: the port's own error, so that the page treats every host alike.

use std::io;

use serde::Serialize;
use specta::Type;

/// The codes of `PlatformError` in packages/core/src/platform.ts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    IsADirectory,
    NotPermitted,
    DiskFull,
    LockedByAnother,
    TooLarge,
    Unsupported,
    /// The vault, or what lies beside it and belongs to it.
    BelongsToVault,
    Io,
}

/// Messages say what was tried and what came, and never hold content, a path or a secret.
#[derive(Clone, Debug, Serialize, Type)]
pub struct ShellError {
    pub code: Code,
    pub message: String,
}

pub type Answer<T> = Result<T, ShellError>;

impl ShellError {
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// What the operating system refused while `act` was tried.
    pub fn of(act: &str, error: &io::Error) -> Self {
        Self::new(code_of(error), format!("{act}: {}.", error.kind()))
    }
}

impl std::fmt::Display for ShellError {
    fn fmt(&self, into: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        into.write_str(&self.message)
    }
}

impl std::error::Error for ShellError {}

fn code_of(error: &io::Error) -> Code {
    use io::ErrorKind;
    match error.kind() {
        ErrorKind::IsADirectory => Code::IsADirectory,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Code::NotPermitted,
        // A limit on one file's size (RLIMIT_FSIZE) stops a write exactly as a full disk does.
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Code::DiskFull,
        _ => Code::Io,
    }
}
