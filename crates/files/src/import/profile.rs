//! The parts of a Firefox profile: columns of numbers, and lists of names.

use super::MOST_SLICES;
use super::collect::TooMuch;
use super::firefox::Profile;
use super::names::{Name, Names};
use super::skip::Skip;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// How many numbers all columns together may have.
const MOST_CELLS: usize = 8 * MOST_SLICES;

/// A table: by column, as profiles are saved, or row by row after a schema, as the browser records them.
#[derive(Debug)]
pub(super) struct Table<const N: usize> {
    names: [&'static str; N],
    /// What is no number is not one here either.
    pub(super) columns: [Vec<f64>; N],
    /// Which column is where in a row.
    schema: [Option<usize>; N],
}

impl<const N: usize> Table<N> {
    pub(super) fn new(names: [&'static str; N]) -> Self {
        Self { names, columns: std::array::from_fn(|_| Vec::new()), schema: [None; N] }
    }

    /// A number, if there is one.
    pub(super) fn get(&self, column: usize, row: usize) -> Option<f64> {
        self.columns[column].get(row).copied().filter(|number| !number.is_nan())
    }

    /// A number as a place in another table.
    pub(super) fn place(&self, column: usize, row: usize) -> Option<usize> {
        self.get(column, row).filter(|number| *number >= 0.0).map(|number| number as usize)
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| *known == name)
    }
}

/// Reads a table; `cells` counts the numbers of all.
pub(super) struct ReadTable<'a, const N: usize> {
    pub(super) table: &'a mut Table<N>,
    pub(super) cells: &'a mut usize,
}

macro_rules! seed {
    ([$($generics:tt)*] $name:ty => $how:ident -> $value:ty) => {
        impl<'de, $($generics)*> DeserializeSeed<'de> for $name {
            type Value = $value;
            fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<$value, D::Error> {
                deserializer.$how(self)
            }
        }
    };
}
pub(super) use seed;

seed!([const N: usize] ReadTable<'_, N> => deserialize_map -> ());

impl<'de, const N: usize> Visitor<'de> for ReadTable<'_, N> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table of a profile, which is an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let Self { table, cells } = self;
        while let Some(key) = members.next_key::<String>()? {
            match (&*key, table.position(&key)) {
                ("schema", _) => members.next_value_seed(Schema(table))?,
                ("data", None) => members.next_value_seed(Rows { table, cells })?,
                (_, Some(column)) => {
                    members.next_value_seed(Column { column: &mut table.columns[column], cells })?;
                }
                _ => members.next_value_seed(Skip)?,
            }
        }
        Ok(())
    }
}

struct Schema<'a, const N: usize>(&'a mut Table<N>);
seed!([const N: usize] Schema<'_, N> => deserialize_map -> ());

impl<'de, const N: usize> Visitor<'de> for Schema<'_, N> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table's schema, which is an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(key) = members.next_key::<String>()? {
            let place = members.next_value_seed(Number)?;
            if let Some(column) = self.0.position(&key) {
                self.0.schema[column] = (place >= 0.0).then_some(place as usize);
            }
        }
        Ok(())
    }
}

/// Rows after a schema; where tables are saved by column, `data` is one that is not looked at.
struct Rows<'a, const N: usize> {
    table: &'a mut Table<N>,
    cells: &'a mut usize,
}
seed!([const N: usize] Rows<'_, N> => deserialize_seq -> ());

impl<'de, const N: usize> Visitor<'de> for Rows<'_, N> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table's data, which is a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if self.table.schema.iter().all(Option::is_none) {
            return Skip.visit_seq(list);
        }
        let Self { table, cells } = self;
        while list.next_element_seed(Row { table, cells })?.is_some() {}
        Ok(())
    }
}

struct Row<'a, const N: usize> {
    table: &'a mut Table<N>,
    cells: &'a mut usize,
}
seed!([const N: usize] Row<'_, N> => deserialize_seq -> ());

impl<'de, const N: usize> Visitor<'de> for Row<'_, N> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table's row, which is a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut row = [f64::NAN; N];
        let mut place = 0;
        while let Some(number) = list.next_element_seed(Number)? {
            let columns = self.table.schema.iter().zip(&mut row);
            columns.filter(|(at, _)| **at == Some(place)).for_each(|(_, cell)| *cell = number);
            place += 1;
        }
        count(self.cells, N).map_err(A::Error::custom)?;
        self.table.columns.iter_mut().zip(row).for_each(|(column, cell)| column.push(cell));
        Ok(())
    }
}

