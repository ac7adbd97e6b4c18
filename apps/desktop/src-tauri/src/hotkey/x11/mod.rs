//! The hotkey on X11: the server is asked for the key once, and a thread sleeps until it is pressed. The plug-in of the other systems would look
//! twenty times a second.

mod grabber;
mod keys;
mod mapping;

use std::sync::Arc;
use std::thread;

use tauri::AppHandle;

use super::{Taken, palette};
use grabber::Grabber;
pub use keys::{Keys, parse};

/// Connected from the first hotkey on, to the end of the program.
#[derive(Default)]
pub struct Keyboard(Option<Arc<Grabber>>);

impl Keyboard {
    pub fn change(&mut self, app: &AppHandle, _before: Option<Keys>, wanted: Option<Keys>) -> Result<(), Taken> {
        if self.0.is_none() && wanted.is_some() {
            self.0 = connect(app);
        }
        // Without a display there is nobody to press it; the settings do not offer it either.
        self.0.as_ref().map_or(Ok(()), |grabber| grabber.hold(wanted))
    }
}

fn connect(app: &AppHandle) -> Option<Arc<Grabber>> {
    let grabber = Arc::new(Grabber::connect().ok()?);
    let (listener, app) = (Arc::clone(&grabber), app.clone());
    thread::Builder::new().name("hotkey".into()).spawn(move || listener.listen(|| palette::summon(&app))).ok()?;
    Some(grabber)
}
