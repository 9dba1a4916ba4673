//! A painted picture with at most 256 colours, as small as PNG can have it.
//!
//! These pictures have a dozen colours, and those between them where an edge is smoothed. The 256 that occur most are
//! kept, and each other becomes the nearest of them, which nobody can see.

use anyhow::{Context, Result};
use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use std::collections::BTreeMap;

/// Red, green, blue.
type Colour = [u8; 3];

/// The picture of that size as a PNG file; `pixels` are four bytes each, opaque, row by row.
///
/// # Errors
/// If the size is not that of `pixels`.
pub(crate) fn png(pixels: &[u8], (width, height): (u32, u32)) -> Result<Vec<u8>> {
    let colours: Vec<Colour> = pixels.chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let (palette, places) = palette(&colours);
    let indices: Vec<u8> = colours.iter().filter_map(|colour| places.get(colour).copied()).collect();
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(Compression::High);
    // Between indices there is no gradient to predict.
    encoder.set_filter(Filter::NoFilter);
    encoder.write_header()?.write_image_data(&indices).context("a picture has another size")?;
    Ok(file)
}

/// The colours that are kept, and for every colour the place of the one that stands for it.
fn palette(colours: &[Colour]) -> (Vec<Colour>, BTreeMap<Colour, u8>) {
    let mut counts: BTreeMap<Colour, u32> = BTreeMap::new();
    for colour in colours {
        *counts.entry(*colour).or_default() += 1;
    }
    let mut kept: Vec<Colour> = counts.keys().copied().collect();
    kept.sort_by_key(|colour| std::cmp::Reverse(counts.get(colour)));
    kept.truncate(256);
    let place = |colour: &Colour| {
        let near = kept.iter().enumerate().min_by_key(|(_, other)| distance(*colour, **other));
        near.map_or(0, |(place, _)| place as u8)
    };
    let places = counts.keys().map(|colour| (*colour, place(colour))).collect();
    (kept, places)
}

fn distance(one: Colour, other: Colour) -> u32 {
    one.into_iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}

#[cfg(test)]
mod tests {
    use super::{palette, png};

    #[test]
    fn few_colours_stay_as_they_are_and_of_many_the_rare_become_their_neighbours() {
        let few = [[1, 2, 3], [4, 5, 6], [1, 2, 3]];
        let (kept, places) = palette(&few);
        assert_eq!(kept, [[1, 2, 3], [4, 5, 6]]);
        assert_eq!(few.map(|colour| places[&colour]), [0, 1, 0]);

        let many: Vec<_> =
            (0..=255).flat_map(|grey| [[grey, 0, 0], [grey, 0, 0]]).chain([[7, 1, 0]]).collect();
        let (kept, places) = palette(&many);
        assert_eq!(kept.len(), 256);
        assert_eq!(kept[usize::from(places[&[7, 1, 0]])], [7, 0, 0]);
    }

    #[test]
    fn a_wrong_size_is_refused() {
        assert!(png(&[0; 16], (2, 2)).is_ok());
        assert!(png(&[0; 16], (3, 2)).is_err());
    }
}
