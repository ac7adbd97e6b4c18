//! The settings of this computer as a page asks for them, and what follows when one changes.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, Manager};
use tauri_specta::Event;

use crate::autostart;
use crate::blocking::blocking;
use crate::device_settings::{DeviceSettings, DeviceSettingsChanges, SettingsFile};
use crate::display::{self, DeviceAbilities};
use crate::error::Answer;
use crate::hotkey;
use crate::place::Place;
use crate::window::looks;

/// The settings of this computer changed.
#[derive(Clone, Debug, Serialize, Type, Event)]
pub struct DeviceSettingsChanged {
    settings: DeviceSettings,
}

#[derive(Clone, Debug, Serialize, Type)]
pub struct DeviceState {
    settings: DeviceSettings,
    abilities: DeviceAbilities,
}

/// `DeviceSettingsOutcome` of packages/core/src/platform-desk.ts.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum DeviceSettingsOutcome {
    Changed {
        settings: DeviceSettings,
    },
    /// Another program holds the hotkey, or it is no key that can be held. Everything is as before.
    HotkeyTaken,
    Failed {
        message: String,
    },
}

/// The settings of this computer, for everybody in the shell.
pub struct Device(Mutex<SettingsFile>);

impl Device {
    pub fn find(place: &Place) -> Self {
        Self(Mutex::new(SettingsFile::open(place.settings())))
    }

    pub fn settings(&self) -> DeviceSettings {
        self.file().settings().clone()
    }

    fn file(&self) -> MutexGuard<'_, SettingsFile> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn change(app: &AppHandle, changes: DeviceSettingsChanges) -> DeviceSettingsOutcome {
    let device = app.state::<Device>();
    // Held to the end, so that two changes at once do not undo each other.
    let mut file = device.file();
    let before = file.settings().clone();
    let settings = before.with(changes);
    if settings == before {
        return DeviceSettingsOutcome::Changed { settings };
    }
    if settings.hotkey != before.hotkey && hotkey::hold(app, settings.hotkey.as_deref()).is_err() {
        return DeviceSettingsOutcome::HotkeyTaken;
    }
    let followed = if settings.autostart == before.autostart {
        Ok(())
    } else {
        autostart::set(app, settings.autostart).map_err(|error| error.message)
    };
    let kept = followed.and_then(|()| {
        file.keep(settings.clone()).map_err(|error| format!("Keeping the settings of this computer: {}.", error.kind()))
    });
    if let Err(message) = kept {
        drop(hotkey::hold(app, before.hotkey.as_deref()));
        if settings.autostart != before.autostart {
            drop(autostart::set(app, before.autostart));
        }
        return DeviceSettingsOutcome::Failed { message };
    }
    drop(file);
    drop(looks::follow(app, &settings));
    drop(DeviceSettingsChanged { settings: settings.clone() }.emit(app));
    DeviceSettingsOutcome::Changed { settings }
}

/// The settings of this computer, and which of them it can fulfil.
#[tauri::command]
#[specta::specta]
pub async fn device_settings(app: AppHandle) -> Answer<DeviceState> {
    blocking(move || {
        Ok(DeviceState { settings: app.state::<Device>().settings(), abilities: display::abilities(&app) })
    })
    .await
}

/// Changes what is named and leaves the rest. All of it, or none.
#[tauri::command]
#[specta::specta]
pub async fn change_device_settings(app: AppHandle, changes: DeviceSettingsChanges) -> Answer<DeviceSettingsOutcome> {
    blocking(move || Ok(change(&app, changes))).await
}
