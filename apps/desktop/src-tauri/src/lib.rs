//! The shell of the native window: what JavaScript cannot do, and nothing else.

mod app;
#[cfg(target_os = "linux")]
pub mod appearance;
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
mod keeping_place;
pub mod keychain;
mod keys;
mod links;
pub mod locked;
mod place;
mod policy;
pub mod posture;
#[cfg(target_os = "linux")]
mod process_list;
mod save_file;
mod screen;
#[cfg(unix)]
mod signals;
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
