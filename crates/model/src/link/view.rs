//! The part of a link that changes no run, but what is seen of it: `zoom=25-50&code=processes&lab-threads=3`.

use super::number::{Number, parse, show};
use super::read::quote;
use crate::lab::Knobs;
use crate::{Nanos, Runtime, RuntimeSet};

/// How a scenario is looked at; what is `None` is as the page has it by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The part of the time axis that is shown, in millionths of the whole; at least [`View::NARROWEST`] wide.
    pub zoom: Option<(u32, u32)>,
    /// The runtime whose Python is shown.
    pub code: Option<Runtime>,
    /// The laboratory's switch interval.
    pub lab_interval: Option<Nanos>,
    /// How many of the laboratory's threads compute.
    pub lab_threads: Option<u16>,
    /// How many calls a second its I/O thread makes.
    pub lab_calls: Option<u32>,
}

/// A percent, in the millionths that [`View::zoom`] counts.
const PERCENT: u64 = 10_000;
/// A millisecond, in nanoseconds.
const MILLISECOND: u64 = 1_000_000;

impl View {
    /// The whole time axis, in the unit of [`View::zoom`].
    pub const WHOLE: u32 = 1_000_000;
    /// The narrowest part of it: below that, single spans fill the screen.
    pub const NARROWEST: u32 = Self::WHOLE / 2_000;

    /// The keys and values of what is not as usual, each behind a `&`.
    #[must_use]
    pub fn query(&self) -> String {
        let number = |number: Option<u64>, scale| number.map(|number| show(number, scale));
        let zoom = self
            .zoom
            .map(|(from, to)| [&show(from.into(), PERCENT), "-", &show(to.into(), PERCENT)].concat());
        let keys = [
            ("&zoom=", zoom),
            ("&code=", self.code.map(|runtime| runtime.name().to_owned())),
            ("&lab-interval=", number(self.lab_interval.map(|interval| interval.0), MILLISECOND)),
            ("&lab-threads=", number(self.lab_threads.map(u64::from), 1)),
            ("&lab-calls=", number(self.lab_calls.map(u64::from), 1)),
        ];
        keys.into_iter().filter_map(|(key, value)| value.map(|value| key.to_owned() + &value)).collect()
    }

    /// Takes in one of a link's keys, if it is of the view, with a sentence on what had to be changed.
    pub(super) fn read(&mut self, key: &str, text: &str, notes: &mut Vec<String>) -> bool {
        let said = match key {
            "zoom" => self.read_zoom(text),
            "code" => self.read_code(text),
            "lab-interval" => {
                let range = (Knobs::SHORTEST.0, Knobs::LONGEST.0);
                number(key, text, MILLISECOND, range, |value| self.lab_interval = Some(Nanos(value)))
            }
            "lab-threads" => {
                let range = (1, Knobs::MOST_THREADS.into());
                number(key, text, 1, range, |value| self.lab_threads = Some(value as u16))
            }
            "lab-calls" => {
                let range = (0, Knobs::MOST_CALLS.into());
                number(key, text, 1, range, |value| self.lab_calls = Some(value as u32))
            }
            _ => return false,
        };
        notes.extend(said);
        true
    }

    fn read_zoom(&mut self, text: &str) -> Option<String> {
        let ends = text.split_once('-').map(|(from, to)| (parse(from, PERCENT), parse(to, PERCENT)));
        let (Some((from, exact)), Some((to, also))) =
            (ends.and_then(|(from, _)| value(from)), ends.and_then(|(_, to)| value(to)))
        else {
            let quoted = quote(text);
            return Some(
                ["zoom=", &quoted, " is not a part of the time axis such as 25-50; all of it is shown."]
                    .concat(),
            );
        };
        let to_there = to.clamp(Self::NARROWEST.into(), Self::WHOLE.into()) as u32;
        let from_there = from.min((to_there - Self::NARROWEST).into()) as u32;
        self.zoom = Some((from_there, to_there)).filter(|zoom| *zoom != (0, Self::WHOLE));
        let mended = !(exact && also) || (from_there.into(), to_there.into()) != (from, to);
        mended.then(|| {
            let (from, to) = (show(from_there.into(), PERCENT), show(to_there.into(), PERCENT));
            [
                "zoom goes from 0 to 100, and is at least 0.05 wide; ",
                &quote(text),
                " became ",
                &from,
                "-",
                &to,
                ".",
            ]
            .concat()
        })
    }

    fn read_code(&mut self, text: &str) -> Option<String> {
        self.code = Runtime::from_name(text);
        self.code
            .is_none()
            .then(|| ["There is no runtime ", &quote(text), " whose Python could be shown."].concat())
    }

    /// Only what is run has its Python shown.
    pub(super) fn within(&mut self, runtimes: RuntimeSet) -> Option<String> {
        let code = self.code.filter(|code| !runtimes.contains(*code))?;
        self.code = None;
        Some(["The link shows the Python of ", code.name(), ", but no such run; it was left out."].concat())
    }
}

/// The number, and whether it is exactly what was written.
fn value(number: Number) -> Option<(u64, bool)> {
    match number {
        Number::Exact(value) => Some((value, true)),
        Number::Rounded(value) => Some((value, false)),
        Number::Not => None,
    }
}

/// Sets a number to what was written, or the nearest in its range.
fn number(
    key: &str,
    text: &str,
    scale: u64,
    (low, high): (u64, u64),
    set: impl FnOnce(u64),
) -> Option<String> {
    let Some((value, exact)) = value(parse(text, scale)) else {
        return Some([key, "=", &quote(text), " is not a number; it was left out."].concat());
    };
    let taken = value.clamp(low, high);
    set(taken);
    let what = if scale == 1 { " is a whole number from " } else { " goes from " };
    let range = [key, what, &show(low, scale), " to ", &show(high, scale)].concat();
    (!exact || taken != value)
        .then(|| [&range, "; ", &quote(text), " became ", &show(taken, scale), "."].concat())
}
