//! The table of poll points held against where threads of real CPythons lost the GIL.
//!
//! `crates/sim/data/preempt_points.json` counts, for 15 loops and 9 versions, the last instruction that a
//! preempted thread had run. The programs' sources did not come with it; they are read off its offsets and
//! `dis` of 3.8 to 3.13, and modelled as far as polls depend on: instructions that never poll may differ.
//!
//! Compared, for each program and version, are the poll points in the order of their offsets, function by
//! function. Modelled is what happens in the innermost loop, so a point without a model is forgiven under 1 %
//! of a program's preemptions: it is one of the loop around, run once in a thousand. Every poll point of the
//! model must have been seen, be it once in the 700 to 1,500 preemptions. The one program left out is
//! `v_genfor`, which leaves a generator half-way and makes a new one in its loop around.
//!
//! 3.11 shows a C call as its `PRECALL` or its `CALL`, by how it is specialised: here it is always the `CALL`.

use super::assembler::Assembler;
use super::opcode::{Manner, Opcode};
use super::rules::Era;
use std::collections::BTreeMap;

const DATA: &str = include_str!("../../data/preempt_points.json");

/// The share of a program's preemptions, in percent, under which a point without a model is forgiven.
const FORGIVEN: u64 = 1;

#[test]
fn threads_are_preempted_where_the_model_polls_and_nowhere_else() {
    let data: BTreeMap<String, BTreeMap<String, BTreeMap<String, u64>>> = serde_json::from_str(DATA).unwrap();
    let mut compared = 0;
    for (version, programs) in &data {
        let era = Era::of_minor(version.split('.').nth(1).unwrap().parse().unwrap());
        for (program, points) in programs.iter().filter(|(program, _)| *program != "v_genfor") {
            let modelled = modelled(program, era);
            for (seen, polls) in measured(program, points).iter().zip(&modelled) {
                assert!(agree(seen, polls), "{program} on {version}: {points:?}, modelled {modelled:?}");
            }
            compared += 1;
        }
    }
    // Fifteen programs less one on seven versions; 3.6 and 3.8 ran seven of them.
    assert_eq!(compared, 7 * 14 + 2 * 7);
}

/// A measured point: its instruction, and whether it may be without a model.
type Seen = (String, bool);

/// The points seen in the main function, and in the one it calls, in the order of their offsets.
fn measured(program: &str, points: &BTreeMap<String, u64>) -> [Vec<Seen>; 2] {
    let whole: u64 = points.values().sum();
    let mut seen: Vec<(bool, i64, Seen)> = Vec::new();
    for (point, count) in points {
        let (function, rest) = point.split_once('@').unwrap();
        let (offset, name) = rest.split_once(' ').unwrap();
        let name = match name {
            "?" => "function entry",
            "PRECALL" => "CALL",
            name => name,
        };
        let forgiven = count * 100 < whole * FORGIVEN;
        seen.push((function != program, offset.parse().unwrap(), (name.to_owned(), forgiven)));
    }
    seen.sort();
    [false, true].map(|called| {
        let own = seen.iter().filter(|(other, _, _)| *other == called);
        own.map(|(_, _, seen)| seen.clone()).collect()
    })
}

/// Whether the points seen, but for some of the forgiven ones, are those modelled.
fn agree(seen: &[Seen], modelled: &[String]) -> bool {
    let Some(((name, forgiven), rest)) = seen.split_first() else { return modelled.is_empty() };
    let fits = modelled.split_first().is_some_and(|(first, others)| first == name && agree(rest, others));
    fits || *forgiven && agree(rest, modelled)
}

/// Where an iteration of the program polls.
fn modelled(program: &str, era: Era) -> [Vec<String>; 2] {
    // A function called once, without a `JUMP_BACKWARD`, is never specialised on 3.11.
    let cold = era == Era::Py3_11 && !PLAIN_LOOPS.contains(&program);
    let mut assembler = Assembler::new(era);
    if cold {
        assembler = assembler.cold();
    }
    write(program, &mut assembler);
    [false, true].map(|called| {
        let own = assembler.code.iter().filter(|instruction| instruction.called == called);
        let polls = own.filter(|instruction| era.rules().polls(instruction.opcode, instruction.manner));
        polls.map(|instruction| instruction.opcode.name().to_owned()).collect()
    })
}

/// Those whose innermost loop is `for _ in range(...)`; that of the others is `while not STOP`.
const PLAIN_LOOPS: [&str; 5] = ["v_attr", "v_call", "v_ccall", "v_method", "v_plain"];