struct Column<'a> {
    column: &'a mut Vec<f64>,
    cells: &'a mut usize,
}
seed!([] Column<'_> => deserialize_any -> ());

impl<'de> Visitor<'de> for Column<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table's column, which is a list")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        // Of two columns of one name the last counts.
        self.column.clear();
        while let Some(number) = list.next_element_seed(Number)? {
            count(self.cells, 1).map_err(A::Error::custom)?;
            self.column.push(number);
        }
        Ok(())
    }
}

fn count(cells: &mut usize, more: usize) -> Result<(), TooMuch> {
    *cells += more;
    if *cells > MOST_CELLS { Err(TooMuch::Slices) } else { Ok(()) }
}

/// A number; what is none is not one.
struct Number;
seed!([] Number => deserialize_any -> f64);

impl<'de> Visitor<'de> for Number {
    type Value = f64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<f64, E> {
        Ok(number)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<f64, E> {
        Ok(number as f64)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<f64, E> {
        Ok(number as f64)
    }

    fn visit_unit<E: Error>(self) -> Result<f64, E> {
        Ok(f64::NAN)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<f64, E> {
        Ok(f64::NAN)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<f64, E> {
        Ok(f64::NAN)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<f64, A::Error> {
        Skip.visit_seq(list).map(|()| f64::NAN)
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<f64, A::Error> {
        Skip.visit_map(members).map(|()| f64::NAN)
    }
}

/// A list of names.
pub(super) struct Strings<'a>(pub(super) &'a mut Names);
seed!([] Strings<'_> => deserialize_seq -> Vec<u32>);

impl<'de> Visitor<'de> for Strings<'_> {
    type Value = Vec<u32>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a profile's strings, which are a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<u32>, A::Error> {
        let mut all = Vec::new();
        while let Some(name) = list.next_element_seed(Name(self.0))? {
            all.push(name);
        }
        Ok(all)
    }
}

/// What a profile says of itself: its categories, and how often it looked.
pub(super) struct Meta<'a>(pub(super) &'a mut Profile);
seed!([] Meta<'_> => deserialize_any -> ());

impl<'de> Visitor<'de> for Meta<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what a profile says of itself, which is an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(key) = members.next_key::<String>()? {
            match &*key {
                "interval" => self.0.interval = members.next_value_seed(Number)?,
                "categories" => {
                    self.0.categories = members.next_value_seed(Categories(&mut self.0.collect.names))?;
                }
                _ => members.next_value_seed(Skip)?,
            }
        }
        Ok(())
    }
}

struct Categories<'a>(&'a mut Names);
seed!([] Categories<'_> => deserialize_seq -> Vec<u32>);

impl<'de> Visitor<'de> for Categories<'_> {
    type Value = Vec<u32>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a profile's categories, which are a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<u32>, A::Error> {
        let mut all = Vec::new();
        while let Some(name) = list.next_element_seed(Category(self.0))? {
            all.push(name);
        }
        Ok(all)
    }
}

struct Category<'a>(&'a mut Names);
seed!([] Category<'_> => deserialize_map -> u32);

impl<'de> Visitor<'de> for Category<'_> {
    type Value = u32;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a profile's category, which is an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<u32, A::Error> {
        let mut name = self.0.place("").map_err(A::Error::custom)?;
        while let Some(key) = members.next_key::<String>()? {
            match &*key {
                "name" => name = members.next_value_seed(Name(self.0))?,
                _ => members.next_value_seed(Skip)?,
            }
        }
        Ok(name)
    }
}

/// What the threads of a profile share.
pub(super) struct Shared<'a>(pub(super) &'a mut Profile);
seed!([] Shared<'_> => deserialize_any -> ());

impl<'de> Visitor<'de> for Shared<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what the threads of a profile share, which is an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(key) = members.next_key::<String>()? {
            let profile = &mut *self.0;
            let cells = &mut profile.cells;
            match &*key {
                "stringArray" => {
                    profile.strings = members.next_value_seed(Strings(&mut profile.collect.names))?
                }
                "stackTable" => members.next_value_seed(ReadTable { table: &mut profile.stacks, cells })?,
                "frameTable" => members.next_value_seed(ReadTable { table: &mut profile.frames, cells })?,
                _ => members.next_value_seed(Skip)?,
            }
        }
        Ok(())
    }
}
