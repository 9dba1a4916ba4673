//! Names are part of links: these must stay.

use workloads::Kernel;

#[test]
fn names_are_those_of_the_links() {
    let names: Vec<_> = Kernel::ALL.iter().map(|kernel| kernel.name()).collect();
    assert_eq!(names, ["sieve", "mandelbrot", "sha256", "nbody", "matmul", "mergesort"]);
}

#[test]
fn every_name_leads_back_to_its_kernel() {
    for kernel in Kernel::ALL {
        assert_eq!(Kernel::from_name(kernel.name()), Some(kernel));
    }
}

#[test]
fn other_spellings_are_no_kernels() {
    for name in ["", "Sieve", "sieve ", "sha-256", "quicksort"] {
        assert_eq!(Kernel::from_name(name), None, "{name:?}");
    }
}
