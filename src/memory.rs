//! The program's allocator: typesetting asks for many small pieces of memory on all threads at once, and what is freed after one
//! batch of papers is needed for the next.

/// For `#[global_allocator]` of every program of this crate.
pub type Allocator = mimalloc::MiMalloc;

/// The allocator as a constant.
pub const ALLOCATOR: Allocator = mimalloc::MiMalloc;

/// `mi_option_purge_delay` of `mimalloc.h`, which the crate does not name.
const PURGE_DELAY: libmimalloc_sys::mi_option_t = 15;

/// Keeps freed memory for the rest of a run: given back, it would have to be zeroed by the kernel again for the next papers,
/// a tenth of the time of a letter. And has memory given in small pages: most runs change a paper or two, and the kernel would
/// zero many times as much as they need.
pub fn keep() {
    #[cfg(target_os = "linux")]
    // SAFETY: sets one flag of this process and touches no memory.
    unsafe {
        libc::prctl(libc::PR_SET_THP_DISABLE, 1, 0, 0, 0);
    }
    // SAFETY: sets one number in a table; the option is known to the bundled version and needs no order of calls.
    unsafe { libmimalloc_sys::mi_option_set(PURGE_DELAY, -1) }
}
