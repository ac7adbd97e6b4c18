//! Argon2 (RFC 9106) on as many threads as it has lanes, in memory of large pages.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use memmap2::MmapMut;

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

/// `Unsupported` where Argon2 has no such parameters, `Io` where the memory cannot be had.
pub fn derive(password: &[u8], salt: &[u8], cost: &Cost, output: &mut [u8]) -> Answer<()> {
    let refused = |error: argon2::Error| ShellError::new(Code::Unsupported, format!("Deriving a key: {error}."));
    if cost.memory_kib > MOST_MEMORY_KIB {
        return Err(ShellError::new(Code::Unsupported, "Deriving a key: it asks for too much memory."));
    }
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(output.len())).map_err(refused)?;
    let mut memory = Memory::of(params.block_count()).map_err(|error| ShellError::of("Deriving a key", &error))?;
    Argon2::new(cost.algorithm, cost.version, params)
        .hash_password_into_with_memory(password, salt, output, memory.blocks())
        .map_err(refused)
}

/// Blocks of zeros straight from the system, which gives them back, wiped, to nobody but the next program that asks.
///
/// Half of Argon2's time at 256 MiB goes into page faults of 4 KiB each; of pages of 2 MiB there are 128.
struct Memory {
    map: MmapMut,
    blocks: usize,
}

impl Memory {
    fn of(blocks: usize) -> std::io::Result<Self> {
        let map = MmapMut::map_anon(blocks * Block::SIZE)?;
        // Where the system has no large pages it goes on with small ones.
        #[cfg(target_os = "linux")]
        drop(map.advise(memmap2::Advice::HugePage));
        Ok(Self { map, blocks })
    }

    fn blocks(&mut self) -> &mut [Block] {
        debug_assert_eq!(size_of::<Block>(), Block::SIZE);
        debug_assert!(self.map.len() >= self.blocks * Block::SIZE);
        debug_assert_eq!(self.map.as_ptr().align_offset(align_of::<Block>()), 0);
        // SAFETY: the map begins at a page, which is aligned for a block; it holds `blocks` of them; every bit pattern is a block, as it is
        // an array of numbers; and the borrow of `self` keeps both the map and any other view of it away.
        unsafe { std::slice::from_raw_parts_mut(self.map.as_mut_ptr().cast::<Block>(), self.blocks) }
    }
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
