//! Which of the keyboard's keys bears what, and which modifiers its locks are: each user's keyboard has its own.

use x11rb::connection::Connection;
use x11rb::errors::ReplyError;
use x11rb::protocol::xproto::{ConnectionExt, Keycode, ModMask};

use super::keys::{Keys, Keysym};

const NUM_LOCK: Keysym = 0xff7f;
const SCROLL_LOCK: Keysym = 0xff14;
const ALT: [Keysym; 2] = [0xffe9, 0xffea];
const LOGO: [Keysym; 2] = [0xffeb, 0xffec];

/// A key as the server knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grab {
    pub keycode: Keycode,
    modifiers: u16,
    /// Modifiers that say nothing: a lock that is on.
    locks: u16,
}

impl Grab {
    /// The server compares modifiers exactly: once with each set of locks that may be on.
    pub fn combinations(self) -> impl Iterator<Item = ModMask> {
        (0..=self.locks).filter(move |on| on & !self.locks == 0).map(move |on| ModMask::from(self.modifiers | on))
    }

    /// Whether it is this key that was pressed.
    pub fn is(self, keycode: Keycode, state: u16) -> bool {
        // Above the eight modifiers are the buttons of the mouse and the layout.
        keycode == self.keycode && state & 0xff & !self.locks == self.modifiers
    }
}

pub struct Mapping {
    first: Keycode,
    /// What each key bears: alone, with Shift, and so on for each layout.
    keys: Vec<Vec<Keysym>>,
    /// The keys of the eight modifiers, Shift first.
    modifiers: Vec<Vec<Keycode>>,
}

impl Mapping {
    pub fn ask(connection: &impl Connection) -> Result<Self, ReplyError> {
        let (first, last) = (connection.setup().min_keycode, connection.setup().max_keycode);
        let keys = connection.get_keyboard_mapping(first, last - first + 1)?;
        let modifiers = connection.get_modifier_mapping()?;
        let (keys, modifiers) = (keys.reply()?, modifiers.reply()?);
        Ok(Self {
            first,
            keys: rows(&keys.keysyms, keys.keysyms_per_keycode.into()),
            modifiers: rows(&modifiers.keycodes, modifiers.keycodes_per_modifier().into()),
        })
    }

    /// None: the keyboard has no such key.
    pub fn find(&self, keys: Keys) -> Option<Grab> {
        let of = |is_held: bool, mask: u16| if is_held { mask } else { 0 };
        let modifiers = of(keys.modifiers.ctrl, ModMask::CONTROL.into())
            | of(keys.modifiers.shift, ModMask::SHIFT.into())
            | of(keys.modifiers.alt, self.modifier(&ALT).unwrap_or(ModMask::M1.into()))
            | of(keys.modifiers.logo, self.modifier(&LOGO).unwrap_or(ModMask::M4.into()));
        let locks = u16::from(ModMask::LOCK)
            | self.modifier(&[NUM_LOCK]).unwrap_or_default()
            | self.modifier(&[SCROLL_LOCK]).unwrap_or_default();
        Some(Grab { keycode: self.keycode(keys.keysym)?, modifiers, locks: locks & !modifiers })
    }

    /// A key that bears it alone goes before one that needs Shift for it.
    fn keycode(&self, keysym: Keysym) -> Option<Keycode> {
        let place = |key: &Vec<Keysym>| key.iter().position(|other| *other == keysym);
        let places = (self.first..=Keycode::MAX).zip(&self.keys);
        let (_, keycode) = places.filter_map(|(keycode, key)| Some((place(key)?, keycode))).min()?;
        Some(keycode)
    }

    /// The modifier that a key with one of these is.
    fn modifier(&self, keysyms: &[Keysym]) -> Option<u16> {
        let bears = |keycode: &Keycode| {
            let key = keycode.checked_sub(self.first).and_then(|index| self.keys.get(usize::from(index)));
            key.is_some_and(|key| key.iter().any(|keysym| keysyms.contains(keysym)))
        };
        self.modifiers.iter().position(|keycodes| keycodes.iter().any(bears)).map(|index| 1 << index)
    }
}

fn rows<T: Clone>(all: &[T], width: usize) -> Vec<Vec<T>> {
    all.chunks(width.max(1)).map(<[T]>::to_vec).collect()
}

#[cfg(test)]
mod tests {
    use super::super::keys::parse;
    use super::*;

    const CONTROL: u16 = 4;
    const LOCK: u16 = 2;

    /// Keys from 8 on: k, 1 with Shift, 1 on the keypad alone, Num Lock, Alt, Super.
    fn keyboard(modifiers: [&[Keycode]; 8]) -> Mapping {
        let keys = [[0x6b, 0x4b], [0x26, 0x31], [0x31, 0], [0, NUM_LOCK], [ALT[1], 0], [LOGO[0], 0]];
        Mapping { first: 8, keys: keys.map(Vec::from).into(), modifiers: modifiers.map(<[Keycode]>::to_vec).into() }
    }

    fn found(mapping: &Mapping, text: &str) -> Option<Grab> {
        mapping.find(parse(text)?)
    }

    #[test]
    fn a_key_is_found_by_what_it_bears_and_its_modifiers_by_their_keys() {
        let usual = keyboard([&[], &[], &[], &[12], &[11], &[], &[13], &[]]);
        assert_eq!(found(&usual, "Ctrl+K"), Some(Grab { keycode: 8, modifiers: CONTROL, locks: LOCK | 16 }));
        assert_eq!(found(&usual, "Alt+Super+K").map(|grab| grab.modifiers), Some(8 | 64));
        let swapped = keyboard([&[], &[], &[], &[13], &[], &[12, 0], &[], &[11]]);
        assert_eq!(found(&swapped, "Alt+K"), Some(Grab { keycode: 8, modifiers: 32, locks: LOCK | 128 }));
        assert_eq!(found(&swapped, "Super+K").map(|grab| grab.modifiers), Some(8));
        let bare = keyboard([&[]; 8]);
        assert_eq!(found(&bare, "Alt+Super+K"), Some(Grab { keycode: 8, modifiers: 8 | 64, locks: LOCK }));
    }

    #[test]
    fn a_key_that_bears_it_alone_goes_first_and_one_that_nobody_bears_is_none() {
        let keyboard = keyboard([&[]; 8]);
        assert_eq!(found(&keyboard, "Ctrl+1").map(|grab| grab.keycode), Some(10));
        assert_eq!(found(&keyboard, "Ctrl+Space"), None);
    }

    #[test]
    fn locks_do_not_matter_and_other_modifiers_do() {
        let grab = Grab { keycode: 8, modifiers: CONTROL, locks: LOCK | 16 };
        let all: Vec<u16> = grab.combinations().map(u16::from).collect();
        assert_eq!(all, [4, 4 | 2, 4 | 16, 4 | 2 | 16]);
        assert!(grab.is(8, CONTROL) && grab.is(8, CONTROL | LOCK | 16 | 0x2000));
        assert!(!grab.is(8, CONTROL | 1) && !grab.is(8, 0) && !grab.is(9, CONTROL));
    }
}
