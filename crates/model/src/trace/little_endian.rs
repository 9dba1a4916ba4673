//! A column of numbers as one block of bytes: copied as a whole, not number by number.

macro_rules! column {
    ($name:ident, $number:ty) => {
        pub(super) mod $name {
            use serde::de::{Error, Visitor};
            use serde::{Deserializer, Serializer};
            use std::fmt;

            const WIDTH: usize = size_of::<$number>();

            pub(in super::super) fn serialize<S: Serializer>(
                column: &[$number],
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                let mut bytes = Vec::with_capacity(column.len() * WIDTH);
                column.iter().for_each(|number| bytes.extend_from_slice(&number.to_le_bytes()));
                serializer.serialize_bytes(&bytes)
            }

            pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Vec<$number>, D::Error> {
                deserializer.deserialize_bytes(Block)
            }

            struct Block;

            impl Visitor<'_> for Block {
                type Value = Vec<$number>;

                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(f, "a block of {WIDTH}-byte numbers")
                }

                fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
                    let (numbers, rest) = bytes.as_chunks::<WIDTH>();
                    if !rest.is_empty() {
                        return Err(E::invalid_length(bytes.len(), &self));
                    }
                    Ok(numbers.iter().map(|bytes| <$number>::from_le_bytes(*bytes)).collect())
                }
            }
        }
    };
}
column!(u64s, u64);
column!(u16s, u16);
