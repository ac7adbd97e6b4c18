#![cfg_attr(windows, windows_subsystem = "windows")]

fn main() {
    halfminute_desktop::run();
}
