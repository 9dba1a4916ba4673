//! The instructions of the loops modelled, by CPython's names (Lib/opcode.py of each version).
//!
//! Variants that differ only in where an operand comes from (`LOAD_FAST_BORROW`, `LOAD_SMALL_INT`, the
//! superinstructions of 3.13) are written as the plain instruction: none of them polls.

macro_rules! opcodes {
    ($($variant:ident = $name:literal, $old:literal, $new:literal;)+) => {
        /// An instruction.
        #[cfg_attr(not(test), expect(dead_code, reason = "some occur in measured programs only"))]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Opcode { $($variant),+ }

        impl Opcode {
            /// The name that `dis` prints.
            #[cfg(test)]
            pub(super) const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// About how long it takes in a warm loop, in nanoseconds: up to 3.10, and from 3.11 on.
            const fn nanos(self) -> (u64, u64) {
                match self { $(Self::$variant => ($old, $new)),+ }
            }
        }
    };
}

// The times are fitted by hand to the loops of `statement` (`tests` in `body`). They decide where in an
// iteration a thread is likely to be when it is asked to drop the GIL, and nothing about whether it can be.
opcodes! {
    LoadFast = "LOAD_FAST", 1, 1;
    StoreFast = "STORE_FAST", 2, 1;
    LoadFastAndClear = "LOAD_FAST_AND_CLEAR", 1, 1;
    LoadConst = "LOAD_CONST", 1, 1;
    LoadGlobal = "LOAD_GLOBAL", 3, 2;
    StoreGlobal = "STORE_GLOBAL", 10, 24;
    LoadAttr = "LOAD_ATTR", 17, 3;
    StoreAttr = "STORE_ATTR", 24, 12;
    LoadMethod = "LOAD_METHOD", 8, 3;
    BinarySubscr = "BINARY_SUBSCR", 11, 11;
    StoreSubscr = "STORE_SUBSCR", 13, 15;
    PopTop = "POP_TOP", 1, 1;
    DupTop = "DUP_TOP", 1, 1;
    DupTopTwo = "DUP_TOP_TWO", 1, 1;
    RotTwo = "ROT_TWO", 1, 1;
    RotThree = "ROT_THREE", 1, 1;
    Copy = "COPY", 1, 1;
    Swap = "SWAP", 1, 1;
    BinaryAdd = "BINARY_ADD", 18, 10;
    BinarySubtract = "BINARY_SUBTRACT", 18, 10;
    InplaceAdd = "INPLACE_ADD", 18, 10;
    BinaryOp = "BINARY_OP", 18, 10;
    CompareOp = "COMPARE_OP", 15, 7;
    PopJumpIfTrue = "POP_JUMP_IF_TRUE", 1, 1;
    PopJumpIfFalse = "POP_JUMP_IF_FALSE", 1, 1;
    PopJumpForwardIfFalse = "POP_JUMP_FORWARD_IF_FALSE", 1, 1;
    PopJumpBackwardIfFalse = "POP_JUMP_BACKWARD_IF_FALSE", 1, 2;
    JumpIfTrueOrPop = "JUMP_IF_TRUE_OR_POP", 3, 1;
    JumpIfFalseOrPop = "JUMP_IF_FALSE_OR_POP", 3, 1;
    JumpForward = "JUMP_FORWARD", 1, 1;
    JumpAbsolute = "JUMP_ABSOLUTE", 1, 2;
    JumpBackward = "JUMP_BACKWARD", 1, 2;
    GetIter = "GET_ITER", 10, 20;
    ForIter = "FOR_ITER", 14, 5;
    BuildList = "BUILD_LIST", 15, 20;
    ListAppend = "LIST_APPEND", 10, 15;
    MakeFunction = "MAKE_FUNCTION", 20, 30;
    CallFunction = "CALL_FUNCTION", 22, 22;
    CallFunctionKw = "CALL_FUNCTION_KW", 30, 30;
    CallFunctionEx = "CALL_FUNCTION_EX", 40, 40;
    CallMethod = "CALL_METHOD", 22, 22;
    Precall = "PRECALL", 1, 1;
    Call = "CALL", 26, 26;
    CallKw = "CALL_KW", 30, 30;
    FrameEntry = "function entry", 9, 9;
    Resume = "RESUME", 2, 2;
    ReturnValue = "RETURN_VALUE", 4, 3;
    YieldValue = "YIELD_VALUE", 9, 9;
}

/// How an instruction goes, where it can go several ways that polls depend on.
#[cfg_attr(not(test), expect(dead_code, reason = "some occur in measured programs only"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// There is only one way.
    Plain,
    /// A conditional jump that is taken.
    Taken,
    /// A conditional jump that is not.
    NotTaken,
    /// A call of Python code, which goes on in a frame of its own.
    Inlined,
    /// A call of C code that the warm interpreter of 3.11 on runs by an instruction of its own: `len(x)`,
    /// `isinstance(x, t)`, `type(x)`, `list.append(x)`.
    Specialised,
}

/// What an instruction does to the variable that is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// Nothing.
    None,
    /// The value that will be added to is read.
    Load,
    /// The sum is written.
    Store,
}

/// One instruction on its way through a loop.
#[derive(Clone, Copy, Debug)]
pub(super) struct Instruction {
    pub(super) opcode: Opcode,
    pub(super) manner: Manner,
    pub(super) access: Access,
    /// Whether it belongs to a function that the loop calls.
    #[cfg_attr(not(test), expect(dead_code, reason = "tells the functions of measured preemptions apart"))]
    pub(super) called: bool,
}

impl Instruction {
    /// About how long it takes in a warm loop, in nanoseconds.
    pub(super) const fn nanos(self, old: bool) -> u64 {
        let (before, since) = self.opcode.nanos();
        match self.manner {
            _ if old => before,
            // A frame pushed, or a C function inlined, instead of a call.
            Manner::Inlined | Manner::Specialised => 9,
            _ => since,
        }
    }
}
