//! A hotkey as it is written in the settings, such as "Ctrl+Alt+Space".

/// A number by which X11 names what is printed on a key (X11 protocol, appendix A).
pub type Keysym = u32;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modifiers {
    pub ctrl: bool,
    pub alt: bool,
    pub shift: bool,
    pub logo: bool,
}

/// One key, and what is held down with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keys {
    pub modifiers: Modifiers,
    pub keysym: Keysym,
}

const F1: Keysym = 0xffbe;
const KEYPAD_0: Keysym = 0xffb0;

const NAMED: [(&str, Keysym); 31] = [
    ("SPACE", 0x20),
    ("ENTER", 0xff0d),
    ("TAB", 0xff09),
    ("BACKSPACE", 0xff08),
    ("ESCAPE", 0xff1b),
    ("PAUSE", 0xff13),
    ("PRINTSCREEN", 0xff61),
    ("INSERT", 0xff63),
    ("DELETE", 0xffff),
    ("HOME", 0xff50),
    ("END", 0xff57),
    ("PAGEUP", 0xff55),
    ("PAGEDOWN", 0xff56),
    ("ARROWLEFT", 0xff51),
    ("ARROWUP", 0xff52),
    ("ARROWRIGHT", 0xff53),
    ("ARROWDOWN", 0xff54),
    ("LEFT", 0xff51),
    ("UP", 0xff52),
    ("RIGHT", 0xff53),
    ("DOWN", 0xff54),
    ("QUOTE", 0x27),
    ("COMMA", 0x2c),
    ("MINUS", 0x2d),
    ("PERIOD", 0x2e),
    ("SLASH", 0x2f),
    ("SEMICOLON", 0x3b),
    ("EQUAL", 0x3d),
    ("BRACKETLEFT", 0x5b),
    ("BACKSLASH", 0x5c),
    ("BRACKETRIGHT", 0x5d),
];

/// A key that text is written with needs Ctrl, Alt or Super beside it: it would be lost to every other program.
pub fn parse(text: &str) -> Option<Keys> {
    let words: Vec<String> = text.split('+').map(|word| word.trim().to_ascii_uppercase()).collect();
    let (key, held) = words.split_last()?;
    let mut modifiers = Modifiers::default();
    for word in held {
        match word.as_str() {
            "CTRL" | "CONTROL" => modifiers.ctrl = true,
            "ALT" | "OPTION" => modifiers.alt = true,
            "SHIFT" => modifiers.shift = true,
            "SUPER" | "COMMAND" | "CMD" => modifiers.logo = true,
            _ => return None,
        }
    }
    let is_apart = modifiers.ctrl || modifiers.alt || modifiers.logo;
    let function = function_key(key);
    let keysym = function.or_else(|| plain_key(key).filter(|_| is_apart))?;
    Some(Keys { modifiers, keysym })
}

fn function_key(name: &str) -> Option<Keysym> {
    let number: Keysym = name.strip_prefix('F')?.parse().ok()?;
    (1..=24).contains(&number).then(|| F1 + number - 1)
}

fn plain_key(name: &str) -> Option<Keysym> {
    if let Some((_, keysym)) = NAMED.iter().find(|(named, _)| *named == name) {
        return Some(*keysym);
    }
    if let Some(digit) = name.strip_prefix("NUMPAD").and_then(the_only_character) {
        return digit.to_digit(10).map(|digit| KEYPAD_0 + digit);
    }
    let character = ["KEY", "DIGIT"].iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name);
    let character = the_only_character(character).filter(char::is_ascii_alphanumeric)?;
    // Latin letters and digits are their own numbers; on an unshifted key the letters are small.
    Some(Keysym::from(character.to_ascii_lowercase()))
}

fn the_only_character(text: &str) -> Option<char> {
    let mut characters = text.chars();
    characters.next().filter(|_| characters.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Modifiers = Modifiers { ctrl: false, alt: false, shift: false, logo: false };

    #[test]
    fn each_key_has_the_number_that_x11_gives_it() {
        let cases: [(&str, Keysym); 14] = [
            ("A", 0x61),
            ("KeyZ", 0x7a),
            ("0", 0x30),
            ("Digit9", 0x39),
            ("F1", 0xffbe),
            ("F12", 0xffc9),
            ("F24", 0xffd5),
            ("Space", 0x20),
            ("enter", 0xff0d),
            ("PageDown", 0xff56),
            ("ArrowUp", 0xff52),
            ("Up", 0xff52),
            ("Minus", 0x2d),
            ("Numpad5", 0xffb5),
        ];
        for (name, keysym) in cases {
            let expected = Keys { modifiers: Modifiers { ctrl: true, ..NONE }, keysym };
            assert_eq!(parse(&format!("Ctrl+{name}")), Some(expected), "{name}");
        }
    }

    #[test]
    fn every_modifier_is_heard() {
        let expected = Keys { modifiers: Modifiers { ctrl: true, alt: true, shift: true, logo: true }, keysym: 0x6b };
        assert_eq!(parse("Super+Shift+Alt+Ctrl+K"), Some(expected));
        assert_eq!(parse("Shift+F9"), Some(Keys { modifiers: Modifiers { shift: true, ..NONE }, keysym: 0xffc6 }));
        assert_eq!(parse("F9"), Some(Keys { modifiers: NONE, keysym: 0xffc6 }));
    }

    #[test]
    fn what_is_no_key_is_none() {
        for text in ["Ctrl+F0", "Ctrl+F25", "Ctrl+AB", "Ctrl+Numpad", "Ctrl+Key", "K+Ctrl", "Ctrl+ß", "Hyper+K"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
