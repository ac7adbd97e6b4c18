//! The shell of the native window: what JavaScript cannot do, and nothing else.

mod app;
pub mod argon2;
mod blocking;
mod bytes;
pub mod clipboard;
mod commands;
pub mod error;
mod facts;
pub mod keychain;
mod keys;
pub mod locked;
mod place;
mod policy;
pub mod posture;
mod save_file;
pub mod system_lock;
mod time_server;
pub mod vault;
mod vault_commands;
mod window;

pub use app::run;
pub use commands::builder;
