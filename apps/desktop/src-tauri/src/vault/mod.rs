//! The vault as a file of this computer, saved as docs/vault-format.md says under "Beside the file". The command line does the same in
//! TypeScript (apps/cli/src/platform), with the same names and the same lock: both may save one vault.

pub(crate) mod disk;
mod file;
mod generations;
mod identity;
mod lock;
mod names;
mod random;
mod replacement;
mod revision;
mod watch;

pub use file::{Stored, VaultFile};
pub use generations::Generation;
pub(crate) use names::{VaultNames, resolve};
pub(crate) use random::new_mark;
pub use replacement::WriteOutcome;
pub use watch::VaultWatch;
