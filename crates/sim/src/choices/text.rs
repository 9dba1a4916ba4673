//! Choices as text: each number in groups of five bits, lowest first, one character of the URL-safe base 64
//! alphabet a group, of which the first half ends a number and the second says that more follows.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const MORE: u32 = 32;

/// A text that is no record of choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadChoices;

impl std::fmt::Display for BadChoices {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("this is no record of a run's choices")
    }
}

impl std::error::Error for BadChoices {}

pub(super) fn write(picks: &[u32]) -> String {
    let mut text = String::new();
    for pick in picks {
        let mut rest = *pick;
        while rest >= MORE {
            text.push(digit(MORE + rest % MORE));
            rest /= MORE;
        }
        text.push(digit(rest));
    }
    text
}

fn digit(value: u32) -> char {
    char::from(DIGITS[value as usize])
}

pub(super) fn read(text: &str) -> Result<Vec<u32>, BadChoices> {
    let (mut picks, mut pick, mut shift) = (Vec::new(), 0_u32, 0);
    for byte in text.bytes() {
        let value = DIGITS.iter().position(|digit| *digit == byte).ok_or(BadChoices)? as u32;
        if shift > 25 {
            return Err(BadChoices);
        }
        pick |= (value % MORE) << shift;
        shift += 5;
        if value < MORE {
            picks.push(pick);
            (pick, shift) = (0, 0);
        }
    }
    if shift == 0 { Ok(picks) } else { Err(BadChoices) }
}

#[cfg(test)]
mod tests {
    use super::{BadChoices, read, write};

    #[test]
    fn reads_what_it_writes() {
        let picks = vec![0, 1, 31, 32, 1023, 1024, 10_000_000];
        assert_eq!(read(&write(&picks)), Ok(picks));
        assert_eq!(write(&[0, 1, 20]), "ABU");
    }

    #[test]
    fn refuses_what_is_no_record() {
        for text in ["A B", "g", "é", "ggggggggA"] {
            assert_eq!(read(text), Err(BadChoices), "{text}");
        }
    }
}
