//! The reader's hand on the page: buttons, sliders and keys, found by the names that the reader sees or hears.

use super::{Tab, Vendor};
use crate::Result;
use anyhow::Context;
use fantoccini::Locator;
use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use fantoccini::elements::Element;
use serde_json::Value;
use std::time::Duration;

/// How long the pointer takes for a way: enough steps for a page to follow.
const STROKE: Duration = Duration::from_millis(250);

impl Tab {
    /// Presses the button of that accessible name, with the pointer.
    pub fn press(&self, name: &str) -> Result<()> {
        let button = self.control("button", name)?;
        self.wait(button.click()).with_context(|| format!("pressing \"{name}\""))
    }

    /// Drags the slider of that accessible name until it shows `value`, with the pointer.
    pub fn drag(&self, name: &str, value: f64) -> Result<()> {
        let slider = self.control("input[type=range]", name)?;
        let (_, _, width, _) = self.wait(slider.rectangle())?;
        let (low, high) = (self.number(&slider, "min")?, self.number(&slider, "max")?);
        let now = self.number(&slider, "value")?;
        // The thumb's middle goes from half a thumb after the left end to half a thumb before the right one.
        let offset = |value: f64| ((value - low) / (high - low) - 0.5) * (width - THUMB);
        let at = |x: f64, duration| PointerAction::MoveToElement {
            element: slider.clone(),
            duration: Some(duration),
            x,
            y: 0.0,
        };
        let stroke = MouseActions::new("mouse".to_owned())
            .then(at(offset(now), Duration::ZERO))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(at(offset(value), STROKE))
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.wait(self.client.perform_actions(stroke)).with_context(|| format!("dragging \"{name}\""))
    }

    /// Types keys into whatever has the focus; see [`fantoccini::key::Key`] for those without a letter.
    pub fn keys(&self, keys: &str) -> Result<()> {
        let mut stroke = KeyActions::new("keyboard".to_owned());
        for value in keys.chars() {
            stroke = stroke.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        self.wait(self.client.perform_actions(stroke)).context("typing")
    }

    /// Types keys into what a CSS selector finds; in frames of another site, whose controls chromedriver can't name.
    pub fn keys_into(&self, css: &str, keys: &str) -> Result<()> {
        self.run(&format!("document.querySelector('{css}').focus()"))?;
        self.keys(keys)
    }

    /// Whether there is a control of that kind (a CSS selector) and accessible name.
    pub fn offers(&self, kind: &str, name: &str) -> bool {
        self.control(kind, name).is_ok()
    }

    /// The control of that kind (a CSS selector) whose accessible name, as the browser computes it, is `name`.
    fn control(&self, kind: &str, name: &str) -> Result<Element> {
        let controls = self.wait(self.client.find_all(Locator::Css(kind)))?;
        let mut names = Vec::new();
        for control in controls {
            let path = format!("element/{}/computedlabel", control.element_id());
            let label = self.wait(self.client.issue_cmd(Vendor { path, body: None }))?;
            if label == name {
                return Ok(control);
            }
            names.push(label);
        }
        anyhow::bail!("there is no {kind} named \"{name}\", only {}", Value::from(names))
    }

    fn number(&self, element: &Element, property: &str) -> Result<f64> {
        let text = self.wait(element.prop(property))?.unwrap_or_default();
        text.parse().with_context(|| format!("the slider's {property} is \"{text}\""))
    }
}

/// The width of a slider's thumb, in CSS pixels.
const THUMB: f64 = 18.0;
