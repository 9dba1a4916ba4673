//! The places of the lanes, in CSS pixels.

/// What all lanes share, as long as a lane stays as high as a pixel.
const MOST: f64 = 640.0;
/// A lane's height where there is room.
const HEIGHT: f64 = 16.0;
/// Of a lane and the gap below it, the part that is the gap.
const GAP: f64 = 0.2;

/// One lane's place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) y: f64,
    pub(crate) height: f64,
}

/// Rows for so many lanes, and how high they are together.
pub(crate) fn rows(lanes: usize) -> (Vec<Row>, f64) {
    let pitch = (MOST / lanes.max(1) as f64).min(HEIGHT / (1.0 - GAP)).floor().max(1.0);
    let gap = (pitch * GAP).floor();
    let rows = (0..lanes).map(|lane| Row { y: lane as f64 * pitch, height: pitch - gap }).collect();
    (rows, lanes as f64 * pitch)
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn many_lanes_are_thin_but_none_vanishes() {
        for (lanes, expected) in [(1, 20.0), (4, 80.0), (64, 640.0), (500, 500.0), (1000, 1000.0)] {
            let (rows, height) = rows(lanes);
            assert_eq!((rows.len(), height), (lanes, expected));
            assert!(rows.iter().all(|row| row.height >= 1.0));
        }
    }
}
