//! The table of known checksums.
//!
//! The numbers don't come from the kernels: the tests compute every one of them by an independent, slow and plain reference (`tests/it/reference/`).

use crate::inputs::{VARIANTS, fold};
use crate::kernel::Kernel;

/// The checksum that a [`Job`](crate::Job) of `units` units of `kernel` must answer.
///
/// Takes about a nanosecond a unit.
pub fn expected(kernel: Kernel, units: u32) -> u64 {
    let known = known(kernel);
    (0..units).fold(0, |checksum, unit| fold(checksum, known[(unit % VARIANTS) as usize]))
}

/// The checksums of a kernel's single units, by variant.
const fn known(kernel: Kernel) -> &'static [u64; VARIANTS as usize] {
    match kernel {
        Kernel::Sieve => &SIEVE,
        Kernel::Mandelbrot => &MANDELBROT,
        Kernel::Sha256 => &SHA256,
        Kernel::Nbody => &NBODY,
        Kernel::Matmul => &MATMUL,
        Kernel::Mergesort => &MERGESORT,
    }
}

const SIEVE: [u64; VARIANTS as usize] = [
    0x7b8c_1391_dcf1_75f6,
    0xdb76_2c7a_8f46_be08,
    0xbe2f_436f_6d38_416c,
    0x1abe_c7f0_885d_b40a,
    0xf3ca_208a_738e_8be0,
    0x4a66_8d7b_b446_bbab,
    0x6aaf_bcdd_b660_eb72,
    0x19e4_c6b9_5a90_0623,
];
const MANDELBROT: [u64; VARIANTS as usize] = [
    0x0d23_8d8e_b4d4_a117,
    0xe1c9_8bc1_daea_0ff6,
    0xe4ff_e011_4eaf_015b,
    0x8f53_eba9_194a_b2b5,
    0xaf48_72dd_267b_95b3,
    0x657c_11c2_e50f_afae,
    0x8e39_d1a7_ff83_f65d,
    0x7135_503a_294c_d2b1,
];
const SHA256: [u64; VARIANTS as usize] = [
    0x7bc1_08b4_fbff_e977,
    0x614a_153c_cb60_b7d5,
    0xeb77_df67_023a_cb32,
    0xefbd_5bca_f461_a4fd,
    0x8063_ef15_16c2_6a9c,
    0x0ae6_d236_e4c5_e106,
    0x22d0_9348_58e0_584f,
    0xd923_22bf_41d1_bf77,
];
const NBODY: [u64; VARIANTS as usize] = [
    0xc552_ee61_7563_0cc0,
    0xa129_b36b_2a8c_32aa,
    0x960e_4867_b842_80bd,
    0x7331_e9fb_e854_5811,
    0xdd1a_3083_feef_7191,
    0xa626_4b2a_876d_9e9b,
    0xba1e_cff9_709c_b1e4,
    0xe2df_9205_f3a9_370e,
];
const MATMUL: [u64; VARIANTS as usize] = [
    0xf263_3972_13e6_c089,
    0xaa1b_458e_ca11_8a42,
    0x7ecb_b205_2097_3019,
    0x8da4_d840_219d_b1e8,
    0x4a93_9d04_1889_c608,
    0xd491_6e57_4006_dafc,
    0x57cc_8d26_d37d_523b,
    0x4975_a337_4419_3466,
];
const MERGESORT: [u64; VARIANTS as usize] = [
    0x4744_1b98_12aa_1420,
    0x3948_bdaf_9b41_0565,
    0x967c_e0c4_dcc3_4fef,
    0xf5fe_a5da_83a5_0655,
    0x72bc_abee_b348_fe04,
    0xbc1a_3dee_5eb2_4758,
    0x588c_7326_b1a5_5cb6,
    0x5b1e_70ba_564a_c011,
];