fn write(program: &str, a: &mut Assembler) {
    match program {
        "v_plain" => a.for_each(|a| {
            a.emit(Opcode::LoadGlobal);
            a.emit(Opcode::LoadConst);
            a.add_in_place();
            a.emit(Opcode::StoreGlobal);
        }),
        "v_attr" => a.for_each(|a| {
            a.emit(Opcode::LoadFast);
            a.duplicate();
            a.emit(Opcode::LoadAttr);
            a.emit(Opcode::LoadConst);
            a.add_in_place();
            a.swap();
            a.emit(Opcode::StoreAttr);
        }),
        "v_call" => a.for_each(|a| {
            called_with_c(a, |a| a.call_python(|a| a.emit(Opcode::LoadFast)));
        }),
        "v_ccall" => a.for_each(|a| called_with_c(a, Assembler::call_c)),
        "v_method" => a.for_each(append_and_pop),
        "v_append" => while_running(a, append_and_pop),
        "v_straight" => while_running(a, |a| {
            (0..7).for_each(|_| a.add());
            a.emit(Opcode::LoadConst);
            a.emit(a.pick(Opcode::BinarySubtract, Opcode::BinaryOp));
        }),
        "v_forward" => while_running(a, |a| {
            for manner in [Manner::Taken, Manner::Taken, Manner::Taken, Manner::NotTaken] {
                a.emit(Opcode::LoadFast);
                a.emit(Opcode::LoadConst);
                a.emit(Opcode::CompareOp);
                a.jump_if_false(manner);
            }
        }),
        "v_or" => while_running(a, |a| {
            for jump in [Opcode::JumpIfTrueOrPop, Opcode::JumpIfFalseOrPop, Opcode::JumpIfFalseOrPop] {
                a.emit(Opcode::LoadFast);
                a.emit(jump);
            }
        }),
        "v_builtins" => while_running(a, |a| {
            named_call(a, 1, Assembler::call_builtin);
            named_call(a, 2, Assembler::call_builtin);
            named_call(a, 1, Assembler::call_builtin);
            named_call(a, 1, Assembler::call_c);
        }),
        "v_kw" => while_running(a, |a| {
            named_call(a, 2, call_with_keywords);
            named_call(a, 1, call_with_keywords);
        }),
        "v_ex" => while_running(a, |a| named_call(a, 1, |a| a.emit(Opcode::CallFunctionEx))),
        "v_ret" => while_running(a, |a| {
            named_call(a, 1, |a| a.call_python(|a| a.emit(Opcode::LoadConst)));
        }),
        "v_gen" => while_running(a, |a| {
            named_call(a, 1, Assembler::call_c);
            resume_generator(a);
        }),
        _ => panic!("no program {program}"),
    }
}

/// `while not STOP: ...`, one iteration: the condition is at the bottom from 3.10 on.
fn while_running(a: &mut Assembler, body: impl FnOnce(&mut Assembler)) {
    let at_the_top = matches!(a.era, Era::Py2_7 | Era::Py3_2 | Era::Py3_7);
    if at_the_top {
        a.emit(Opcode::LoadGlobal);
        a.emit_as(Opcode::PopJumpIfTrue, Manner::NotTaken);
        body(a);
        return a.emit(Opcode::JumpAbsolute);
    }
    body(a);
    a.emit(Opcode::LoadGlobal);
    match a.era {
        Era::Py3_10 => a.emit_as(Opcode::PopJumpIfFalse, Manner::Taken),
        Era::Py3_11 => a.emit_as(Opcode::PopJumpBackwardIfFalse, Manner::Taken),
        _ => {
            a.emit_as(Opcode::PopJumpIfTrue, Manner::NotTaken);
            a.emit(Opcode::JumpBackward);
        }
    }
}

/// `c = f(c) + 1`
fn called_with_c(a: &mut Assembler, call: impl FnOnce(&mut Assembler)) {
    named_call(a, 2, call);
    a.add();
    a.emit(Opcode::StoreGlobal);
}

/// A call of a global, with so many globals loaded for it and its arguments.
fn named_call(a: &mut Assembler, globals: u32, call: impl FnOnce(&mut Assembler)) {
    (0..globals).for_each(|_| a.emit(Opcode::LoadGlobal));
    call(a);
}

fn call_with_keywords(a: &mut Assembler) {
    match a.era {
        Era::Py3_13 => a.emit(Opcode::CallKw),
        _ => a.call(Opcode::CallFunctionKw, Manner::Plain),
    }
}

/// `l.append(0)`, which has an instruction of its own from 3.11 on, and `l.pop()`, which has none.
fn append_and_pop(a: &mut Assembler) {
    for manner in [a.specialised(), Manner::Plain] {
        a.emit(Opcode::LoadFast);
        if matches!(a.era, Era::Py2_7 | Era::Py3_2) {
            a.emit(Opcode::LoadAttr);
            a.emit(Opcode::CallFunction);
        } else {
            a.emit(a.pick(Opcode::LoadMethod, Opcode::LoadAttr));
            a.call(Opcode::CallMethod, manner);
        }
        a.emit(Opcode::PopTop);
    }
}

/// A generator between two `yield`s of `while True: yield ...`. It is resumed before the call of `next`
/// returns; which is first does not matter, since functions are compared one by one.
fn resume_generator(a: &mut Assembler) {
    a.in_callee(|a| {
        a.emit(Opcode::YieldValue);
        if !a.era.is_old() {
            a.emit(Opcode::Resume);
        }
        a.emit(a.pick(Opcode::JumpAbsolute, Opcode::JumpBackward));
    });
}
