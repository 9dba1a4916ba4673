//! The data of a task: bytes that both ends know, so that each can see whether it got what the other sent.

use model::{Bytes, TaskId};

/// From one word of the data to the next.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
/// Every bit is turned over in what a task returns.
const TURNED: u64 = u64::MAX;

/// Writes what is sent to `task` over `data`.
pub(super) fn write(data: &mut [u8], task: TaskId) {
    let mut next = first(task);
    let (words, rest) = data.as_chunks_mut();
    for word in words {
        *word = next.to_le_bytes();
        next = next.wrapping_add(STEP);
    }
    rest.copy_from_slice(&next.to_le_bytes()[..rest.len()]);
}

/// Makes what `task` returns of what was sent to it, in place.
pub(super) fn turn(data: &mut [u8]) {
    data.iter_mut().for_each(|byte| *byte = !*byte);
}

/// Whether `data` is what is sent to `task`, all `length` bytes of it.
pub(super) fn is_sent(data: &[u8], task: TaskId, length: Bytes) -> bool {
    data.len() as u64 == length.0 && is(data, task, 0)
}

/// Whether `data` is what `task` returns, all `length` bytes of it.
pub(super) fn is_returned(data: &[u8], task: TaskId, length: Bytes) -> bool {
    data.len() as u64 == length.0 && is(data, task, TURNED)
}

fn is(data: &[u8], task: TaskId, turned: u64) -> bool {
    let (mut next, mut wrong) = (first(task), 0);
    let (words, rest) = data.as_chunks();
    for word in words {
        wrong |= u64::from_le_bytes(*word) ^ next ^ turned;
        next = next.wrapping_add(STEP);
    }
    wrong == 0 && *rest == (next ^ turned).to_le_bytes()[..rest.len()]
}

const fn first(task: TaskId) -> u64 {
    STEP.wrapping_mul(task.0 as u64 + 1)
}

#[cfg(test)]
mod tests {
    use super::{is_returned, is_sent, turn, write};
    use model::{Bytes, TaskId};

    #[test]
    fn every_byte_counts_on_both_ways() {
        for length in [0, 1, 7, 8, 9, 100] {
            let (mut data, all) = (vec![0; length], Bytes(length as u64));
            write(&mut data, TaskId(3));
            assert!(is_sent(&data, TaskId(3), all));
            assert_eq!(is_sent(&data, TaskId(4), all), length == 0);
            assert!(!is_sent(&data, TaskId(3), Bytes(all.0 + 1)));
            for byte in 0..length {
                data[byte] ^= 1;
                assert!(!is_sent(&data, TaskId(3), all), "byte {byte} of {length}");
                data[byte] ^= 1;
            }
            turn(&mut data);
            assert!(is_returned(&data, TaskId(3), all));
            assert_eq!(is_sent(&data, TaskId(3), all), length == 0);
        }
    }
}
