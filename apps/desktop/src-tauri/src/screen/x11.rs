//! What the X server shows, monitor by monitor.

use x11rb::connection::Connection;
use x11rb::protocol::randr::{ConnectionExt as _, MonitorInfo};
use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat, ImageOrder, Setup, Window};
use x11rb::rust_connection::RustConnection;
use zeroize::Zeroizing;

use super::{ACT, Frame, luma_of};
use crate::error::{Answer, Code, ShellError};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const BYTES_A_PIXEL: usize = 4;

pub fn look() -> Answer<Vec<Frame>> {
    frames().map_err(|error| ShellError::new(Code::Io, format!("{ACT}: {error}.")))
}

fn frames() -> Outcome<Vec<Frame>> {
    let (connection, screen) = x11rb::connect(None)?;
    let root = connection.setup().roots.get(screen).ok_or("there is no such screen")?.root;
    let monitors = connection.randr_get_monitors(root, true)?.reply()?.monitors;
    monitors.iter().map(|monitor| frame(&connection, root, monitor)).collect()
}

fn frame(connection: &RustConnection, root: Window, monitor: &MonitorInfo) -> Outcome<Frame> {
    let &MonitorInfo { x, y, width, height, .. } = monitor;
    let image = connection.get_image(ImageFormat::Z_PIXMAP, root, x, y, width, height, u32::MAX)?.reply()?;
    let order = order_of(connection.setup(), image.depth)?;
    let pixels = Zeroizing::new(image.data);
    if pixels.len() != usize::from(width) * usize::from(height) * BYTES_A_PIXEL {
        return Err("the server answered with another number of pixels".into());
    }
    let luma = pixels
        .chunks_exact(BYTES_A_PIXEL)
        .map(|pixel| luma_of(pixel[order.red], pixel[order.green], pixel[order.blue]))
        .collect();
    Ok(Frame { width: width.into(), height: height.into(), luma: Zeroizing::new(luma) })
}

/// Where the colours stand within a pixel of four bytes.
struct Order {
    red: usize,
    green: usize,
    blue: usize,
}

/// Every screen of today has 24 bits of colour in four bytes (TrueColor with the masks ff0000, ff00 and ff).
fn order_of(setup: &Setup, depth: u8) -> Outcome<Order> {
    let bits = setup.pixmap_formats.iter().find(|format| format.depth == depth).map(|format| format.bits_per_pixel);
    if !matches!(depth, 24 | 32) || bits != Some(32) {
        return Err(format!("a screen of {depth} bits a pixel cannot be read").into());
    }
    Ok(match setup.image_byte_order {
        ImageOrder::MSB_FIRST => Order { red: 1, green: 2, blue: 3 },
        _ => Order { red: 2, green: 1, blue: 0 },
    })
}
