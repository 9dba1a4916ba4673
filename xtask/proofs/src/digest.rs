//! A hash of a trace's stored form.

use model::Trace;

/// FNV-1a of the trace as postcard writes it: equal for equal traces, on every platform.
///
/// A trace that can't be written, which there is none, has the digest 0.
#[must_use]
pub fn digest(trace: &Trace) -> u64 {
    postcard::to_allocvec(trace).map_or(0, |bytes| fnv(&bytes))
}

fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// For WebAssembly: the digest of the run of random scenario `number` by the `runtime`-th of [`model::Runtime::ALL`].
#[cfg(target_arch = "wasm32")]
#[unsafe(no_mangle)]
extern "C" fn digest_of(number: u32, runtime: u32) -> u64 {
    let runtime = model::Runtime::ALL[runtime as usize];
    digest(&sim::run(&crate::scenario(number.into()), runtime).trace)
}

#[cfg(test)]
mod tests {
    /// The published values of the algorithm (draft-eastlake-fnv, appendix C).
    #[test]
    fn it_is_fnv_1a() {
        assert_eq!(super::fnv(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(super::fnv(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
