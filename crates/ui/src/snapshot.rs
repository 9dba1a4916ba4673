//! What the prerendered page carries, so that the first picture in the browser is the one already there.

use model::message::{WireError, decode, encode};
use model::{Advice, Curve, Race, Scenario};
use serde::{Deserialize, Serialize};

/// The id of the element that holds what is said in the page's language, if that is not English.
pub const WORDS: &str = "words";

/// The scenario that the page opens with, the model's race of it, advice and curves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The scenario.
    pub scenario: Scenario,
    /// The race.
    pub race: Race,
    /// What would help its runs.
    pub advice: Vec<Advice>,
    /// The speedup curves.
    pub curves: Vec<Curve>,
}

impl Snapshot {
    /// The id of the element that holds it, in base64.
    pub const ELEMENT: &str = "snapshot";

    /// As bytes.
    ///
    /// # Errors
    /// None that a snapshot can cause.
    pub fn to_bytes(&self) -> Result<Vec<u8>, WireError> {
        encode(self)
    }

    /// Reads one back.
    ///
    /// # Errors
    /// If the bytes are of another version of the page.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WireError> {
        decode(bytes)
    }
}
