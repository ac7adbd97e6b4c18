//! One look at all monitors, for a QR code that stands on one of them. Nothing of it is kept.

#[cfg(not(target_os = "linux"))]
#[path = "elsewhere.rs"]
mod system;
#[cfg(target_os = "linux")]
#[path = "x11.rs"]
mod system;

use specta::datatype::DataType;
use specta::{Type, Types};
use tauri::AppHandle;
use tauri::ipc::{InvokeResponseBody, IpcResponse};
use zeroize::Zeroizing;

use crate::blocking::blocking;
use crate::display;
use crate::error::{Answer, Code, ShellError};
use crate::window::main_window;

const ACT: &str = "Looking at the screen";

/// One monitor as its brightness alone: `width` times `height` bytes, row by row from the top.
struct Frame {
    width: u32,
    height: u32,
    luma: Zeroizing<Vec<u8>>,
}

/// All frames as one run of bytes, which reaches the page as they are: for each its width and height (32 bits, little endian), then its luma.
pub struct Frames(Zeroizing<Vec<u8>>);

impl Frames {
    fn of(frames: &[Frame]) -> Self {
        let mut bytes = Zeroizing::new(Vec::with_capacity(frames.iter().map(|frame| 8 + frame.luma.len()).sum()));
        for Frame { width, height, luma } in frames {
            bytes.extend_from_slice(&width.to_le_bytes());
            bytes.extend_from_slice(&height.to_le_bytes());
            bytes.extend_from_slice(luma);
        }
        Self(bytes)
    }
}

impl IpcResponse for Frames {
    fn body(mut self) -> tauri::Result<InvokeResponseBody> {
        Ok(InvokeResponseBody::Raw(std::mem::take(&mut *self.0)))
    }
}

impl Type for Frames {
    fn definition(_: &mut Types) -> DataType {
        DataType::Reference(specta_typescript::define("ArrayBuffer"))
    }
}

/// All monitors, without the program's own windows. 'unsupported' on Wayland, which lets no program look without asking.
#[tauri::command]
#[specta::specta]
pub async fn screen_capture(app: AppHandle) -> Answer<Frames> {
    if !display::can_reach_other_windows() {
        return Err(ShellError::new(Code::Unsupported, format!("{ACT}: this desktop (Wayland) does not allow it.")));
    }
    blocking(move || {
        let frames = main_window::out_of_the_way(&app, system::look)
            .map_err(|error| ShellError::new(Code::Io, format!("{ACT}: {error}.")))??;
        Ok(Frames::of(&frames))
    })
    .await
}

/// Rec. 601: what the eye takes for the brightness of a colour.
fn luma_of(red: u8, green: u8, blue: u8) -> u8 {
    ((u32::from(red) * 77 + u32::from(green) * 150 + u32::from(blue) * 29) >> 8) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_follow_each_other_with_their_sizes() {
        let frame = |width: u32, luma: &[u8]| Frame { width, height: 1, luma: Zeroizing::new(luma.to_vec()) };
        let InvokeResponseBody::Raw(bytes) = Frames::of(&[frame(2, &[7, 8]), frame(1, &[9])]).body().expect("bytes")
        else {
            panic!("no bytes");
        };
        assert_eq!(bytes, [2, 0, 0, 0, 1, 0, 0, 0, 7, 8, 1, 0, 0, 0, 1, 0, 0, 0, 9]);
    }

    #[test]
    fn white_is_bright_and_black_is_dark() {
        assert_eq!((luma_of(0, 0, 0), luma_of(255, 255, 255)), (0, 255));
        assert!(luma_of(0, 255, 0) > luma_of(255, 0, 0) && luma_of(255, 0, 0) > luma_of(0, 0, 255));
    }
}
