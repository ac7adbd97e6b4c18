use crate::error::{Answer, Code, ShellError};

/// Runs what waits for a disk or takes long on a thread of its own, so that the window goes on.
pub async fn blocking<T, F>(work: F) -> Answer<T>
where
    T: Send + 'static,
    F: FnOnce() -> Answer<T> + Send + 'static,
{
    tauri::async_runtime::spawn_blocking(work)
        .await
        .unwrap_or_else(|error| Err(ShellError::new(Code::Io, format!("The shell failed: {error}."))))
}
