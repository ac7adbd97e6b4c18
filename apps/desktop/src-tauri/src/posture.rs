//! What the process gives up before anything secret is in it.

/// No core dumps, and nobody of the same user may read the memory or attach (`prctl(2)`, PR_SET_DUMPABLE); new files are the user's alone.
#[cfg(target_os = "linux")]
pub fn take() {
    let none = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: three calls that only set numbers of this process; `none` outlives the call that reads it.
    unsafe {
        libc::setrlimit(libc::RLIMIT_CORE, &raw const none);
        libc::prctl(libc::PR_SET_DUMPABLE, 0);
        libc::umask(0o077);
    }
}

#[cfg(not(target_os = "linux"))]
pub fn take() {}
