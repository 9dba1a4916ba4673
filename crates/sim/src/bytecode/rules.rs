//! After which instructions each version polls the eval breaker.
//!
//! Sources: Python/ceval.c of 2.7, 3.9 and 3.11, Python/bytecodes.c of 3.13 and 3.14; 3.8, 3.10, 3.12 and 3.15
//! by where their threads were really preempted (`crates/sim/data/preempt_points.json`).

use super::opcode::{Manner, Opcode};
use Opcode::{
    Call, CallFunction, CallFunctionEx, CallFunctionKw, CallKw, CallMethod, DupTop, DupTopTwo, FrameEntry,
    JumpAbsolute, JumpBackward, JumpForward, LoadConst, LoadFast, PopJumpBackwardIfFalse, PopJumpIfFalse,
    PopJumpIfTrue, PopTop, Resume, ReturnValue, RotThree, RotTwo, StoreFast, YieldValue,
};
use model::PythonVersion;

/// Versions that poll alike and compile the loops modelled alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Era {
    /// 2.7: counts instructions, and lets the GIL go at every hundredth.
    Py2_7,
    /// 3.2 to 3.6.
    Py3_2,
    /// 3.7 to 3.9: methods are loaded without being bound.
    Py3_7,
    /// 3.10: calls and jumps back only (bpo-29988).
    Py3_10,
    /// 3.11: `RESUME` at a function's start, specialised calls without a poll.
    Py3_11,
    /// 3.12: one `CALL`, comprehensions inlined.
    Py3_12,
    /// 3.13 and later: `CALL_KW`.
    Py3_13,
}

/// Where a version polls.
#[derive(Clone, Copy, Debug)]
pub(super) enum Points {
    /// After every instruction but these.
    AllBut(&'static [Opcode]),
    /// After these only.
    Only(&'static [Opcode]),
}

/// A version's row of the table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    points: Points,
    /// Instructions that let the GIL go: how many polls it takes until one does.
    pub(super) ticks: u64,
}

impl Era {
    /// All of them, oldest first.
    #[cfg(test)]
    pub(super) const ALL: [Self; 7] =
        [Self::Py2_7, Self::Py3_2, Self::Py3_7, Self::Py3_10, Self::Py3_11, Self::Py3_12, Self::Py3_13];

    /// The one that a version belongs to.
    pub(crate) const fn of(python: PythonVersion) -> Self {
        if python.is_2() { Self::Py2_7 } else { Self::of_minor(python.minor()) }
    }

    /// The one of CPython 3.`minor`.
    pub(super) const fn of_minor(minor: u8) -> Self {
        match minor {
            ..=6 => Self::Py3_2,
            7..=9 => Self::Py3_7,
            10 => Self::Py3_10,
            11 => Self::Py3_11,
            12 => Self::Py3_12,
            13.. => Self::Py3_13,
        }
    }

    /// Whether it is older than the specialising interpreter of 3.11 (PEP 659).
    pub(super) const fn is_old(self) -> bool {
        matches!(self, Self::Py2_7 | Self::Py3_2 | Self::Py3_7 | Self::Py3_10)
    }

    /// The row of this era.
    pub(super) const fn rules(self) -> Rules {
        match self {
            Self::Py2_7 => Rules { points: Points::AllBut(FAST), ticks: 100 },
            Self::Py3_2 | Self::Py3_7 => Rules { points: Points::AllBut(FAST), ticks: 1 },
            Self::Py3_10 => Rules { points: Points::Only(BACK_AND_CALLS), ticks: 1 },
            Self::Py3_11 => Rules { points: Points::Only(RESUME_AND_BACK), ticks: 1 },
            Self::Py3_12 => Rules { points: Points::Only(RESUME_AND_JUMP), ticks: 1 },
            Self::Py3_13 => Rules { points: Points::Only(CHECK_PERIODIC), ticks: 1 },
        }
    }
}

impl Rules {
    /// Whether the eval breaker is polled after such an instruction.
    pub(super) fn polls(self, opcode: Opcode, manner: Manner) -> bool {
        match self.points {
            Points::AllBut(fast) => !fast.contains(&opcode),
            Points::Only(points) => {
                let quiet = matches!(manner, Manner::NotTaken | Manner::Inlined | Manner::Specialised);
                points.contains(&opcode) && !quiet
            }
        }
    }
}

/// Up to 3.9: those that end in `FAST_DISPATCH()`, in 2.7 in `goto fast_next_opcode`. Conditional jumps do so
/// where the condition is a real bool, as in all loops modelled; `JUMP_IF_TRUE_OR_POP` there is given an `int`.
/// Nothing polls before `SETUP_FINALLY`, `SETUP_WITH` and `YIELD_FROM`, which no loop modelled has. An
/// instruction that returns polls by the call that it returns to.
const FAST: &[Opcode] = &[
    LoadFast,
    LoadConst,
    StoreFast,
    PopTop,
    RotTwo,
    RotThree,
    DupTop,
    DupTopTwo,
    JumpForward,
    PopJumpIfTrue,
    PopJumpIfFalse,
    ReturnValue,
];

/// 3.10: a function's entry, a generator's re-entry, calls that return, jumps back, and conditional jumps that
/// are taken, even forward.
const BACK_AND_CALLS: &[Opcode] = &[
    FrameEntry,
    YieldValue,
    CallFunction,
    CallFunctionKw,
    CallFunctionEx,
    CallMethod,
    JumpAbsolute,
    PopJumpIfTrue,
    PopJumpIfFalse,
];

/// 3.11. What a call of a C function polls is its `PRECALL` or its `CALL`, by how it is specialised; here it is
/// always the `CALL`.
const RESUME_AND_BACK: &[Opcode] = &[Resume, JumpBackward, PopJumpBackwardIfFalse, Call, CallFunctionEx];

/// 3.12: conditional jumps go forward only.
const RESUME_AND_JUMP: &[Opcode] = &[Resume, JumpBackward, Call, CallFunctionEx];

/// 3.13 and later: what has `_CHECK_PERIODIC` among its micro-operations.
const CHECK_PERIODIC: &[Opcode] = &[Resume, JumpBackward, Call, CallKw, CallFunctionEx];
