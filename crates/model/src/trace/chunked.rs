//! A list that grows without moving what it holds.
//!
//! A `Vec` that is full moves to one of twice the size: for a moment there are three times the entries, and then
//! twice the room. A long trace can't afford that; here a full block is left where it is and another begun.

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// How many entries a block holds; a power of two, as the sizes that a `Vec` grows by are.
const BLOCK: usize = 4096;

/// An entry as bytes.
pub(super) trait Packed: Copy {
    /// How many bytes.
    const WIDTH: usize;
    /// Appends them, the lowest first.
    fn pack(self, bytes: &mut Vec<u8>);
    /// Reads [`Self::WIDTH`] of them.
    fn unpack(bytes: &[u8]) -> Self;
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chunked<T> {
    full: Vec<Vec<T>>,
    /// Not full.
    tail: Vec<T>,
}

impl<T> Default for Chunked<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Chunked<T> {
    pub(super) const fn new() -> Self {
        Self { full: Vec::new(), tail: Vec::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.full.len() * BLOCK + self.tail.len()
    }

    #[inline]
    pub(super) fn push(&mut self, entry: T) {
        self.tail.push(entry);
        if self.tail.len() == BLOCK {
            self.full.push(std::mem::replace(&mut self.tail, Vec::with_capacity(BLOCK)));
        }
    }

    pub(super) fn pop(&mut self) -> Option<T> {
        if self.tail.is_empty() {
            self.tail = self.full.pop()?;
        }
        self.tail.pop()
    }

    #[inline]
    pub(super) fn last_mut(&mut self) -> Option<&mut T> {
        match self.tail.last_mut() {
            Some(last) => Some(last),
            None => self.full.last_mut()?.last_mut(),
        }
    }

    /// Gives back the room that is left.
    pub(super) fn shrink(&mut self) {
        self.full.shrink_to_fit();
        self.tail.shrink_to_fit();
    }

    fn blocks(&self) -> impl Iterator<Item = &[T]> {
        let tail = (!self.tail.is_empty()).then_some(&self.tail);
        self.full.iter().chain(tail).map(Vec::as_slice)
    }

    /// All entries, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.blocks().flatten()
    }
}

impl<T: Copy> Chunked<T> {
    /// The entry at `place`, which must be there.
    #[inline]
    pub(super) fn get(&self, place: usize) -> T {
        match self.full.get(place / BLOCK) {
            Some(block) => block[place % BLOCK],
            None => self.tail[place - self.full.len() * BLOCK],
        }
    }

    /// How many entries `holds` is true for, if it is so for those at the front and no others.
    pub(super) fn partition_point(&self, holds: impl Fn(T) -> bool) -> usize {
        let full = self.full.partition_point(|block| holds(block[BLOCK - 1]));
        let block = self.full.get(full).unwrap_or(&self.tail);
        full * BLOCK + block.partition_point(|entry| holds(*entry))
    }
}

/// One block of bytes for each block of entries, so that nothing of the size of the list is made on the way.
impl<T: Packed> Serialize for Chunked<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let blocks = self.full.len() + usize::from(!self.tail.is_empty());
        let mut sequence = serializer.serialize_seq(Some(blocks))?;
        for block in self.blocks() {
            serde::ser::SerializeSeq::serialize_element(&mut sequence, &Bytes(block))?;
        }
        serde::ser::SerializeSeq::end(sequence)
    }
}

struct Bytes<'a, T>(&'a [T]);

impl<T: Packed> Serialize for Bytes<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut bytes = Vec::with_capacity(self.0.len() * T::WIDTH);
        self.0.iter().for_each(|entry| entry.pack(&mut bytes));
        serializer.serialize_bytes(&bytes)
    }
}

impl<'de, T: Packed> Deserialize<'de> for Chunked<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Blocks(PhantomData))
    }
}

struct Blocks<T>(PhantomData<T>);

impl<'de, T: Packed> Visitor<'de> for Blocks<T> {
    type Value = Chunked<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "blocks of {BLOCK} entries, the last one shorter")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut blocks: A) -> Result<Self::Value, A::Error> {
        let mut list = Chunked::new();
        while let Some(Block(block)) = blocks.next_element::<Block<T>>()? {
            let fits = list.tail.is_empty() && !block.is_empty() && block.len() <= BLOCK;
            match fits {
                true if block.len() == BLOCK => list.full.push(block),
                true => list.tail = block,
                false => return Err(A::Error::invalid_length(block.len(), &self)),
            }
        }
        Ok(list)
    }
}

struct Block<T>(Vec<T>);

impl<'de, T: Packed> Deserialize<'de> for Block<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(Entries(PhantomData))
    }
}

struct Entries<T>(PhantomData<T>);

impl<T: Packed> Visitor<'_> for Entries<T> {
    type Value = Block<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "entries of {} bytes", T::WIDTH)
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
        let entries = bytes.chunks_exact(T::WIDTH);
        if !entries.remainder().is_empty() {
            return Err(E::invalid_length(bytes.len(), &self));
        }
        Ok(Block(entries.map(T::unpack).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Chunked};

    #[test]
    fn is_a_list() {
        let mut list = Chunked::new();
        (0..2 * BLOCK + 2).for_each(|entry| list.push(entry));
        assert_eq!([list.pop(), list.pop(), list.pop()], [2 * BLOCK + 1, 2 * BLOCK, 2 * BLOCK - 1].map(Some));
        assert_eq!((list.len(), list.iter().count()), (2 * BLOCK - 1, 2 * BLOCK - 1));
        assert!((0..list.len()).all(|place| list.get(place) == place));
        for bound in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK] {
            assert_eq!(list.partition_point(|entry| entry < bound), bound.min(list.len()));
        }
        list.push(7);
        assert_eq!(list.last_mut(), Some(&mut 7), "the last of a full block");
    }
}
