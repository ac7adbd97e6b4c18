//! What the program is made of, how it starts, and when it ends.

use std::env;

use tauri::{App, AppHandle, Manager, RunEvent, Window, WindowEvent};

use crate::autostart;
use crate::clipboard::SharedClipboard;
use crate::commands;
use crate::desk::Desk;
use crate::device_commands::Device;
use crate::display;
use crate::hotkey::{self, HeldHotkey};
use crate::links::{self, WaitingLinks};
use crate::locked::LockedState;
use crate::place::Place;
use crate::policy::Policy;
use crate::posture;
#[cfg(target_os = "linux")]
use crate::process_list;
#[cfg(unix)]
use crate::signals;
use crate::system_lock;
use crate::tray::{self, Tray};
use crate::vault_commands;
use crate::window::looks::{self, Appearance};
use crate::window::palette::{self, Palette};
use crate::window::{closing, main_window, placement};

/// Starts without a window; the tray, the hotkey and a second start bring it.
pub const HIDDEN: &str = "--hidden";

pub fn run() {
    posture::take();
    looks::paint_without_graphics_card();
    display::require();
    let commands = commands::builder();
    let answer = commands.invoke_handler();
    let policy = Policy::find();
    let locked = LockedState::default();
    let place = Place::find(&policy);
    let device = Device::find(&place);
    let builder = tauri::Builder::default();
    // Elsewhere a link is an argument, and the plug-in would keep it and tell every page of it.
    #[cfg(target_os = "macos")]
    let builder = builder.plugin(tauri_plugin_deep_link::init());
    // There it would look for the hotkey twenty times a second; see `hotkey::x11`.
    #[cfg(not(target_os = "linux"))]
    let builder = builder.plugin(tauri_plugin_global_shortcut::Builder::new().build());
    builder
        .plugin(tauri_plugin_single_instance::init(|app, arguments, _folder| started_again(app, &arguments)))
        .manage(place)
        .manage(policy)
        .manage(device)
        .manage(SharedClipboard::default())
        .manage(locked.clone())
        .manage(Desk::default())
        .manage(HeldHotkey::default())
        .manage(WaitingLinks::default())
        .manage(Tray::default())
        .manage(Palette::default())
        .manage(Appearance::default())
        .invoke_handler(move |invoke| {
            if commands::may_call(invoke.message.webview_ref().label(), invoke.message.command()) {
                return answer(invoke);
            }
            invoke.resolver.reject("This window may not ask for that.");
            true
        })
        .on_window_event(happened_to)
        .setup(move |app| {
            commands.mount_events(app);
            vault_commands::watch(app.handle());
            system_lock::start(app.handle(), &locked);
            looks::keep_caret_still();
            looks::follow_desktop(app.handle());
            #[cfg(unix)]
            signals::end_in_order(app.handle());
            begin(app)
        })
        .build(tauri::generate_context!())
        .unwrap_or_else(|error| {
            eprintln!("Halfminute cannot start: {error}");
            std::process::exit(1);
        })
        .run(|app, event| match event {
            // The last window is gone. Only where it went to rest does the program stay.
            RunEvent::ExitRequested { code: None, api, .. } if app.state::<Desk>().state().stays_without_window => {
                api.prevent_exit();
            }
            // Nothing of the state is dropped at the end, and the clipboard may be another program's by then.
            RunEvent::Exit => drop(app.state::<SharedClipboard>().take_back()),
            _ => {}
        });
}

fn begin(app: &mut App) -> Result<(), Box<dyn std::error::Error>> {
    let handle = app.handle();
    handle.manage(placement::places(handle));
    autostart::begin(handle)?;
    tray::begin(handle);
    let settings = app.state::<Device>().settings();
    if display::can_reach_other_windows() && hotkey::hold(handle, settings.hotkey.as_deref()).is_err() {
        eprintln!("Halfminute goes on without its hotkey: another program holds it, or it is no key that can be held.");
    }
    let arguments: Vec<String> = env::args().skip(1).collect();
    let has_link = links::arrive(handle, &arguments);
    #[cfg(target_os = "linux")]
    process_list::blot_out_links();
    #[cfg(target_os = "macos")]
    {
        use tauri_plugin_deep_link::DeepLinkExt;

        let opener = handle.clone();
        app.deep_link().on_open_url(move |event| {
            if links::arrive(&opener, event.urls().iter().map(tauri::Url::as_str)) {
                main_window::show_soon(&opener);
            }
        });
    }
    let is_hidden = starts_hidden(&arguments, settings.start_hidden) && !has_link;
    if is_hidden {
        app.state::<Desk>().state().rest();
        return Ok(());
    }
    Ok(main_window::show(handle)?)
}

fn starts_hidden(arguments: &[String], automatic_is_hidden: bool) -> bool {
    let is_said = |word: &str| arguments.iter().any(|argument| argument == word);
    is_said(HIDDEN) || (automatic_is_hidden && is_said(autostart::ARGUMENT))
}

/// There is one program: a second start raises it and hands its links over.
fn started_again(app: &AppHandle, arguments: &[String]) {
    let arguments = arguments.get(1..).unwrap_or_default();
    let has_link = links::arrive(app, arguments);
    let is_automatic = arguments.iter().any(|argument| argument == HIDDEN || argument == autostart::ARGUMENT);
    if has_link || !is_automatic {
        main_window::show_soon(app);
    }
}

fn happened_to(window: &Window, event: &WindowEvent) {
    let app = window.app_handle();
    match (window.label(), event) {
        (main_window::LABEL, WindowEvent::CloseRequested { api, .. }) => {
            api.prevent_close();
            closing::wish_to_close(app, false);
        }
        // The session may end without a word; then the place is known all the same.
        (main_window::LABEL, WindowEvent::Focused(false)) => main_window::remember_place_soon(app),
        (palette::LABEL, WindowEvent::CloseRequested { api, .. }) => {
            api.prevent_close();
            palette::hide(app);
        }
        (palette::LABEL, WindowEvent::Focused(false)) => palette::focus_lost(app),
        (label, WindowEvent::ThemeChanged(theme)) => {
            if let Some(window) = app.get_webview_window(label) {
                looks::lay_ground(&window, *theme);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_is_hidden_where_it_says_so_and_an_automatic_one_where_the_settings_do() {
        let hidden = |words: &[&str], automatic: bool| {
            starts_hidden(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>(), automatic)
        };
        assert!(hidden(&["--hidden"], false));
        assert!(hidden(&["--at-login"], true));
        assert!(!hidden(&["--at-login"], false));
        assert!(!hidden(&[], true));
    }
}
