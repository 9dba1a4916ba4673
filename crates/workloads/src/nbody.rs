//! Gravity between all pairs of bodies, two bodies at a time: that keeps the divider busy, and every sum in a register.
//!
//! Symplectic Euler with Plummer softening: `a_i = sum_j m_j (x_j - x_i) / (|x_j - x_i|^2 + softening)^(3/2)`.
//! A body's own term is zero by its distance; leaving it in keeps the loop free of branches.

use crate::inputs::{Inputs, fold};
use crate::job::Unit;
use crate::lanes::{Floats, Lanes};
use std::marker::PhantomData;

const BODIES: usize = 48;
/// Time steps, each one [`Unit::step`], in a unit.
const TIME_STEPS: u32 = 48;
/// Length of a time step, in the model's own units (a power of two).
const TIME_STEP: f64 = 1.0 / 1024.0;
/// Keeps close encounters tame (a power of two).
const SOFTENING: f64 = 1.0 / 64.0;
/// The stream of [`Inputs`] that the bodies come from.
const STREAM: u64 = 4;

type Column = [f64; BODIES];

pub(crate) struct Nbody<L> {
    /// Positions by axis, then by body.
    positions: [Column; 3],
    velocities: [Column; 3],
    masses: Column,
    time_steps_done: u32,
    form: PhantomData<fn(L)>,
}

impl<L: Lanes> Nbody<L> {
    pub(crate) fn new() -> Self {
        let empty = [[0.0; BODIES]; 3];
        let masses = [0.0; BODIES];
        Nbody { positions: empty, velocities: empty, masses, time_steps_done: 0, form: PhantomData }
    }

    /// Adds one time step of all bodies' pull to all velocities.
    fn kick(&mut self) {
        for first in (0..BODIES).step_by(2) {
            let pull = self.pull(first);
            for (velocities, pull) in self.velocities.iter_mut().zip(pull) {
                let [near, far] = pull.to_array();
                velocities[first] += near * TIME_STEP;
                velocities[first + 1] += far * TIME_STEP;
            }
        }
    }

    /// The pull of all bodies on the two bodies from `first`, by axis.
    fn pull(&self, first: usize) -> [L::Floats; 3] {
        let here = self.positions.each_ref().map(|axis| L::Floats::new([axis[first], axis[first + 1]]));
        let [mut ax, mut ay, mut az] = [L::Floats::splat(0.0); 3];
        let [xs, ys, zs] = &self.positions;
        for (((x, y), z), mass) in xs.iter().zip(ys).zip(zs).zip(&self.masses) {
            let splat = L::Floats::splat;
            let (dx, dy, dz) = (splat(*x) - here[0], splat(*y) - here[1], splat(*z) - here[2]);
            let square = dx * dx + dy * dy + dz * dz + splat(SOFTENING);
            let strength = splat(*mass) / (square * square.square_root());
            (ax, ay, az) = (ax + dx * strength, ay + dy * strength, az + dz * strength);
        }
        [ax, ay, az]
    }

    fn drift(&mut self) {
        for (position, velocity) in self.positions.iter_mut().zip(&self.velocities) {
            for (position, velocity) in position.iter_mut().zip(velocity) {
                *position += velocity * TIME_STEP;
            }
        }
    }

    fn checksum(&self) -> u64 {
        let all = self.positions.iter().chain(&self.velocities).flatten();
        all.fold(0, |checksum, value| fold(checksum, value.to_bits()))
    }
}

impl<L: Lanes> Unit for Nbody<L> {
    fn begin(&mut self, variant: u32) {
        let mut inputs = Inputs::new(STREAM, variant);
        for body in 0..BODIES {
            for axis in 0..3 {
                self.positions[axis][body] = inputs.signed_unit();
                self.velocities[axis][body] = inputs.signed_unit();
            }
            self.masses[body] = (inputs.signed_unit() + 1.0) / BODIES as f64;
        }
        self.time_steps_done = 0;
    }

    fn step(&mut self) -> Option<u64> {
        self.kick();
        self.drift();
        self.time_steps_done += 1;
        (self.time_steps_done == TIME_STEPS).then(|| self.checksum())
    }
}
