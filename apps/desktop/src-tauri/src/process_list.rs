//! What every user of this computer may read of a program: its arguments (proc(5), /proc/PID/cmdline).

use std::{fs, ptr, slice};

const BLOT: u8 = b'x';
/// Both schemes begin so.
const SCHEME: &[u8] = b"otpauth";

/// Blots out the links among the arguments of this program: the secret of one would stand there for as long as the program runs. Before the first
/// window, and after the last who reads the arguments: a second start hands them over to the first, and ends.
pub fn blot_out_links() {
    let Some((start, end)) = fs::read_to_string("/proc/self/stat").ok().and_then(|stat| range_of_arguments(&stat))
    else {
        return;
    };
    // SAFETY: the kernel itself names this part of our own stack, which it filled before `main` and which stays. Nobody else reads it meanwhile:
    // whoever wants the arguments copied them before.
    let arguments = unsafe { slice::from_raw_parts_mut(ptr::with_exposed_provenance_mut::<u8>(start), end - start) };
    blot_out(arguments);
}

/// Each ends in a zero. What is no link of ours after all, but begins like one, may hold a secret, too.
fn blot_out(arguments: &mut [u8]) {
    for argument in arguments.split_mut(|byte| *byte == 0) {
        if argument.get(..SCHEME.len()).is_some_and(|start| start.eq_ignore_ascii_case(SCHEME)) {
            argument[SCHEME.len()..].fill(BLOT);
        }
    }
}

/// Fields 48 and 49 of /proc/PID/stat; field 2 is the program's name in parentheses, and may itself hold blanks and parentheses.
fn range_of_arguments(stat: &str) -> Option<(usize, usize)> {
    let (_, from_field_three) = stat.rsplit_once(") ")?;
    let mut fields = from_field_three.split(' ').skip(45).map(str::parse);
    let (start, end) = (fields.next()?.ok()?, fields.next()?.ok()?);
    (0 < start && start < end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_blotted_out_and_nothing_else() {
        let mut arguments = *b"/usr/bin/halfminute-desktop\0--hidden\0OTPAUTH://totp/a?secret=MZXW6\0otpauth-migration://offline?data=CjEK\0";
        blot_out(&mut arguments);
        let left = String::from_utf8(arguments.to_vec()).expect("text");
        assert!(left.starts_with("/usr/bin/halfminute-desktop\0--hidden\0OTPAUTHx"), "{left}");
        assert!(!left.contains("MZXW6") && !left.contains("CjEK") && left.ends_with("x\0"), "{left}");
    }

    #[test]
    fn the_kernel_says_where_the_arguments_are() {
        let stat = fs::read_to_string("/proc/self/stat").expect("readable");
        let (start, end) = range_of_arguments(&stat).expect("two addresses");
        assert_eq!(end - start, fs::read("/proc/self/cmdline").expect("readable").len());
        assert_eq!(range_of_arguments("7 (a) b (c)) S 1"), None);
    }
}
