//! The system bus: org.freedesktop.login1(5).

use std::collections::HashMap;
use std::time::Duration;

use zbus::MatchRule;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::{Message, Type};
use zbus::zvariant::{DynamicType, OwnedFd, OwnedObjectPath, OwnedValue, Type as Signature};

use super::Happening;
use crate::locked::LockedState;

const SERVICE: &str = "org.freedesktop.login1";
const MANAGER_PATH: &str = "/org/freedesktop/login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
/// How long sleep is held up for the page to lock. logind itself waits five seconds at most (InhibitDelayMaxSec).
const MOST_DELAY: Duration = Duration::from_secs(2);

/// Returns when the bus ends. `session_id` as in XDG_SESSION_ID, where that is set.
pub fn listen(
    bus: &Connection,
    session_id: Option<&str>,
    locked: &LockedState,
    tell: impl Fn(Happening),
) -> zbus::Result<()> {
    let rule = MatchRule::builder().msg_type(Type::Signal).sender(SERVICE)?.build();
    let signals = MessageIterator::for_match_rule(rule, bus, None)?;
    let session = own_session(bus, session_id);
    let mut delay = delay_sleep(bus);
    for signal in signals {
        match read(&signal?, session.as_ref()) {
            Some(Heard::Tell(what)) => tell(what),
            Some(Heard::FallingAsleep) => {
                tell(Happening::Suspending);
                locked.wait_until_locked(MOST_DELAY);
                delay = None;
            }
            Some(Heard::Awake) => delay = delay.or_else(|| delay_sleep(bus)),
            None => {}
        }
    }
    Ok(())
}

enum Heard {
    Tell(Happening),
    FallingAsleep,
    Awake,
}

fn read(signal: &Message, session: Option<&OwnedObjectPath>) -> Option<Heard> {
    let header = signal.header();
    let (interface, member, path) = (header.interface()?.as_str(), header.member()?.as_str(), header.path()?);
    let is_of_own_session = session.is_some_and(|own| own.as_str() == path.as_str());
    match (interface, member) {
        (MANAGER, "PrepareForSleep") => {
            Some(if signal.body().deserialize::<bool>().ok()? { Heard::FallingAsleep } else { Heard::Awake })
        }
        // Where our own session is not known, one lock too many is better than one too few.
        (SESSION, "Lock") if is_of_own_session || session.is_none() => Some(Heard::Tell(Happening::ScreenLocked)),
        (PROPERTIES, "PropertiesChanged") if is_of_own_session => {
            let body = signal.body();
            let (of, changed, _): (String, HashMap<String, OwnedValue>, Vec<String>) = body.deserialize().ok()?;
            let is_now = |name: &str, value: bool| {
                changed.get(name).is_some_and(|now| bool::try_from(now).is_ok_and(|now| now == value))
            };
            if of != SESSION {
                None
            } else if is_now("LockedHint", true) {
                Some(Heard::Tell(Happening::ScreenLocked))
            } else {
                is_now("Active", false).then_some(Heard::Tell(Happening::SessionLeft))
            }
        }
        _ => None,
    }
}

/// As long as it is held, sleep waits a moment. `None` where logind gives none.
fn delay_sleep(bus: &Connection) -> Option<OwnedFd> {
    ask(bus, "Inhibit", &("sleep", "Halfminute", "The codes are locked first.", "delay"))
}

/// A program that the user's service manager started is in no session itself, but knows which one it belongs to.
fn own_session(bus: &Connection, session_id: Option<&str>) -> Option<OwnedObjectPath> {
    let by_id = session_id.and_then(|id| ask(bus, "GetSession", &(id,)));
    by_id.or_else(|| ask(bus, "GetSessionByPID", &(std::process::id(),)))
}

fn ask<A, B>(bus: &Connection, method: &str, arguments: &A) -> Option<B>
where
    A: serde::Serialize + DynamicType,
    B: for<'answer> serde::Deserialize<'answer> + Signature,
{
    let answer = bus.call_method(Some(SERVICE), MANAGER_PATH, Some(MANAGER), method, arguments).ok()?;
    answer.body().deserialize().ok()
}
