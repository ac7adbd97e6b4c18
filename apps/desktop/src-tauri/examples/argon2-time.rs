//! How long Argon2id takes here at the cost of a *strong* vault (256 MiB, 4 passes, 4 lanes): argon2-time RUNS prints a JSON list of milliseconds.
//! The bench of the desktop puts @node-rs/argon2 beside it.

use std::env;
use std::time::Instant;

use argon2_rust::{Algorithm, Version};
use halfminute_desktop::argon2::{Cost, derive};

fn main() {
    let runs = env::args().nth(1).and_then(|runs| runs.parse().ok()).unwrap_or(1_usize);
    let cost =
        Cost { algorithm: Algorithm::Argon2id, version: Version::V0x13, memory_kib: 256 * 1024, passes: 4, lanes: 4 };
    let milliseconds: Vec<String> = (0..runs)
        .map(|_| {
            let mut key = [0; 32];
            let started = Instant::now();
            if let Err(error) = derive(b"correct horse battery", b"sixteen bytes...", &cost, &mut key) {
                eprintln!("{error}");
                std::process::exit(1);
            }
            format!("{:.1}", started.elapsed().as_secs_f64() * 1000.0)
        })
        .collect();
    println!("[{}]", milliseconds.join(","));
}
