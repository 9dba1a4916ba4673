//! The closed lists of kernels and their forms, and their names.

/// A computation that keeps one core busy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kernel {
    /// The sieve of Eratosthenes, in segments: integer stores with growing strides.
    Sieve,
    /// Escape times of the Mandelbrot set: short dependent chains of `f64` arithmetic.
    Mandelbrot,
    /// SHA-256 of four messages: 32-bit integer arithmetic.
    Sha256,
    /// Gravity between all pairs of bodies: `f64` division and square root.
    Nbody,
    /// Dense `f64` matrix product: multiply and add from cache.
    Matmul,
    /// Bottom-up merge sort of `u32` keys: comparisons and memory traffic.
    Mergesort,
}

impl Kernel {
    /// Every kernel, in the order in which lists show them.
    pub const ALL: [Kernel; 6] =
        [Kernel::Sieve, Kernel::Mandelbrot, Kernel::Sha256, Kernel::Nbody, Kernel::Matmul, Kernel::Mergesort];

    /// The kernel's name in links, messages and attributes: lower-case ASCII letters and digits.
    pub const fn name(self) -> &'static str {
        match self {
            Kernel::Sieve => "sieve",
            Kernel::Mandelbrot => "mandelbrot",
            Kernel::Sha256 => "sha256",
            Kernel::Nbody => "nbody",
            Kernel::Matmul => "matmul",
            Kernel::Mergesort => "mergesort",
        }
    }

    /// The kernel called `name`, spelled exactly as [`Kernel::name`] spells it; `None` for any other text.
    pub fn from_name(name: &str) -> Option<Kernel> {
        Kernel::ALL.into_iter().find(|kernel| kernel.name() == name)
    }
}

/// How a kernel is written. [`Kernel::Sieve`] and [`Kernel::Mergesort`] are the same in every form: registers don't help them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// In arrays and single numbers. The compiler may vectorise them and does in places, so this is what plain code costs and not what one lane costs.
    Plain,
    /// In 128-bit registers, by intrinsics of SSE2 (x86-64) or SIMD128 (WebAssembly); on other targets this is [`Form::Plain`].
    Simd,
}

impl Form {
    /// Every form.
    pub const ALL: [Form; 2] = [Form::Plain, Form::Simd];

    /// The form's name in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Form::Plain => "plain",
            Form::Simd => "simd",
        }
    }
}
