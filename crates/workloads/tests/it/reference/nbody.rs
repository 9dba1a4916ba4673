//! All pairs of bodies, one at a time.

use super::{fold_all, inputs};

const DT: f64 = 1.0 / 1024.0;
const SOFTENING: f64 = 1.0 / 64.0;
const TIME_STEPS: u32 = 48;

#[derive(Clone)]
struct Body {
    position: [f64; 3],
    velocity: [f64; 3],
    mass: f64,
}

pub(crate) fn unit(variant: u32) -> u64 {
    let bodies = after(variant, TIME_STEPS);
    let positions = (0..3).flat_map(|axis| bodies.iter().map(move |body| body.position[axis]));
    let velocities = (0..3).flat_map(|axis| bodies.iter().map(move |body| body.velocity[axis]));
    fold_all(positions.chain(velocities).map(f64::to_bits))
}

fn after(variant: u32, time_steps: u32) -> Vec<Body> {
    let mut numbers = inputs(4, variant).map(|word| (word >> 11) as f64 / 2_f64.powi(52) - 1.0);
    let mut next = move || numbers.next().expect("there is no end to the inputs");
    let mut bodies: Vec<_> = (0..48)
        .map(|_| {
            let axes: [_; 3] = std::array::from_fn(|_| (next(), next()));
            Body { position: axes.map(|a| a.0), velocity: axes.map(|a| a.1), mass: (next() + 1.0) / 48.0 }
        })
        .collect();
    for _ in 0..time_steps {
        advance(&mut bodies);
    }
    bodies
}

fn advance(bodies: &mut [Body]) {
    for i in 0..bodies.len() {
        let mut pull = [0.0; 3];
        for j in (0..bodies.len()).filter(|j| *j != i) {
            let way = way(&bodies[i], &bodies[j]);
            let square = way[0] * way[0] + way[1] * way[1] + way[2] * way[2] + SOFTENING;
            for (pull, way) in pull.iter_mut().zip(way) {
                *pull += way * (bodies[j].mass / (square * square.sqrt()));
            }
        }
        for (velocity, pull) in bodies[i].velocity.iter_mut().zip(pull) {
            *velocity += pull * DT;
        }
    }
    for body in bodies {
        for axis in 0..3 {
            body.position[axis] += body.velocity[axis] * DT;
        }
    }
}

fn way(from: &Body, to: &Body) -> [f64; 3] {
    std::array::from_fn(|axis| to.position[axis] - from.position[axis])
}

/// Kinetic energy, and the potential whose slope is the softened pull.
fn energy(bodies: &[Body]) -> f64 {
    let square = |v: [f64; 3]| v.iter().map(|x| x * x).sum::<f64>();
    let kinetic: f64 = bodies.iter().map(|body| body.mass * square(body.velocity) / 2.0).sum();
    let pairs = (0..bodies.len()).flat_map(|i| (0..i).map(move |j| (&bodies[i], &bodies[j])));
    kinetic - pairs.map(|(a, b)| a.mass * b.mass / (square(way(a, b)) + SOFTENING).sqrt()).sum::<f64>()
}

#[test]
fn energy_and_momentum_are_kept() {
    for variant in 0..8 {
        let (before, after) = (after(variant, 0), after(variant, TIME_STEPS));
        assert_ne!(before[0].position, after[0].position);
        let drift = energy(&after) / energy(&before) - 1.0;
        assert!(drift.abs() < 0.01, "variant {variant}: {drift}");
        for axis in 0..3 {
            let momentum = |bodies: &[Body]| bodies.iter().map(|b| b.mass * b.velocity[axis]).sum::<f64>();
            assert!((momentum(&after) - momentum(&before)).abs() < 1e-12, "variant {variant}, axis {axis}");
        }
    }
}
