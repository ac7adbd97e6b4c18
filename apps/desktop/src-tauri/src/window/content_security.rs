//! Tauri sends the policy of its configuration with pages only. A worker takes the policy of its own answer, so without this one it would have
//! none, and could reach the network.

use std::borrow::Cow;

use tauri::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue};
use tauri::http::{Request, Response};

/// WebAssembly comes as bytes in a module, so a worker needs no connection at all.
const WORKER_POLICY: HeaderValue =
    HeaderValue::from_static("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'");

pub fn guard(_request: Request<Vec<u8>>, answer: &mut Response<Cow<'static, [u8]>>) {
    let is_script = answer.headers().get(CONTENT_TYPE).is_some_and(|kind| {
        kind.to_str()
            .is_ok_and(|kind| kind.starts_with("text/javascript") || kind.starts_with("application/javascript"))
    });
    if is_script {
        answer.headers_mut().insert(CONTENT_SECURITY_POLICY, WORKER_POLICY);
    }
}
