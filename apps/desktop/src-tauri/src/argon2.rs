//! Argon2 (RFC 9106) on as many threads as it has lanes, in memory of large pages.

use std::thread::available_parallelism;

use argon2_rust::params::{Memory, TagLen};
use argon2_rust::{Algorithm, Argon2, Error, Params, Version};

use crate::error::{Answer, Code, ShellError};

/// Far above what a vault may ask for (packages/vault/src/argon2.ts); an importer of another program's file may ask for more.
const MOST_MEMORY_KIB: u32 = 4 * 1024 * 1024;

#[derive(Clone, Copy, Debug)]
pub struct Cost {
    pub algorithm: Algorithm,
    pub version: Version,
    pub memory_kib: u32,
    pub passes: u32,
    pub lanes: u32,
}

/// `Unsupported` where Argon2 has no such parameters, `Io` where the memory cannot be had. The memory goes back to the system, wiped.
pub fn derive(password: &[u8], salt: &[u8], cost: &Cost, output: &mut [u8]) -> Answer<()> {
    if cost.memory_kib > MOST_MEMORY_KIB {
        return Err(ShellError::new(Code::Unsupported, "Deriving a key: it asks for too much memory."));
    }
    // The key is the same with any number of threads; a foreign file may ask for thousands of lanes.
    let threads = available_parallelism().map_or(1, |cores| u32::try_from(cores.get()).unwrap_or(u32::MAX));
    Params::builder()
        .memory(Memory::kib(u64::from(cost.memory_kib)))
        .passes(cost.passes)
        .lanes(cost.lanes)
        .threads(threads.min(cost.lanes).max(1))
        .tag_len(TagLen::bytes(output.len() as u64))
        .build()
        .and_then(|params| Argon2::new(cost.algorithm, cost.version, params).hash_into(password, salt, output))
        .map_err(|error| {
            let code = if error == Error::MemoryAllocationError { Code::Io } else { Code::Unsupported };
            ShellError::new(code, format!("Deriving a key: {error}."))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 9106, sections 5.1 and 5.3, have a secret and associated data, which vaults do not use; these are of Debian's `argon2` program:
    /// `printf password | argon2 somesaltsomesalt -id -t 2 -k 1024 -p 4 -l 32 -r`, and the same with `-d` and `-v 10`.
    #[test]
    fn keys_are_those_of_the_reference_program() {
        let cost =
            Cost { algorithm: Algorithm::Argon2id, version: Version::V0x13, memory_kib: 1024, passes: 2, lanes: 4 };
        let hex_of = |cost: Cost| {
            let mut key = [0; 32];
            derive(b"password", b"somesaltsomesalt", &cost, &mut key).expect("derived");
            hex::encode(key)
        };
        assert_eq!(hex_of(cost), "41d149ca71825f08e61ec006d2aada40c2fbb4003e9578363a64f6b3282590ad");
        assert_eq!(
            hex_of(Cost { algorithm: Algorithm::Argon2d, version: Version::V0x10, ..cost }),
            "9f2327d93247fa903e4c69ead46b54dd3ee56b0802789a4ce163970da33af0c0"
        );
    }

    /// Another implementation answers the same, whatever is asked: lanes that no computer has cores for, memory that does not divide.
    #[test]
    fn keys_are_those_of_another_implementation() {
        for (memory_kib, passes, lanes, length) in
            [(8, 1, 1, 4), (9, 2, 1, 16), (100, 3, 3, 32), (1000, 1, 16, 33), (2048, 2, 255, 64), (4099, 1, 5, 257)]
        {
            for (algorithm, version, theirs, their_version) in [
                (Algorithm::Argon2d, Version::V0x10, argon2::Algorithm::Argon2d, argon2::Version::V0x10),
                (Algorithm::Argon2d, Version::V0x13, argon2::Algorithm::Argon2d, argon2::Version::V0x13),
                (Algorithm::Argon2id, Version::V0x10, argon2::Algorithm::Argon2id, argon2::Version::V0x10),
                (Algorithm::Argon2id, Version::V0x13, argon2::Algorithm::Argon2id, argon2::Version::V0x13),
            ] {
                let cost = Cost { algorithm, version, memory_kib, passes, lanes };
                let (mut ours, mut expected) = (vec![0; length], vec![0; length]);
                derive(b"p\0ssword", b"somesaltsomesalt", &cost, &mut ours).expect("derived");
                let params = argon2::Params::new(memory_kib, passes, lanes, Some(length)).expect("parameters");
                argon2::Argon2::new(theirs, their_version, params)
                    .hash_password_into(b"p\0ssword", b"somesaltsomesalt", &mut expected)
                    .expect("derived there too");
                assert_eq!(ours, expected, "{cost:?}, {length} bytes");
            }
        }
    }

    #[test]
    fn parameters_that_are_none_are_refused_before_memory_is_asked_for() {
        let cost =
            Cost { algorithm: Algorithm::Argon2id, version: Version::V0x13, memory_kib: 1024, passes: 2, lanes: 4 };
        for wrong in [Cost { passes: 0, ..cost }, Cost { lanes: 0, ..cost }, Cost { memory_kib: u32::MAX, ..cost }] {
            let refused = derive(b"password", b"somesaltsomesalt", &wrong, &mut [0; 32]).expect_err("no such cost");
            assert_eq!(refused.code, Code::Unsupported);
        }
    }
}
