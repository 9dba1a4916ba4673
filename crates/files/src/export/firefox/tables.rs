//! The profile's tables: each an object of columns and their length.

use super::markers::{KINDS, Marker};
use super::{INSTANT, INTERVAL};
use model::Nanos;
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};
use serde_json::{Value, json};

/// The strings, and the tables of stacks, which are empty.
pub(super) fn shared() -> Value {
    json!({
        "stackTable": empty(&["frame", "prefix"]),
        "frameTable": empty(&[
            "address", "inlineDepth", "category", "subcategory", "func", "nativeSymbol", "innerWindowID", "line", "column",
        ]),
        "funcTable": empty(&[
            "name", "isJS", "relevantForJS", "resource", "source", "lineNumber", "columnNumber",
        ]),
        "resourceTable": empty(&["lib", "name", "host", "type"]),
        "nativeSymbols": empty(&["libIndex", "address", "name", "functionSize"]),
        "sources": empty(&["id", "filename"]),
        "stringArray": KINDS.each_ref().map(|kind| kind.name),
    })
}

/// A thread's samples: none.
pub(super) fn samples() -> Value {
    let mut samples = empty(&["stack", "time"]);
    samples["weight"] = Value::Null;
    samples["weightType"] = "samples".into();
    samples
}

fn empty(columns: &[&str]) -> Value {
    let columns = columns.iter().map(|column| ((*column).to_owned(), json!([])));
    Value::Object(columns.chain([("length".to_owned(), 0.into())]).collect())
}

/// A thread's markers, as columns.
pub(super) struct Markers<'a>(pub(super) Vec<Marker<'a>>);

impl Serialize for Markers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut table = serializer.serialize_struct("Markers", 7)?;
        let of = self.0.as_slice();
        table.serialize_field("data", &column(of, |marker| &marker.data))?;
        table.serialize_field("name", &column(of, |marker| marker.kind))?;
        table.serialize_field("startTime", &column(of, |marker| marker.start.as_millis_f64()))?;
        table.serialize_field("endTime", &column(of, |marker| marker.end.map(Nanos::as_millis_f64)))?;
        let phase = |end: Option<Nanos>| if end.is_some() { INTERVAL } else { INSTANT };
        table.serialize_field("phase", &column(of, |marker| phase(marker.end)))?;
        table.serialize_field("category", &column(of, |marker| KINDS[marker.kind].category))?;
        table.serialize_field("length", &of.len())?;
        table.end()
    }
}

/// One value of each row.
struct Column<'a, F>(&'a [Marker<'a>], F);

fn column<'a, T: Serialize, F: Fn(&'a Marker<'a>) -> T>(markers: &'a [Marker<'a>], of: F) -> Column<'a, F> {
    Column(markers, of)
}

impl<'a, T: Serialize, F: Fn(&'a Marker<'a>) -> T> Serialize for Column<'a, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(&self.1))
    }
}
