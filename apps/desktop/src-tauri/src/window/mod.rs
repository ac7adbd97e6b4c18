//! The windows, and what their pages are allowed.

#[cfg(target_os = "linux")]
mod children;
pub mod closing;
pub mod confinement;
pub mod content_security;
#[cfg(target_os = "linux")]
mod fresh_start;
pub mod hiding;
pub mod looks;
pub mod main_window;
pub mod palette;
pub mod placement;
