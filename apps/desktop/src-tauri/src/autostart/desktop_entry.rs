//! The entry in the user's autostart folder (Desktop Application Autostart Specification 0.5), spelled as the Desktop Entry Specification 1.5 says.

use std::path::Path;

use super::{ACT, ARGUMENT};
use crate::error::{Answer, Code, ShellError};
use crate::small_file;
use crate::vault::disk;

const NAME: &str = "Halfminute.desktop";

/// `Unsupported` where no entry can name this program.
pub fn write(folder: &Path, program: &Path) -> Answer<()> {
    let text = entry(program).ok_or_else(|| {
        ShellError::new(Code::Unsupported, format!("{ACT}: the program lies in a folder whose name has unusual signs."))
    })?;
    small_file::replace(&folder.join(NAME), text.as_bytes()).map_err(|error| ShellError::of(ACT, &error))
}

pub fn remove(folder: &Path) -> Answer<()> {
    disk::remove(&folder.join(NAME)).map_err(|error| ShellError::of(ACT, &error))
}

/// `None` where the path has a sign that means something even within double quotes ("The Exec key"), or none that a line of UTF-8 can hold.
/// There are escapes for most, but GLib 2.74 reads `%%` and systemd 252 a backslash otherwise than the specification says: refused now is better
/// than not started at the next login. An equals sign may not be in the path at all.
fn entry(program: &Path) -> Option<String> {
    let has_meaning = |sign: char| r#""`$\%="#.contains(sign) || sign.is_control();
    let program = program.to_str().filter(|path| !path.contains(has_meaning))?;
    Some(format!(
        "[Desktop Entry]\nType=Application\nName=Halfminute\nExec=\"{program}\" {ARGUMENT}\nTerminal=false\nStartupNotify=false\n"
    ))
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    use super::*;

    #[test]
    fn the_path_is_one_argument() {
        let text = entry(Path::new("/media/My Stick/it's (new) & ü/halfminute")).expect("an entry");
        assert_eq!(
            text.lines().find(|line| line.starts_with("Exec")),
            Some(r#"Exec="/media/My Stick/it's (new) & ü/halfminute" --at-login"#)
        );
    }

    #[test]
    fn a_path_that_would_be_read_otherwise_is_refused_and_nothing_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let paths: [&[u8]; 9] =
            [b"/a=b", b"/a%b", b"/a$b", b"/a`b", b"/a\"b", b"/a\\b", b"/a\nHidden", b"/a\tb", b"/a\xffb"];
        for path in paths {
            let refused = write(folder.path(), Path::new(OsStr::from_bytes(path))).expect_err("no such entry");
            assert_eq!(refused.code, Code::Unsupported);
        }
        assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 0);
    }
}
