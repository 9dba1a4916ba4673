//! Negative controls: every check accepts a true run and refuses the same run with one thing made false.

use crate::{CHECKS, Check, Run, scenario};
use model::scenario::{Choice, Draft, Field};
use model::trace::InstantKind;
use model::{
    Clock, LaneId, Nanos, Outcome, PythonVersion, Runtime, Scenario, ShareLink, Span, State, TaskId, Trace,
    TraceRecorder, WorkloadKind,
};
use std::collections::BTreeSet;

/// A check's name, a true run, and what makes it false.
type Control = (&'static str, fn() -> Run, fn(&mut Run));

/// In the order of [`CHECKS`].
const CONTROLS: &[Control] = &[
    ("traces are sound", threads, |run| run.trace.demand += Nanos(1)),
    ("runs end as they may", threads, |run| run.trace.outcome = Outcome::Cancelled),
    ("a deadlock names its cycle", deadlock, |run| {
        if let Outcome::Deadlock { cycle } = &mut run.trace.outcome {
            cycle.pop();
        }
    }),
    ("a replay of the choices gives the same bytes", threads, |run| run.choices.clear()),
    ("no run takes more events than estimated", threads, |run| run.events *= 1000),
    ("1: one holder to a GIL", threads, |run| {
        spans(run, |span| {
            if span.state == State::WaitGil {
                span.state = State::Run;
            }
        })
    }),
    ("1: a switch follows a drop and is counted", threads, |run| {
        instants(run, |at, kind| {
            let dropped = [InstantKind::VoluntaryDrop, InstantKind::ForcedDrop].contains(&kind);
            (!dropped).then_some((at, kind))
        });
    }),
    ("2: a slice ended by a request lasts an interval", threads, |run| {
        edit(run, |draft| draft.interval.0 *= 3)
    }),
    ("2: a request comes an interval into a wait", threads, |run| {
        instants(run, |at, kind| {
            let early =
                if kind == InstantKind::DropRequest { at.saturating_sub(Nanos::millis(1)) } else { at };
            Some((early, kind))
        });
    }),
    ("3: a thread alone is never asked", sequential, |run| {
        instants(run, |at, _| Some((at, InstantKind::DropRequest)));
    }),
    ("4: all CPU time asked for is done", threads, |run| run.trace.demand.0 -= 1),
    ("4: each task gets its CPU time", threads, |run| edit(run, |draft| draft.workload.cpu.0 += 1)),
    ("5: nothing is faster than its cores, its GIL or its longest task", threads, |run| {
        edit(run, |draft| draft.workload.cpu.0 *= 3);
    }),
    ("6: a forced drop hands over", waiting, |run| {
        instants(run, |at, kind| {
            let forced = kind == InstantKind::VoluntaryDrop;
            Some((at, if forced { InstantKind::ForcedDrop } else { kind }))
        });
    }),
    ("7: what lies between polls is never cut", threads, |run| {
        spans(run, |span| {
            if span.state == State::Run {
                span.end.0 -= 1;
            }
        })
    }),
    ("8: what an iteration schedules runs in a later one", coroutines, |run| {
        instants(run, |at, kind| (kind != InstantKind::LoopIteration).then_some((at, kind)));
    }),
    ("9: coroutines finish in the order of their timers", coroutines, |run| {
        spans(run, |span| {
            span.task = span.task.map(|task| TaskId(7 - task.0));
        })
    }),
    ("10: a pool has no more workers than it was given", threads, |run| {
        edit(run, |draft| draft.workers = Some(1))
    }),
    ("10: a worker does one task after another", processes, |run| {
        spans(run, |span| {
            span.task = span.task.map(|task| TaskId(task.0 % 2));
        })
    }),
    ("10: an executor of processes runs ahead by one task", processes, |run| {
        edit(run, |draft| draft.workers = Some(1));
    }),
];

#[test]
fn every_check_has_its_control() {
    let controls: Vec<&str> = CONTROLS.iter().map(|(name, ..)| *name).collect();
    let checks: Vec<&str> = CHECKS.iter().map(|check| check.name).collect();
    assert_eq!(controls, checks);
}

#[test]
fn every_check_accepts_what_is_true_and_refuses_what_is_not() {
    for (Check { name, look }, (_, run, falsify)) in CHECKS.iter().zip(CONTROLS) {
        let mut run = run();
        let cases = look(&run).unwrap_or_else(|what| panic!("{name}: {what}"));
        assert!(cases > 0, "{name} has nothing to look at");
        falsify(&mut run);
        assert!(look(&run).is_err(), "{name} accepts what is false");
    }
}

/// Putting a trace together again, as the controls do, changes nothing by itself.
#[test]
fn what_is_not_edited_stays() {
    for mut run in [threads(), sequential(), waiting(), coroutines(), processes()] {
        let before = run.trace.clone();
        spans(&mut run, |_| {});
        instants(&mut run, |at, kind| Some((at, kind)));
        assert_eq!(run.trace, before);
    }
}

#[test]
fn random_scenarios_have_every_part() {
    let scenarios: Vec<Scenario> = (0..1000).map(scenario).collect();
    let distinct = |of: &dyn Fn(&Scenario) -> String| scenarios.iter().map(of).collect::<BTreeSet<_>>().len();
    assert_eq!(distinct(&|scenario| scenario.python.to_string()), PythonVersion::MODELLED.len());
    assert_eq!(distinct(&|scenario| scenario.workload.kind.name().into()), WorkloadKind::ALL.len());
    for choice in Choice::ALL {
        let defaults = usize::from(scenarios.iter().any(|scenario| choice.of(scenario).is_none()));
        let options = distinct(&|scenario| format!("{:?}", choice.of(scenario)));
        assert_eq!(options, choice.names().len() + defaults, "{choice:?}");
    }
    for field in Field::ALL {
        let values = distinct(&|scenario| format!("{:?}", field.of(scenario)));
        assert!(values > 20, "{field:?} has {values} values");
    }
}

/// Here to the tasks: two, or the usual number where that is no change at all.
#[test]
fn a_scenario_is_reduced_to_what_matters() {
    let more_than_one = |scenario: &Scenario| scenario.workload.tasks > 1;
    let start = (0..).map(scenario).find(|scenario| scenario.workload.tasks > 9).unwrap();
    let least = crate::smallest(start, more_than_one);
    let usual = Draft { python: least.python, seed: least.seed, ..Draft::of(least.workload.kind) };
    let mut two_tasks = usual.clone();
    two_tasks.workload.tasks = 2;
    assert!([usual, two_tasks].contains(&least.draft()), "{least:?}");
}

fn run(link: &str, runtime: Runtime) -> Run {
    Run::of(&ShareLink::parse(link).unwrap().scenario, runtime)
}

fn threads() -> Run {
    run("tasks=4&cpu=60&segments=1&cores=2", Runtime::Threads)
}

fn sequential() -> Run {
    run("tasks=2", Runtime::Sequential)
}

/// Threads that compute and wait in turn, and so get the GIL back from nobody now and then.
fn waiting() -> Run {
    run("w=mixed&tasks=4&cpu=60&io=20&segments=5&cores=2", Runtime::Threads)
}

fn coroutines() -> Run {
    run("w=io&tasks=8&segments=1&spread=90", Runtime::Asyncio)
}

/// Workers that take long to start, with tasks that fit into the pipe.
fn processes() -> Run {
    run("w=data&mb=0.001&tasks=24&cores=8&workers=8&start=spawn", Runtime::Processes)
}

fn deadlock() -> Run {
    let runs = (0..).map(|number| Run::of(&scenario(number), Runtime::Threads));
    runs.into_iter().find(|run| matches!(run.trace.outcome, Outcome::Deadlock { .. })).unwrap()
}

/// As if another scenario had been run.
fn edit(run: &mut Run, change: impl FnOnce(&mut Draft)) {
    let mut draft = run.scenario.draft();
    change(&mut draft);
    run.scenario = draft.build().unwrap();
}

fn spans(run: &mut Run, change: impl Fn(&mut Span)) {
    run.trace = edited(&run.trace, change, |at, kind| Some((at, kind)));
}

fn instants(run: &mut Run, change: impl Fn(Nanos, InstantKind) -> Option<(Nanos, InstantKind)>) {
    run.trace = edited(&run.trace, |_| {}, change);
}

/// The trace without its locks, written anew. On a wall clock the recorder takes what breaks its rules.
fn edited(
    trace: &Trace,
    change: impl Fn(&mut Span),
    moment: impl Fn(Nanos, InstantKind) -> Option<(Nanos, InstantKind)>,
) -> Trace {
    let clock = Clock::Wall { resolution: Nanos(1), begin: Nanos::ZERO };
    let mut recorder = TraceRecorder::new(clock, trace.provenance.clone());
    for (id, lane) in trace.lane_ids() {
        recorder.lane(lane.clone());
        for mut span in trace.spans(id) {
            change(&mut span);
            write(&mut recorder, id, &span);
        }
    }
    for (at, lane, kind) in trace.instants() {
        if let Some((at, kind)) = moment(at, kind) {
            recorder.instant(at, lane, kind);
        }
    }
    recorder.demand(trace.demand);
    recorder.copied(trace.copied);
    let mut edited = recorder.finish(trace.end, trace.outcome.clone());
    edited.clock = trace.clock;
    edited
}

fn write(recorder: &mut TraceRecorder, lane: LaneId, span: &Span) {
    recorder.holds_gil(lane, span.holds_gil);
    recorder.enter(lane, span.start, span.state, span.cause, span.holder, span.task);
    recorder.leave(lane, span.end);
}
