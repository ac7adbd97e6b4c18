//! Whether the desktop is dark: the portal's `color-scheme` (org.freedesktop.portal.Settings), which the bus tells by itself. The window library would
//! ask for it every five seconds, and make a new window wait for the answer.

use tauri::Theme;
use zbus::MatchRule;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::{Message, Type};
use zbus::zvariant::{OwnedValue, Value};

const SERVICE: &str = "org.freedesktop.portal.Desktop";
const PATH: &str = "/org/freedesktop/portal/desktop";
const INTERFACE: &str = "org.freedesktop.portal.Settings";
const NAMESPACE: &str = "org.freedesktop.appearance";
const KEY: &str = "color-scheme";

/// Tells what holds now, where the desktop says anything, and every change from then on. Returns when the bus ends.
pub fn listen(bus: &Connection, tell: impl Fn(Theme)) -> zbus::Result<()> {
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .interface(INTERFACE)?
        .member("SettingChanged")?
        .arg(0, NAMESPACE)?
        .build();
    // Before the question, so that no change falls in between.
    let signals = MessageIterator::for_match_rule(rule, bus, None)?;
    // Without a preference the user's own settings of GTK stand.
    if let Some(theme) = now(bus).and_then(|scheme| preferred(&scheme)) {
        tell(theme);
    }
    for signal in signals {
        if let Some(scheme) = changed(&signal?) {
            tell(preferred(&scheme).unwrap_or(Theme::Light));
        }
    }
    Ok(())
}

/// `None` where there is no portal.
fn now(bus: &Connection) -> Option<OwnedValue> {
    bus.call_method(Some(SERVICE), PATH, Some(INTERFACE), "Read", &(NAMESPACE, KEY)).ok()?.body().deserialize().ok()
}

fn changed(signal: &Message) -> Option<OwnedValue> {
    let body = signal.body();
    let (_, key, scheme): (String, String, OwnedValue) = body.deserialize().ok()?;
    (key == KEY).then_some(scheme)
}

/// `None`: no preference. `Read` wraps its answer once more than the signal does.
fn preferred(scheme: &Value<'_>) -> Option<Theme> {
    match scheme {
        Value::Value(inner) => preferred(inner),
        Value::U32(1) => Some(Theme::Dark),
        Value::U32(2) => Some(Theme::Light),
        _ => None,
    }
}
