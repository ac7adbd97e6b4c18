//! The shell of the native window: what JavaScript cannot do, and nothing else.

mod app;
pub mod argon2;
pub mod autostart;
mod blocking;
mod bytes;
pub mod clipboard;
mod commands;
mod desk;
mod device_commands;
mod device_settings;
mod display;
pub mod error;
mod facts;
mod hotkey;
pub mod keychain;
mod keys;
mod links;
pub mod locked;
mod place;
mod policy;
pub mod posture;
mod save_file;
mod small_file;
pub mod system_lock;
mod time_server;
mod tray;
mod typing;
pub mod vault;
mod vault_commands;
pub mod window;

pub use app::run;
pub use commands::builder;
