//! How long a big trace of another tool takes until it is drawn, and how smoothly it moves then.

use crate::report;
use serde_json::Value;
use site_tests::{Browser, Headers, Host, Race, Result, Tab};

/// Slices of the trace that is moved.
const SPANS: u32 = 1_000_000;
/// Bytes of the trace that is dropped.
const BYTES: u32 = 100_000_000;
/// Frames of panning and zooming.
const FRAMES: usize = 300;

/// Makes a file as VizTracer writes it: 16 threads, functions in functions, waits amid them; about so many slices or
/// bytes. Keeps the workers that the page starts.
const MAKE: &str = r#"
window.made = undefined;
window.workers = [];
window.Worker = class extends Worker {
  constructor(...given) { super(...given); window.workers.push(this); }
};
(() => {
  let seed = 1;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const waits = ["time.sleep", "_thread.lock.acquire", "select.epoll.poll", "_pickle.dumps"];
  const clocks = Array.from({ length: 16 }, (_, thread) => 35895969065 + thread);
  const parts = ['{"traceEvents": [{"ph": "M", "pid": 7, "tid": 7, "name": "process_name", "args": {"name": "Main"}}'];
  const name = () => {
    const at = Math.floor(random() * 300);
    return `Class${at}.method (/home/user/project/module_${at % 40}.py:${at})`;
  };
  const slice = (tid, ts, dur, name) =>
    `,\n{"pid": 7, "tid": ${tid}, "ts": ${ts.toFixed(3)}, "ph": "X", "cat": "fee", "dur": ${dur.toFixed(3)}, "name": "${name}"}`;
  let bytes = 0;
  let slices = 0;
  while (slices < SPANS && bytes < BYTES) {
    let text = "";
    for (let n = 0; n < 1000; n++) {
      const thread = Math.floor(random() * 16);
      const [from, length] = [clocks[thread], 2 + random() * 60];
      text += slice(thread, from + length * 0.1, length * 0.3, random() < 0.4 ? waits[n % 4] : name());
      text += slice(thread, from + length * 0.5, length * 0.4, random() < 0.2 ? waits[n % 4] : name());
      text += slice(thread, from, length, name());
      clocks[thread] += length + random() * 20;
      slices += 3;
    }
    bytes += text.length;
    parts.push(new Blob([text]));
  }
  parts.push(']}');
  window.file = new File(parts, "big.json");
  window.made = [slices, window.file.size];
})();
"#;

/// Drops the file, and looks a few hundred times a second whether the page still answers.
const DROP: &str = r#"
window.drawn = undefined;
(() => {
  const start = performance.now();
  let [last, longest, opened] = [start, 0, 0];
  const look = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!opened && document.querySelector(".viewer canvas")) opened = now;
    if (document.querySelector(".viewer .ticks span")) window.drawn = [now - start, now - opened, longest];
    else setTimeout(look);
  };
  const data = new DataTransfer();
  data.items.add(window.file);
  document.querySelector("main").dispatchEvent(
    new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  look();
})();
"#;

/// Zooms in and out and pans, a step a frame.
const MOVE: &str = r#"
window.moved = undefined;
(() => {
  const pictures = () => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    window.workers.at(-1).postMessage({ times: port2 }, [port2]);
  });
  const lanes = document.querySelector(".viewer .lanes");
  const { left, top, width } = lanes.getBoundingClientRect();
  const frames = [];
  let last = 0;
  const step = (now) => {
    if (last) frames.push(now - last);
    last = now;
    const n = frames.length;
    if (n >= FRAMES) {
      pictures().then((paints) => (window.moved = { frames, paints }));
      return;
    }
    const [clientX, clientY] = [left + width * (0.3 + 0.4 * ((n * 37) % 100) / 100), top + 20];
    const turn = n % 100 < 60 ? { ctrlKey: true, deltaY: n % 100 < 30 ? -60 : 60 } : { deltaX: n % 20 < 10 ? 40 : -40 };
    lanes.dispatchEvent(new WheelEvent("wheel", { ...turn, clientX, clientY, bubbles: true, cancelable: true }));
    requestAnimationFrame(step);
  };
  // Those that were painted before it moved are no part of this.
  pictures().then(() => requestAnimationFrame(step));
})();
"#;

/// Prints how long a trace of 100 MB takes from the drop until it is drawn, and the longest time in which the page did
/// not answer meanwhile.
pub(crate) fn dropped() -> Result<()> {
    let (_host, tab) = playground()?;
    let (_, bytes) = make(&tab, u32::MAX, BYTES)?;
    let drawn = drop_it(&tab)?;
    report("drop_size", bytes / 1e6, "MB");
    report("drop_to_drawn", drawn[0] / 1000.0, "s");
    report("drop_longest_gap_of_page", drawn[2], "ms");
    Ok(())
}

/// Prints how long the first picture of a million slices takes once they are read, and the frames and pictures while
/// it is panned and zoomed.
pub(crate) fn timeline() -> Result<()> {
    let (_host, tab) = playground()?;
    let (slices, _) = make(&tab, SPANS, u32::MAX)?;
    let drawn = drop_it(&tab)?;
    report("timeline_slices", slices, "slices");
    report("timeline_first_picture", drawn[1], "ms");
    tab.run(&MOVE.replace("FRAMES", &FRAMES.to_string()))?;
    let moved = tab.wait_until("it was moved", "window.moved")?;
    let frames = numbers(&moved["frames"]);
    let paints = pairs(&moved["paints"]);
    // What the eye sees: from the frame that took a picture to the frame that took the next.
    let between: Vec<f64> = paints.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    // A page's frame is the screen's, as its median is.
    let missed: f64 = between.iter().map(|time| (time / percentile(&frames, 50)).round() - 1.0).sum();
    report("timeline_frames_without_picture", missed, "frames");
    let took: Vec<f64> = paints.iter().map(|paint| paint.1).collect();
    for (name, times) in [("frame_of_page", frames), ("picture_to_picture", between), ("picture", took)] {
        report(&format!("timeline_{name}_p50"), percentile(&times, 50), "ms");
        report(&format!("timeline_{name}_p95"), percentile(&times, 95), "ms");
    }
    Ok(())
}

fn playground() -> Result<(Host, Tab)> {
    let host = Host::of_site(Headers::Isolating)?;
    let tab = Tab::open(Browser::Chromium, &[])?;
    Race::open(&tab, &host.url("playground/"))?;
    Ok((host, tab))
}

/// Returns how many slices and bytes were made.
fn make(tab: &Tab, slices: u32, bytes: u32) -> Result<(f64, f64)> {
    tab.run(&MAKE.replace("SPANS", &slices.to_string()).replace("BYTES", &bytes.to_string()))?;
    let made = numbers(&tab.wait_until("the file is made", "window.made")?);
    site_tests::ensure!(made.len() == 2, "the file was not made");
    Ok((made[0], made[1]))
}

/// Returns the milliseconds from the drop to the picture, from the trace to the picture, and of the longest gap.
fn drop_it(tab: &Tab) -> Result<Vec<f64>> {
    tab.run(DROP)?;
    let drawn = numbers(&tab.wait_until("the trace is drawn", "window.drawn")?);
    site_tests::ensure!(drawn.len() == 3, "the trace was not drawn");
    Ok(drawn)
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}

fn pairs(list: &Value) -> Vec<(f64, f64)> {
    let pair = |pair: &Value| Some((pair[0].as_f64()?, pair[1].as_f64()?));
    list.as_array().into_iter().flatten().filter_map(pair).collect()
}

fn percentile(times: &[f64], percent: usize) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() * percent / 100).copied().unwrap_or(f64::NAN)
}
