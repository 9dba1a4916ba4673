//! The committed table of checksums against the references.

use workloads::{Kernel, expected};

use crate::reference::{self, fold};

/// Compares the table of `kernel` with the reference's; a failure prints the reference's, ready to be copied.
fn check(kernel: Kernel, unit: fn(u32) -> u64) {
    let units: Vec<_> = (0..8).map(unit).collect();
    for count in [1, 2, 3, 4, 5, 6, 7, 8, 9, 19] {
        let want = (0..count).fold(0, |checksum, index| fold(checksum, units[index % 8]));
        let got = expected(kernel, count as u32);
        assert_eq!(got, want, "{kernel:?}, {count} units, reference {units:#018x?}");
    }
}

#[test]
fn sieve() {
    check(Kernel::Sieve, reference::sieve::unit);
}

#[test]
fn mandelbrot() {
    check(Kernel::Mandelbrot, reference::mandelbrot::unit);
}

#[test]
fn sha256() {
    check(Kernel::Sha256, reference::sha256::unit);
}

#[test]
fn nbody() {
    check(Kernel::Nbody, reference::nbody::unit);
}

#[test]
fn matmul() {
    check(Kernel::Matmul, reference::matmul::unit);
}

#[test]
fn mergesort() {
    check(Kernel::Mergesort, reference::mergesort::unit);
}
