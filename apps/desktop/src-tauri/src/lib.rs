//! The shell of the native window: what JavaScript cannot do, and nothing else.

mod app;
pub mod argon2;
mod blocking;
mod bytes;
mod clipboard;
mod commands;
pub mod error;
mod facts;
mod keys;
mod place;
mod posture;
mod time_server;
pub mod vault;
mod vault_commands;
mod window;

pub use app::run;
pub use commands::builder;
