//! Escape times of the Mandelbrot set, four points side by side.
//!
//! Variant `v` is the `v`-th of eight pictures whose rows interleave to one tall picture, so all variants take about as long.
//! Distances between pixels are powers of two times 5: coordinates are exact.

use crate::inputs::{VARIANTS, fold};
use crate::job::Unit;
use crate::lanes::{Floats, Lanes};
use std::marker::PhantomData;

/// Pixels in a row.
const COLUMNS: usize = 64;
/// Rows, and so steps, in a unit.
const ROWS: u32 = 64;
/// A point that has not escaped after this many iterations is taken for a member.
const ITERATIONS: u32 = 256;
/// Iterations between two looks at whether all points have escaped.
const STRIDE: u32 = 4;
/// Pairs of points side by side: more would hide more of an addition's latency, but would no longer stay in the sixteen registers of x86-64.
/// V8 has fifteen of them. With one value too many the same loop took up to 1.7 times as long in some callers and not in others (Chromium 156), so that one runtime looked slower than another; hence times are counted as integers and their sum is a number.
const PAIRS: usize = 2;
const POINTS: usize = 2 * PAIRS;

const LEFT: f64 = -2.0;
const TOP: f64 = -1.25;
const COLUMN_WIDTH: f64 = 2.5 / COLUMNS as f64;
const ROW_HEIGHT: f64 = 2.5 / (ROWS * VARIANTS) as f64;

type Counts<F> = <F as Floats>::Counts;

pub(crate) struct Mandelbrot<L> {
    variant: u32,
    row: u32,
    checksum: u64,
    form: PhantomData<fn(L)>,
}

impl<L: Lanes> Mandelbrot<L> {
    pub(crate) fn new() -> Self {
        Mandelbrot { variant: 0, row: 0, checksum: 0, form: PhantomData }
    }

    fn row(&mut self) {
        let y = TOP + f64::from(self.row * VARIANTS + self.variant) * ROW_HEIGHT;
        for first in (0..COLUMNS).step_by(POINTS) {
            let x = |column| LEFT + column as f64 * COLUMN_WIDTH;
            let pair = |pair| L::Floats::new([x(first + 2 * pair), x(first + 2 * pair + 1)]);
            let times = escape_times(&std::array::from_fn(pair), L::Floats::splat(y));
            self.checksum = fold(self.checksum, pack(times.map(L::Floats::counts_to_array)));
        }
        self.row += 1;
    }
}

impl<L: Lanes> Unit for Mandelbrot<L> {
    fn begin(&mut self, variant: u32) {
        *self = Mandelbrot { variant, ..Mandelbrot::new() };
    }

    fn step(&mut self) -> Option<u64> {
        self.row();
        (self.row == ROWS).then_some(self.checksum)
    }
}

/// For each point of a row piece how many of the iterates z1, z2, ... up to [`ITERATIONS`] lie within the circle of radius 2.
fn escape_times<F: Floats>(x: &[F; PAIRS], y: F) -> [Counts<F>; PAIRS] {
    let (mut re, mut im, mut inside) = (*x, [y; PAIRS], [F::no_counts(); PAIRS]);
    let mut counted = 0;
    for _ in 0..ITERATIONS / STRIDE {
        for _ in 0..STRIDE {
            for pair in 0..PAIRS {
                iterate(&mut re[pair], &mut im[pair], &mut inside[pair], x[pair], y);
            }
        }
        let [even, odd] = F::counts_to_array(inside[0] + inside[1]);
        if even + odd == counted {
            break;
        }
        counted = even + odd;
    }
    inside
}

/// Counts two iterates that are inside and computes the next two, without branches: an escaped point runs on to infinity and is counted no more.
#[inline(always)]
fn iterate<F: Floats>(re: &mut F, im: &mut F, inside: &mut Counts<F>, x: F, y: F) {
    let (re_square, im_square) = (*re * *re, *im * *im);
    *inside = (re_square + im_square).count_at_most(F::splat(4.0), *inside);
    *im = (*re + *re) * *im + y;
    *re = re_square - im_square + x;
}

/// The escape times as one word, 16 bits each, the first point's lowest.
fn pack(times: [[u32; 2]; PAIRS]) -> u64 {
    times.iter().flatten().rev().fold(0, |word, time| word << 16 | u64::from(*time))
}
