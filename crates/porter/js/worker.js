// The worker of a brought trace: hands the file to the program slice by slice, and puts its pixels on the page's canvas.
//
// In:  {open: Blob}, once; then {canvas: OffscreenCanvas}, {colours: {run: "#0f8f6f", …}} and {gesture: Uint8Array}.
// Or {export: Uint8Array}, an `Export`, which is answered by {exported: "..."}, the file's text.
// Out: Uint8Array, a `Sight`; {failed: "..."} where not even that was possible.
// For benchmarks: {times: port} is answered there by the pictures since the last question, each by [when the frame of
// the screen began that took it, milliseconds of painting], as far as they are the first 10,000.
import init, { Porter, outOfMemory, panicWords, textures, write } from "./porter.js";

// What is unpacked is held to this, so that a small file can't become all there is.
const MOST_UNPACKED = 2_000_000_000;

const held = [];
let memory = null;
let porter = null;
let canvas = null;
let context = null;
let colours = null;
let ratio = 0;
let painted = false;
let took = 0;
let dead = false;
const times = [];
const turn = new MessageChannel();
turn.port1.onmessage = () => attempt(paintSoon);

addEventListener("message", ({ data }) => (porter ? attempt(take, data) : held.push(data)));
addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  die(event.reason);
});

({ memory } = await init());
porter = new Porter();
for (const data of held) attempt(take, data);

function take(data) {
  if (data.open) return open(data.open);
  if (data.export) return postMessage({ exported: write(data.export) });
  if (data.times) return data.times.postMessage(times.splice(0));
  if (data.canvas) {
    canvas = data.canvas;
    context = canvas.getContext("2d");
  }
  if (data.colours) {
    colours = data.colours;
    ratio = data.ratio;
    paintTiles();
  }
  if (data.gesture) porter.take(data.gesture);
  paintSoon();
}

async function open(file) {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const packed = start[0] === 0x1f && start[1] === 0x8b;
  const blob = packed ? await unpacked(file) : file;
  const reader = new FileReaderSync();
  const slice = (from, to) => new Uint8Array(reader.readAsArrayBuffer(blob.slice(from, to)));
  attempt(() => porter.open(blob.size, slice, (sight) => postMessage(sight, [sight.buffer])));
}

// The bytes of a file that gzip packed; what is damaged ends where it is, and is refused there.
async function unpacked(file) {
  const parts = [];
  let size = 0;
  const reader = file.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  try {
    for (let part; size < MOST_UNPACKED && !(part = await reader.read()).done; ) {
      // A blob may lie on the disk, what is in an array may not.
      parts.push(new Blob([part.value]));
      size += part.value.length;
    }
  } catch (error) {
    console.warn(error);
  }
  reader.cancel().catch(() => {});
  return new Blob(parts);
}

// Each state's texture, in the page's colours and the screen's pixels.
function paintTiles() {
  for (const texture of textures()) {
    const side = Math.max(1, Math.round(texture.side * ratio));
    const tile = new OffscreenCanvas(side, side).getContext("2d", { willReadFrequently: true });
    tile.scale(side / texture.side, side / texture.side);
    fill(tile, texture.ground, texture.opacity, texture.side);
    tile.strokeStyle = resolved(texture.ink);
    tile.lineWidth = texture.width;
    if (texture.path) tile.stroke(new Path2D(texture.path));
    const { data } = tile.getImageData(0, 0, side, side);
    const edge = texture.edge === undefined ? undefined : pixel(texture.edge, texture.edgeOpacity);
    porter.setTile(texture.state, side, new Uint8Array(data.buffer), edge);
    texture.free();
  }
  porter.setInk(pixel("var(--ink,#1b2430)", 1));
}

function pixel(colour, opacity) {
  const point = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  fill(point, colour, opacity, 1);
  return new Uint8Array(point.getImageData(0, 0, 1, 1).data.buffer);
}

function fill(on, colour, opacity, side) {
  on.globalAlpha = opacity;
  on.fillStyle = resolved(colour);
  on.fillRect(0, 0, side, side);
  on.globalAlpha = 1;
}

// `var(--run,#0f8f6f)`: the page's colour of that name, else the one that is written there.
function resolved(colour) {
  const [, name, fallback] = /^var\(--(\w+),(.*)\)$/.exec(colour) ?? [];
  return name === undefined ? (colour === "none" ? "transparent" : colour) : colours[name] || fallback;
}

// At once, but only once in a frame of the screen, however many gestures come in meanwhile.
function paintSoon() {
  if (painted || !context || !porter.wantsPainting()) return;
  painted = true;
  requestAnimationFrame(nextFrame);
  paint();
}

// The frame takes the picture that is there. What came since is painted after it, for the next: the page's frames begin
// at about the same moment, and what was painted here would take the place of a picture that nobody saw yet.
function nextFrame(began) {
  painted = false;
  if (times.length < 10_000) times.push([began, took]);
  turn.port2.postMessage(null);
}

function paint() {
  const start = performance.now();
  const sight = porter.paint();
  const [from, width, height] = porter.picture();
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const pixels = new Uint8ClampedArray(memory.buffer, from, width * height * 4);
  if (pixels.length > 0) context.putImageData(new ImageData(pixels, width, height), 0, 0);
  took = performance.now() - start;
  postMessage(sight, [sight.buffer]);
}

function attempt(work, data) {
  if (dead) return;
  try {
    return work(data);
  } catch (error) {
    die(error);
  }
}

function die(error) {
  if (dead) return;
  dead = true;
  const missing = porter ? outOfMemory() : 0;
  const memory = missing > 0 ? `it takes more memory than this browser gives (${missing} bytes more)` : undefined;
  postMessage({ failed: memory ?? panicWords?.() ?? String(error) });
}
