//! Asks the X server for a key, and waits for it to be pressed.

use std::sync::{Mutex, MutexGuard, PoisonError};

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{ConnectionExt, GrabMode, Keycode, Mapping as Changed, ModMask, Window};
use x11rb::rust_connection::RustConnection;

use super::super::Taken;
use super::keys::Keys;
use super::mapping::{Grab, Mapping};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

pub struct Grabber {
    connection: RustConnection,
    root: Window,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    keys: Option<Keys>,
    /// None beside keys: the keyboard of the moment does not have them.
    grab: Option<Grab>,
    /// The key of the hotkey that is held down. It repeats, which is no second press.
    down: Option<Keycode>,
}

impl Grabber {
    pub fn connect() -> Outcome<Self> {
        let (connection, screen) = x11rb::connect(None)?;
        let root = connection.setup().roots.get(screen).ok_or("there is no such screen")?.root;
        Ok(Self { connection, root, held: Mutex::default() })
    }

    /// Holds these keys instead of those before; where that fails, those before are still held.
    pub fn hold(&self, wanted: Option<Keys>) -> Result<(), Taken> {
        let mut held = self.held();
        let grab = wanted.map(|keys| self.find(keys).ok_or(Taken)).transpose()?;
        self.replace(held.grab, grab)?;
        held.keys = wanted;
        held.grab = grab;
        Ok(())
    }

    /// Calls `pressed` for each press, until the display is gone. Other threads may change the keys meanwhile: a connection of x11rb is everybody's.
    pub fn listen(&self, pressed: impl Fn()) {
        while let Ok(event) = self.connection.wait_for_event() {
            // A new layout comes as many events at once.
            let mut is_new_layout = false;
            let mut next = Some(event);
            while let Some(event) = next {
                match event {
                    Event::KeyPress(key) if self.is_pressed(key.detail, key.state.into()) => pressed(),
                    Event::KeyRelease(key) => self.released(key.detail),
                    Event::MappingNotify(change) => is_new_layout |= change.request != Changed::POINTER,
                    _ => {}
                }
                next = self.connection.poll_for_event().ok().flatten();
            }
            if is_new_layout {
                self.hold_again();
            }
        }
    }

    fn is_pressed(&self, keycode: Keycode, state: u16) -> bool {
        let mut held = self.held();
        let is_first = held.down != Some(keycode) && held.grab.is_some_and(|grab| grab.is(keycode, state));
        if is_first {
            held.down = Some(keycode);
        }
        is_first
    }

    /// A key that is held down looks as if it were released and pressed again and again; whether it is up, only the keyboard tells.
    fn released(&self, keycode: Keycode) {
        if !self.is_down(keycode).unwrap_or(false) {
            self.held().down.take_if(|down| *down == keycode);
        }
    }

    fn is_down(&self, keycode: Keycode) -> Outcome<bool> {
        let keys = self.connection.query_keymap()?.reply()?.keys;
        Ok(keys.get(usize::from(keycode / 8)).is_some_and(|eight| eight >> (keycode % 8) & 1 == 1))
    }

    /// The same keys may be elsewhere on the keyboard now.
    fn hold_again(&self) {
        let mut held = self.held();
        let grab = held.keys.and_then(|keys| self.find(keys));
        let outcome = self.replace(held.grab, grab);
        held.grab = if outcome.is_ok() { grab } else { held.grab };
    }

    fn find(&self, keys: Keys) -> Option<Grab> {
        Mapping::ask(&self.connection).ok()?.find(keys)
    }

    fn replace(&self, before: Option<Grab>, after: Option<Grab>) -> Result<(), Taken> {
        if before == after {
            return Ok(());
        }
        if let Some(after) = after
            && !self.take(after).unwrap_or(false)
        {
            self.release(after, before);
            return Err(Taken);
        }
        if let Some(before) = before {
            self.release(before, after);
        }
        Ok(())
    }

    /// Answers whether all of it is ours: the server refuses what another program holds.
    fn take(&self, grab: Grab) -> Outcome<bool> {
        let mut asked = Vec::new();
        for modifiers in grab.combinations() {
            let (mode, keycode) = (GrabMode::ASYNC, grab.keycode);
            asked.push(self.connection.grab_key(false, self.root, modifiers, keycode, mode, mode)?);
        }
        let refused = asked.into_iter().filter_map(|request| request.check().err()).count();
        Ok(refused == 0)
    }

    /// Lets go of it, but for what the other one holds.
    fn release(&self, grab: Grab, but: Option<Grab>) {
        let keycode = grab.keycode;
        let is_kept = |modifiers: ModMask| but.is_some_and(|but| but.is(keycode, modifiers.into()));
        for modifiers in grab.combinations().filter(|modifiers| !is_kept(*modifiers)) {
            // Only where the display is gone does this fail, and the keys with it.
            drop(self.connection.ungrab_key(keycode, self.root, modifiers).map(|request| request.ignore_error()));
        }
        drop(self.connection.flush());
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
