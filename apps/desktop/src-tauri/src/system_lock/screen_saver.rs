//! The session bus: `ActiveChanged` of org.freedesktop.ScreenSaver, and of the desktops' own (org.gnome.ScreenSaver and others of that name).

use zbus::MatchRule;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::{Message, Type};

use super::Happening;

/// Returns when the bus ends.
pub fn listen(bus: &Connection, tell: impl Fn(Happening)) -> zbus::Result<()> {
    // Whoever of the user's own programs says so is believed: all that follows is a lock.
    let rule = MatchRule::builder().msg_type(Type::Signal).member("ActiveChanged")?.build();
    for signal in MessageIterator::for_match_rule(rule, bus, None)? {
        if is_on(&signal?) {
            tell(Happening::ScreenLocked);
        }
    }
    Ok(())
}

fn is_on(signal: &Message) -> bool {
    signal.header().interface().is_some_and(|name| name.as_str().ends_with(".ScreenSaver"))
        && signal.body().deserialize::<bool>().unwrap_or(false)
}
