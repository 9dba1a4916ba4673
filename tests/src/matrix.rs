//! One function, a test in every browser and on both kinds of host.

use crate::{Browser, Headers, Quirk, Result, Tab};

/// Where one test runs.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// The browser.
    pub browser: Browser,
    /// What the host sends.
    pub headers: Headers,
}

impl Setting {
    /// A fresh browser.
    pub fn tab(self) -> Result<Tab> {
        Tab::open(self.browser, &[])
    }

    /// A fresh browser that is unusual in some ways.
    pub fn odd_tab(self, quirks: &[Quirk]) -> Result<Tab> {
        Tab::open(self.browser, quirks)
    }
}

/// Makes each named function (from [`Setting`] to [`Result`]) a test in {Chromium, Firefox} x {isolating headers, none}.
#[macro_export]
macro_rules! everywhere {
    ($($name:ident),+ $(,)?) => {
        $crate::in_one_setting!(chromium_isolated, Chromium, Isolating, $($name),+);
        $crate::in_one_setting!(chromium_headerless, Chromium, None, $($name),+);
        $crate::in_one_setting!(firefox_isolated, Firefox, Isolating, $($name),+);
        $crate::in_one_setting!(firefox_headerless, Firefox, None, $($name),+);
    };
}

/// The same in each browser on a header-less host: for what is about the lack of headers, or has nothing to do with them.
#[macro_export]
macro_rules! in_each_browser {
    ($($name:ident),+ $(,)?) => {
        $crate::in_one_setting!(chromium, Chromium, None, $($name),+);
        $crate::in_one_setting!(firefox, Firefox, None, $($name),+);
    };
}

/// A module of tests for one setting.
#[doc(hidden)]
#[macro_export]
macro_rules! in_one_setting {
    ($module:ident, $browser:ident, $headers:ident, $($name:ident),+) => {
        mod $module {
            $(#[test]
            fn $name() -> $crate::Result<()> {
                let (browser, headers) = ($crate::Browser::$browser, $crate::Headers::$headers);
                super::$name($crate::Setting { browser, headers })
            })+
        }
    };
}
