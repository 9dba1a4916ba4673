//! The site in real browsers, over WebDriver.
