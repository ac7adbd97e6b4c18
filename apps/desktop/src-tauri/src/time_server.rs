//! How far this computer's clock is off, by SNTP (RFC 5905, section 14), asked once and only when the user presses the button.

use std::net::{ToSocketAddrs, UdpSocket};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde::Serialize;
use specta::Type;

use crate::blocking::blocking;
use crate::error::{Answer, Code, ShellError};

const ACT: &str = "Asking the time server";
const PORT: u16 = 123;
const PATIENCE: Duration = Duration::from_secs(3);
const PACKET_BYTES: usize = 48;
/// Leap indicator 0, version 4, mode 3: a client.
const CLIENT: u8 = 0b00_100_011;
const SERVER_MODE: u8 = 4;
/// Seconds from 1900-01-01, where NTP begins, to 1970-01-01.
/// The NTP pool, whose servers are run by many and learn no more than an address. No page names a server: the question would carry out what it likes.
const SERVER: &str = "pool.ntp.org";
const UNIX_EPOCH_IN_NTP: f64 = 2_208_988_800.0;
/// NTP's seconds begin anew in February 2036.
const ERA_SECONDS: f64 = 4_294_967_296.0;

#[derive(Clone, Copy, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Measurement {
    /// Server's time minus ours, in seconds.
    #[specta(type = i32)]
    pub offset_seconds: f64,
    /// How long the question was under way; the offset is right to within half of it.
    #[specta(type = u32)]
    pub round_trip_seconds: f64,
}

/// Asked only when the user presses the button.
#[tauri::command]
#[specta::specta]
pub async fn measure_time() -> Answer<Measurement> {
    blocking(|| measure(SERVER)).await
}

/// `server` is a name or address, with `:port` where it is another than 123.
fn measure(server: &str) -> Answer<Measurement> {
    let address = resolve(server)?;
    let failed = |error: std::io::Error| ShellError::of(ACT, &error);
    let socket = UdpSocket::bind(if address.is_ipv6() { "[::]:0" } else { "0.0.0.0:0" }).map_err(failed)?;
    socket.connect(address).map_err(failed)?;

    // What is sent as our time is random: the answer has to repeat it, which nobody who does not see the question can, and it tells the
    // server nothing about our clock.
    let mut question = [0; PACKET_BYTES];
    question[0] = CLIENT;
    getrandom::fill(&mut question[40..]).map_err(|error| failed(error.into()))?;
    let sent_at = unix_seconds_now();
    let asked = Instant::now();
    socket.send(&question).map_err(failed)?;
    loop {
        let left = PATIENCE.saturating_sub(asked.elapsed());
        if left.is_zero() {
            return Err(ShellError::new(Code::Io, format!("{ACT}: {server} does not answer.")));
        }
        socket.set_read_timeout(Some(left)).map_err(failed)?;
        let mut packet = [0; PACKET_BYTES + 1];
        match socket.recv(&mut packet) {
            Ok(length) => {
                let round_trip = asked.elapsed().as_secs_f64();
                if length >= PACKET_BYTES && packet[24..32] == question[40..48] {
                    return read(&packet, sent_at, round_trip);
                }
            }
            Err(error) if matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut) => {}
            Err(error) => return Err(failed(error)),
        }
    }
}

fn resolve(server: &str) -> Answer<std::net::SocketAddr> {
    let unknown = || ShellError::new(Code::Io, format!("{ACT}: {server} is not known."));
    let with_port = server.to_socket_addrs().or_else(|_| (server, PORT).to_socket_addrs());
    with_port.map_err(|_| unknown())?.next().ok_or_else(unknown)
}

/// RFC 5905, section 8: the offset is the mean of both ways, `((T2 - T1) + (T3 - T4)) / 2`.
fn read(packet: &[u8], sent_at: f64, round_trip: f64) -> Answer<Measurement> {
    let is_unsynchronised = packet[0] >> 6 == 3;
    let stratum = packet[1];
    // Stratum 0 is a refusal ("kiss of death"), 16 and more a server that does not know the time itself.
    if packet[0] & 0b111 != SERVER_MODE || is_unsynchronised || !(1..=15).contains(&stratum) {
        return Err(ShellError::new(Code::Unsupported, format!("{ACT}: it does not know the time itself.")));
    }
    let received_there = unix_seconds_near(sent_at, timestamp(&packet[32..40]));
    let answered_there = unix_seconds_near(sent_at, timestamp(&packet[40..48]));
    let back_at = sent_at + round_trip;
    Ok(Measurement {
        offset_seconds: f64::midpoint(received_there - sent_at, answered_there - back_at),
        round_trip_seconds: (round_trip - (answered_there - received_there)).max(0.0),
    })
}

/// Seconds and their 2^32nd parts since the beginning of some era.
fn timestamp(bytes: &[u8]) -> f64 {
    let number = |from: &[u8]| from.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte));
    f64::from(number(&bytes[..4])) + f64::from(number(&bytes[4..])) / ERA_SECONDS
}

/// Of all eras the one that comes nearest to our own clock.
fn unix_seconds_near(ours: f64, in_era: f64) -> f64 {
    let in_first_era = in_era - UNIX_EPOCH_IN_NTP;
    in_first_era + ((ours - in_first_era) / ERA_SECONDS).round() * ERA_SECONDS
}

fn unix_seconds_now() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    /// A server on loopback whose clock is off by so many seconds; `change` spoils its answer.
    fn serve(off_by: f64, change: fn(&mut [u8; 48])) -> String {
        let socket = UdpSocket::bind("127.0.0.1:0").expect("a port");
        let address = socket.local_addr().expect("an address").to_string();
        thread::spawn(move || {
            let mut question = [0; 48];
            while let Ok((_, from)) = socket.recv_from(&mut question) {
                let mut answer = [0; 48];
                (answer[0], answer[1]) = (0b00_100_100, 2);
                answer[24..32].copy_from_slice(&question[40..48]);
                for at in [32, 40] {
                    let seconds = (unix_seconds_now() + off_by + UNIX_EPOCH_IN_NTP).rem_euclid(ERA_SECONDS);
                    answer[at..at + 8].copy_from_slice(&((seconds * ERA_SECONDS) as u64).to_be_bytes());
                }
                change(&mut answer);
                drop(socket.send_to(&answer, from));
            }
        });
        address
    }

    #[test]
    fn the_offset_is_what_the_server_is_ahead() {
        for off_by in [0.0, 160.25, -10_800.0, 500_000_000.0] {
            let measured = measure(&serve(off_by, |_| ())).expect("answered");
            assert!((measured.offset_seconds - off_by).abs() < 0.2, "{measured:?} instead of {off_by}");
            assert!(measured.round_trip_seconds < 1.0);
        }
    }

    #[test]
    fn a_server_that_does_not_know_the_time_is_not_believed() {
        let spoilt: [fn(&mut [u8; 48]); 4] = [
            |answer| answer[1] = 0,
            |answer| answer[1] = 16,
            |answer| answer[0] |= 0b1100_0000,
            |answer| answer[0] = CLIENT,
        ];
        for change in spoilt {
            assert_eq!(measure(&serve(0.0, change)).expect_err("no time").code, Code::Unsupported);
        }
    }

    #[test]
    fn an_answer_to_another_question_is_none() {
        let silent = measure(&serve(5.0, |answer| answer[24] ^= 1)).expect_err("no answer");
        assert_eq!(silent.code, Code::Io);
        assert!(measure("no such host.invalid").is_err());
    }
}
