//! What each crate must never use, and why: the *never* column of `ARCHITECTURE.md` as data.

/// No crate `from` may stand on a package in `to`; a name that ends in `*` means all that begin so.
pub(super) struct DependencyBan {
    pub(super) from: &'static str,
    pub(super) what: &'static str,
    pub(super) to: &'static [&'static str],
    pub(super) why: &'static str,
}

/// The code of crate `from`, its tests aside, may contain none of `texts`.
pub(super) struct SourceBan {
    pub(super) from: &'static str,
    pub(super) what: &'static str,
    pub(super) texts: &'static [&'static str],
    pub(super) why: &'static str,
}

const MEMBERS: &[&str] = &[
    "model",
    "sim",
    "workloads",
    "live",
    "charts",
    "files",
    "porter",
    "words",
    "worker",
    "engine",
    "meter",
    "ui",
    "xtask",
    "prerender",
    "posters",
    "bench",
    "site-tests",
    "static-server",
    "simulate",
    "fidelity",
    "fit",
    "proofs",
];
const WEB: &[&str] =
    &["wasm-bindgen", "wasm-bindgen-*", "web-sys", "js-sys", "gloo", "gloo-*", "yew", "web-time"];
const CLOCKS: &[&str] = &["time", "chrono", "jiff", "instant", "web-time", "quanta"];
const RANDOM: &[&str] = &["getrandom", "rand", "fastrand"];
const THREADS: &[&str] =
    &["rayon", "rayon-core", "crossbeam", "crossbeam-*", "tokio", "threadpool", "parking_lot"];
const TOOLS: &[&str] = &[
    "xtask",
    "prerender",
    "posters",
    "bench",
    "site-tests",
    "static-server",
    "simulate",
    "fidelity",
    "fit",
    "proofs",
];

const MEASURING: &[&str] = &["live", "workloads", "meter", "rayon", "rayon-core"];

const ENGINES: &[&str] = &["sim", "live", "engine", "meter", "workloads"];

const ANY_PLACE: &str = "it must mean the same natively and in the browser";
const SAME_EVERYWHERE: &str = "the same scenario and seed give the same trace, byte for byte";

const fn never(
    from: &'static str,
    what: &'static str,
    to: &'static [&'static str],
    why: &'static str,
) -> DependencyBan {
    DependencyBan { from, what, to, why }
}

pub(super) const DEPENDENCY_BANS: &[DependencyBan] = &[
    never("model", "another member", MEMBERS, "the vocabulary stands below everything"),
    never("model", "a clock", CLOCKS, "time is a value there"),
    never("model", "randomness", RANDOM, SAME_EVERYWHERE),
    never("model", "threads", THREADS, "it is plain data"),
    never("model", "the web", WEB, ANY_PLACE),
    never("sim", "live", &["live"], "a model that measures is no model"),
    never("sim", "threads", THREADS, SAME_EVERYWHERE),
    never("sim", "a wall clock", CLOCKS, SAME_EVERYWHERE),
    never("sim", "the system's randomness", RANDOM, SAME_EVERYWHERE),
    never("sim", "the web", WEB, ANY_PLACE),
    never("workloads", "another member", MEMBERS, "kernels know nothing of who runs them"),
    never("workloads", "threads", THREADS, "who runs a kernel decides on its threads"),
    never("workloads", "the web", WEB, ANY_PLACE),
    never("live", "sim", &["sim"], "a measurement must not borrow from the model"),
    never("live", "the web", WEB, "clock, sleep and spawner are passed in, so it runs natively too"),
    never("charts", "an engine", ENGINES, "a picture reads a trace, whoever made it"),
    never("charts", "the web", WEB, "the same marks are painted natively and in the browser"),
    never("files", "an engine", ENGINES, "a file reads a trace, whoever made it"),
    never("files", "the web", WEB, "bytes go in and come out, natively too"),
    never(
        "words",
        "another member",
        MEMBERS,
        "it says what it is told, and knows nothing of what it is about",
    ),
    never("words", "the web", WEB, "the same is said natively and in the browser"),
    never("worker", "either program", &["sim", "live", "engine", "meter"], "both of them stand on it"),
    never("engine", "charts or ui", &["charts", "ui"], "the worker draws nothing"),
    never("engine", "what measures", MEASURING, "a reader who measures nothing loads none of it"),
    never("meter", "charts or ui", &["charts", "ui"], "the worker draws nothing"),
    never("meter", "the model's runs", &["sim", "engine"], "a measurement must not borrow from the model"),
    never("ui", "an engine", ENGINES, "the page must not block, so runs happen in the worker"),
    never("ui", "rayon", &["rayon", "rayon-core"], "the page must not block"),
    never("model", "a tool", TOOLS, "tools stand on the site, never below it"),
    never("sim", "a tool", TOOLS, "tools stand on the site, never below it"),
    never("live", "a tool", TOOLS, "tools stand on the site, never below it"),
    never("charts", "a tool", TOOLS, "tools stand on the site, never below it"),
    never(
        "porter",
        "an engine",
        &["sim", "live", "engine", "meter", "workloads", "ui"],
        "it draws what others ran",
    ),
    never("porter", "a tool", TOOLS, "tools stand on the site, never below it"),
    never("files", "a tool", TOOLS, "tools stand on the site, never below it"),
    never("words", "a tool", TOOLS, "tools stand on the site, never below it"),
    never("worker", "a tool", TOOLS, "tools stand on the site, never below it"),
    never("engine", "a tool", TOOLS, "tools stand on the site, never below it"),
    never("meter", "a tool", TOOLS, "tools stand on the site, never below it"),
    never("ui", "a tool", TOOLS, "tools stand on the site, never below it"),
];

const CLOCK_TEXTS: &[&str] = &["std::time::Instant", "Instant::now", "SystemTime"];
const THREAD_TEXTS: &[&str] = &["std::thread", "thread::spawn", "thread::scope", "thread::sleep"];

pub(super) const SOURCE_BANS: &[SourceBan] = &[
    SourceBan {
        from: "model",
        what: "the standard clocks",
        texts: CLOCK_TEXTS,
        why: "time is a value there",
    },
    SourceBan { from: "model", what: "the standard threads", texts: THREAD_TEXTS, why: "it is plain data" },
    SourceBan { from: "sim", what: "the standard clocks", texts: CLOCK_TEXTS, why: SAME_EVERYWHERE },
    SourceBan { from: "sim", what: "the standard threads", texts: THREAD_TEXTS, why: SAME_EVERYWHERE },
    SourceBan {
        from: "sim",
        what: "hashers seeded at random",
        texts: &["RandomState"],
        why: SAME_EVERYWHERE,
    },
    SourceBan {
        from: "workloads",
        what: "the standard threads",
        texts: THREAD_TEXTS,
        why: "who runs a kernel decides on its threads",
    },
];
