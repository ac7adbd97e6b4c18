//! Windows and macOS, by a crate that knows both. Where macOS has not been asked for permission, it shows the desk without its windows.

use xcap::Monitor;
use zeroize::Zeroizing;

use super::{ACT, Frame, luma_of};
use crate::error::{Answer, Code, ShellError};

pub fn look() -> Answer<Vec<Frame>> {
    let failed = |error: xcap::XCapError| ShellError::new(Code::Io, format!("{ACT}: {error}."));
    let monitors = Monitor::all().map_err(failed)?;
    monitors
        .iter()
        .map(|monitor| {
            let image = monitor.capture_image().map_err(failed)?;
            let (width, height) = image.dimensions();
            let pixels = Zeroizing::new(image.into_raw());
            let luma = pixels.chunks_exact(4).map(|pixel| luma_of(pixel[0], pixel[1], pixel[2])).collect();
            Ok(Frame { width, height, luma: Zeroizing::new(luma) })
        })
        .collect()
}
