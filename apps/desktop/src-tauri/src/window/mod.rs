//! The windows, and what their pages are allowed.

mod content_security;
pub mod main_window;
