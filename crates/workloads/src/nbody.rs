//! Gravity between all pairs of bodies, four bodies at a time.
//!
//! Symplectic Euler with Plummer softening: `a_i = sum_j m_j (x_j - x_i) / (|x_j - x_i|^2 + softening)^(3/2)`.
//! A body's own term is zero by its distance; leaving it in keeps the loop free of branches.

use crate::inputs::{Inputs, fold};
use crate::job::Unit;

const BODIES: usize = 48;
/// Time steps, each one [`Unit::step`], in a unit.
const TIME_STEPS: u32 = 48;
/// Length of a time step, in the model's own units (a power of two).
const TIME_STEP: f64 = 1.0 / 1024.0;
/// Keeps close encounters tame (a power of two).
const SOFTENING: f64 = 1.0 / 64.0;
/// Bodies whose pull is summed side by side.
const LANES: usize = 4;
/// The stream of [`Inputs`] that the bodies come from.
const STREAM: u64 = 4;

type Lanes = [f64; LANES];
type Column = [f64; BODIES];

pub(crate) struct Nbody {
    /// Positions by axis, then by body.
    positions: [Column; 3],
    velocities: [Column; 3],
    masses: Column,
    time_steps_done: u32,
}

impl Nbody {
    pub(crate) fn new() -> Nbody {
        let empty = [[0.0; BODIES]; 3];
        Nbody { positions: empty, velocities: empty, masses: [0.0; BODIES], time_steps_done: 0 }
    }

    /// Adds one time step of all bodies' pull to all velocities.
    fn kick(&mut self) {
        for first in (0..BODIES).step_by(LANES) {
            let pull = self.pull(first);
            for (velocities, pull) in self.velocities.iter_mut().zip(pull) {
                for (velocity, pull) in velocities[first..].iter_mut().zip(pull) {
                    *velocity += pull * TIME_STEP;
                }
            }
        }
    }

    /// The pull of all bodies on the [`LANES`] bodies from `first`, by axis.
    fn pull(&self, first: usize) -> [Lanes; 3] {
        let here = self.positions.each_ref().map(|axis| lanes(axis, first));
        let [mut ax, mut ay, mut az] = [[0.0; LANES]; 3];
        let [xs, ys, zs] = &self.positions;
        for (((x, y), z), mass) in xs.iter().zip(ys).zip(zs).zip(&self.masses) {
            for lane in 0..LANES {
                let (dx, dy, dz) = (x - here[0][lane], y - here[1][lane], z - here[2][lane]);
                let square = dx * dx + dy * dy + dz * dz + SOFTENING;
                let strength = mass / (square * square.sqrt());
                ax[lane] += dx * strength;
                ay[lane] += dy * strength;
                az[lane] += dz * strength;
            }
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

impl Unit for Nbody {
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

fn lanes(column: &Column, first: usize) -> Lanes {
    std::array::from_fn(|lane| column[first + lane])
}
