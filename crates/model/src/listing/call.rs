//! The C functions: what each works on, how it is called, and how much of it makes a millisecond.
//!
//! One call is one piece that nothing interrupts, whatever it works on: that is what makes it C.
//! The times a unit are the best of five, in CPython 3.11 to 3.13 on one machine, whose 50 ns for a pass of
//! `while n: n -= 1` are the loops' measure, too.

use super::meaning::Meaning;
use super::number::times;
use crate::Nanos;
use crate::scenario::Call;

/// How a C function is called.
pub(super) struct CFunction {
    /// What has to be imported for it.
    pub(super) module: Option<&'static str>,
    /// The name of what it works on.
    pub(super) name: &'static str,
    /// The call, but for that name, which stands where `_` does.
    call: &'static str,
    /// How long it takes for one unit (a byte, an item, a character, a bit), in picoseconds.
    picos: u64,
    /// The units of one call: fewer would not do what it is for, more would say nothing new and take memory.
    units: (u64, u64),
    /// Whether the eval loop polls after it: after calls, not after operators.
    pub(super) polls: bool,
}

impl CFunction {
    /// The one that the job calls.
    pub(super) fn of(meaning: &Meaning<'_>) -> Self {
        let function = |module, name, call, picos, units| Self {
            module: Some(module),
            name,
            call,
            picos,
            units,
            polls: true,
        };
        match meaning.job.call {
            // With the processor's own instructions by OpenSSL; less than 2,048 bytes keep the GIL
            // (`HASHLIB_GIL_MINSIZE`, Modules/hashlib.h).
            Call::Sha256 => function("hashlib", "BLOCK", "hashlib.sha256(_)", 1_000, (2_048, 16_000_000)),
            // One call of `list`, which hashes each of many small blocks.
            Call::Sha256Small => {
                function("hashlib", "BLOCKS", "list(map(hashlib.sha256, _))", 1_250_000, (1, 200_000))
            }
            Call::Zlib => function("zlib", "BLOCK", "zlib.compress(_)", 5_000, (1_000, 16_000_000)),
            Call::Numpy => function("numpy as np", "ARRAY", "np.sqrt(_)", 1_200, (10_000, 4_000_000)),
            Call::Json => function("json", "ITEMS", "json.dumps(_)", 200_000, (1, 1_000_000)),
            Call::Pickle => {
                let module = if meaning.python.is_2() { "cPickle as pickle" } else { "pickle" };
                function(module, "ITEMS", "pickle.dumps(_, 2)", 32_000, (1, 1_000_000))
            }
            Call::Regex => function("re", "TEXT", "re.search(\"[ab]\", _)", 6_000, (1, 16_000_000)),
            Call::Sorted => {
                let (call, units) = ("sorted(_)", (1, 1_000_000));
                Self { module: None, name: "ITEMS", call, picos: 24_000, units, polls: true }
            }
            Call::BigInt => {
                let (call, units) = ("_ // 7", (1_000, 128_000_000));
                Self { module: None, name: "NUMBER", call, picos: 137, units, polls: false }
            }
        }
    }

    /// How many calls on how many units take `cpu`, in `calls` calls or as near to it as units can be.
    pub(super) fn work(&self, cpu: Nanos, calls: u64) -> (u64, u64) {
        let (least, most) = self.units;
        let all = times(cpu, self.picos).max(least);
        let each = (all / calls.max(1)).clamp(least, most);
        (all.div_ceil(each), each)
    }

    /// The least and the most units of a call, and how long it takes for one in picoseconds, about.
    pub(super) const fn units(&self) -> (u64, u64, u64) {
        (self.units.0, self.units.1, self.picos)
    }

    pub(super) fn call(&self, name: &str) -> String {
        self.call.replace('_', name)
    }
}

/// What the call works on, so many units of it: a number, or the name of one.
pub(super) fn subject(meaning: &Meaning<'_>, count: &str) -> String {
    match meaning.job.call {
        Call::Sha256 | Call::Zlib => meaning.bytes(count),
        Call::Sha256Small => format!("[{}] * {count}", meaning.bytes("2047")),
        Call::Numpy => format!("np.ones({count})"),
        Call::Json | Call::Pickle => format!("list(range({count}))"),
        Call::Regex => format!("\"x\" * {count}"),
        Call::Sorted => format!("list(range({count}, 0, -1))"),
        Call::BigInt => format!("1 << {count}"),
    }
}
