//! The names of everything that lies beside a vault; docs/vault-format.md, "Beside the file".

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// As the kernel counts them: more links in a row than this are a ring.
const MOST_LINKS: usize = 40;

#[derive(Clone, Debug)]
pub struct VaultNames {
    /// Full path of the vault itself, no symbolic link.
    pub vault: PathBuf,
    pub folder: PathBuf,
    pub lock: PathBuf,
    name: String,
}

impl VaultNames {
    pub fn of(path: &Path) -> io::Result<Self> {
        let vault = resolve(path)?;
        let name = vault
            .file_name()
            .and_then(OsStr::to_str)
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidFilename, "the vault's name is no text"))?
            .to_owned();
        let folder = vault.parent().unwrap_or(Path::new("")).to_owned();
        Ok(Self { lock: folder.join(format!("{name}.lock")), vault, folder, name })
    }

    /// The file that one save writes.
    pub fn draft(&self, mark: &str) -> PathBuf {
        self.folder.join(format!("{}.{mark}.tmp", self.name))
    }

    /// Where a stale lock is moved to.
    pub fn stale(&self, mark: &str) -> PathBuf {
        self.folder.join(format!("{}.{mark}.stale", self.name))
    }

    /// Name of the generation that holds the content with this Revision, replaced at this time.
    pub fn generation(&self, replaced_at: SystemTime, revision: &str) -> String {
        format!("{}.{}-{}.bak", self.name, compact_utc(replaced_at), &revision[..8])
    }

    /// `20261125T081402Z` of a generation's name; `None` for any other name.
    pub fn time_of_generation<'name>(&self, other: &'name str) -> Option<&'name str> {
        let rest = other.strip_prefix(&self.name)?.strip_prefix('.')?.strip_suffix(".bak")?;
        let (time, digits) = rest.split_once('-')?;
        (is_compact_utc(time) && is_hex(digits, 8)).then_some(time)
    }

    /// Whether the vault or anything of it has this name, also for a file system to which capitals are small letters.
    pub fn is_taken(&self, other: &str) -> bool {
        let small = Self { name: self.name.to_lowercase(), ..self.clone() };
        let other_small = other.to_lowercase();
        let rest = other_small.strip_prefix(&small.name).unwrap_or_default();
        let generation = format!("{}{}", small.name, rest.replace('t', "T").replace('z', "Z"));
        other == self.name
            || rest == ".lock"
            || small.is_leftover(&other_small)
            || small.time_of_generation(&generation).is_some()
    }

    /// Whether this is what a killed program left lying.
    pub fn is_leftover(&self, other: &str) -> bool {
        let rest = other.strip_prefix(&self.name).and_then(|rest| rest.strip_prefix('.'));
        let mark = rest.and_then(|rest| rest.strip_suffix(".tmp").or_else(|| rest.strip_suffix(".stale")));
        mark.is_some_and(|mark| is_hex(mark, 16))
    }
}

/// The real path behind symbolic links, see `resolve_once`.
pub fn resolve(path: &Path) -> io::Result<PathBuf> {
    resolve_once(path, MOST_LINKS)
}

/// The real path behind symbolic links, also where the file (or its folder) is yet to be made. Two programs that name the same vault differently
/// get the same answer, and with it the same lock.
fn resolve_once(path: &Path, links_left: usize) -> io::Result<PathBuf> {
    let at = std::path::absolute(path)?;
    match fs::canonicalize(&at) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        done => return done,
    }
    let (Some(folder), Some(name)) = (at.parent(), at.file_name()) else {
        return Ok(at);
    };
    if links_left > 0
        && let Ok(target) = fs::read_link(&at)
    {
        return resolve_once(&folder.join(target), links_left - 1);
    }
    Ok(resolve_once(folder, links_left)?.join(name))
}

/// Such as `20261125T081402Z`.
fn compact_utc(time: SystemTime) -> String {
    let seconds = time.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs();
    let (year, month, day) = civil_from_days((seconds / 86_400).cast_signed());
    let of_day = seconds % 86_400;
    format!("{year:04}{month:02}{day:02}T{:02}{:02}{:02}Z", of_day / 3600, of_day / 60 % 60, of_day % 60)
}

/// The Gregorian date of a day counted from 1970-01-01, by eras of 400 years that begin on 1 March.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

fn is_compact_utc(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 16
        && bytes[8] == b'T'
        && bytes[15] == b'Z'
        && bytes.iter().enumerate().all(|(index, byte)| index == 8 || index == 15 || byte.is_ascii_digit())
}

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> VaultNames {
        VaultNames::of(Path::new("/nowhere/at all/ada.halfminute")).expect("a name that is a text")
    }

    #[test]
    fn a_generation_is_named_by_its_time_and_its_content() {
        let time = UNIX_EPOCH + Duration::from_secs(1_764_000_000);
        assert_eq!(names().generation(time, "0123456789abcdef"), "ada.halfminute.20251124T160000Z-01234567.bak");
        assert_eq!(compact_utc(UNIX_EPOCH + Duration::from_secs(951_782_400)), "20000229T000000Z");
        assert_eq!(compact_utc(UNIX_EPOCH + Duration::from_secs(4_107_542_399)), "21000228T235959Z");
    }

    #[test]
    fn only_what_bears_the_names_of_the_format_is_ours() {
        let names = names();
        let time = |name| names.time_of_generation(name);
        assert_eq!(time("ada.halfminute.20251124T160000Z-01234567.bak"), Some("20251124T160000Z"));
        assert_eq!(time("ada.halfminute.20251124T160000Z-0123456.bak"), None);
        assert_eq!(time("ada.halfminute.../x-01234567.bak"), None);
        assert_eq!(time("bob.halfminute.20251124T160000Z-01234567.bak"), None);
        assert!(names.is_leftover("ada.halfminute.0123456789abcdef.tmp"));
        assert!(names.is_leftover("ada.halfminute.0123456789abcdef.stale"));
        assert!(!names.is_leftover("ada.halfminute.0123456789ABCDEF.tmp"));
        assert!(!names.is_leftover("ada.halfminute.lock"));
    }

    #[test]
    fn a_name_is_taken_in_capitals_too() {
        let names = names();
        for taken in [
            "ada.halfminute",
            "ada.halfminute.lock",
            "Ada.Halfminute.LOCK",
            "ada.halfminute.0123456789ABCDEF.tmp",
            "ada.halfminute.20251124T160000Z-01234567.bak",
            "ADA.halfminute.20251124t160000z-01234567.BAK",
        ] {
            assert!(names.is_taken(taken), "{taken}");
        }
        for free in ["ada.halfminute.txt", "ada.halfminute.bak", "bob.halfminute.lock", "ada.halfminute.0123.tmp"] {
            assert!(!names.is_taken(free), "{free}");
        }
    }
}
