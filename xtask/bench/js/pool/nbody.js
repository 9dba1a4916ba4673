// Gravity between all pairs of bodies: symplectic Euler with Plummer softening.
import { bits, forEachVariant, inputs, signedUnit } from "./inputs.js";

const BODIES = 48;
const TIME_STEPS = 48;
const TIME_STEP = 1 / 1024;
const SOFTENING = 1 / 64;

const starts = forEachVariant((variant) => {
  const word = inputs(4, variant);
  const [positions, velocities] = [new Float64Array(3 * BODIES), new Float64Array(3 * BODIES)];
  const masses = new Float64Array(BODIES);
  for (let body = 0; body < BODIES; body++) {
    for (let axis = 0; axis < 3; axis++) {
      positions[axis * BODIES + body] = signedUnit(word());
      velocities[axis * BODIES + body] = signedUnit(word());
    }
    masses[body] = (signedUnit(word()) + 1) / BODIES;
  }
  return { positions, velocities, masses };
});

// By axis, then by body; the positions first.
const motion = new Float64Array(6 * BODIES);
const positions = motion.subarray(0, 3 * BODIES);
const velocities = motion.subarray(3 * BODIES);
const [xs, ys, zs] = [0, 1, 2].map((axis) => positions.subarray(axis * BODIES, (axis + 1) * BODIES));
const [us, vs, ws] = [0, 1, 2].map((axis) => velocities.subarray(axis * BODIES, (axis + 1) * BODIES));

export function unit(variant) {
  const start = starts[variant];
  positions.set(start.positions);
  velocities.set(start.velocities);
  for (let step = 0; step < TIME_STEPS; step++) {
    kick(start.masses);
    for (let i = 0; i < 3 * BODIES; i++) positions[i] += velocities[i] * TIME_STEP;
  }
  return motion;
}

export const words = bits;

function kick(masses) {
  for (let i = 0; i < BODIES; i++) {
    const x = xs[i];
    const y = ys[i];
    const z = zs[i];
    let ax = 0;
    let ay = 0;
    let az = 0;
    for (let j = 0; j < BODIES; j++) {
      const dx = xs[j] - x;
      const dy = ys[j] - y;
      const dz = zs[j] - z;
      const square = dx * dx + dy * dy + dz * dz + SOFTENING;
      const strength = masses[j] / (square * Math.sqrt(square));
      ax += dx * strength;
      ay += dy * strength;
      az += dz * strength;
    }
    us[i] += ax * TIME_STEP;
    vs[i] += ay * TIME_STEP;
    ws[i] += az * TIME_STEP;
  }
}
