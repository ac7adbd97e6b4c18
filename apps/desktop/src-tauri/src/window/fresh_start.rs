//! What WebKit, GTK and the drivers of the screen have loaded stays in a process when the last page has gone. A process that rests therefore
//! begins anew, as the same process: what it needs for tray and hotkey is a third less.

use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Duration;
use std::{env, io, thread};

use tauri::{AppHandle, Manager};

use super::children;
use crate::app::HIDDEN;
use crate::desk::Desk;

/// WebKit's processes take a moment to end.
const LOOKS: u32 = 100;
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

/// The program that rests is started again in its own place, hidden, unless somebody wants a window before. Where that cannot be it goes on.
pub fn begin_anew(app: &AppHandle) {
    children::end_network();
    let app = app.clone();
    thread::spawn(move || {
        let are_gone = (0..LOOKS).any(|_| {
            thread::sleep(BETWEEN_LOOKS);
            !children::are_there()
        });
        if are_gone {
            let inner = app.clone();
            // On the thread of the windows nothing shows in between.
            drop(app.run_on_main_thread(move || become_new(&inner)));
        }
    });
}

fn become_new(app: &AppHandle) {
    if !app.state::<Desk>().state().stays_without_window || !app.webview_windows().is_empty() {
        return;
    }
    if let Ok(program) = env::current_exe() {
        keep_files_closed();
        let error: io::Error = Command::new(program).arg(HIDDEN).exec();
        eprintln!("Halfminute rests as it is: {error}.");
    }
}

/// Files, sockets and the connection to the display are the old program's; a library may have opened one without this mark.
fn keep_files_closed() {
    const FIRST_AFTER_STANDARD_ERROR: libc::c_uint = 3;
    // SAFETY: only marks descriptors; what is open stays so until another program takes this one's place.
    unsafe {
        libc::syscall(libc::SYS_close_range, FIRST_AFTER_STANDARD_ERROR, libc::c_uint::MAX, libc::CLOSE_RANGE_CLOEXEC);
    }
}
