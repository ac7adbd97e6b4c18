//! The windows, and what their pages are allowed.

mod asks;
pub mod content_security;
pub mod looks;
pub mod main_window;
pub mod palette;
pub mod placement;
