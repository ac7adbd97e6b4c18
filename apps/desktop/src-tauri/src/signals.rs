//! A session that ends, and a terminal that is closed, end their programs by a signal, which by itself would leave a copied code in the clipboard.

use std::{mem, ptr, thread};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;
use tauri::{AppHandle, Manager};

use crate::clipboard::SharedClipboard;
use crate::window::closing;

/// On the first of them the program clears its clipboard and ends; the second ends it at once, whatever it waits for.
pub fn end_in_order(app: &AppHandle) {
    let heeded = [SIGTERM, SIGINT, SIGHUP].into_iter().filter(|signal| !is_ignored(*signal));
    let Ok(mut signals) = Signals::new(heeded) else {
        return;
    };
    let app = app.clone();
    thread::spawn(move || {
        let mut is_ending = false;
        for signal in signals.forever() {
            if mem::replace(&mut is_ending, true) {
                drop(emulate_default_handler(signal));
            }
            let app = app.clone();
            thread::spawn(move || {
                // First, as the display may go before the window does.
                drop(app.state::<SharedClipboard>().take_back());
                closing::end(&app);
            });
        }
    });
}

/// Whoever starts it so, such as by nohup(1), means that it stays.
fn is_ignored(signal: libc::c_int) -> bool {
    // SAFETY: all zeros is a value of this struct of numbers; the call only writes to it, and it outlives the call.
    unsafe {
        let mut now: libc::sigaction = mem::zeroed();
        libc::sigaction(signal, ptr::null(), &raw mut now) == 0 && now.sa_sigaction == libc::SIG_IGN
    }
}
