//! Choices that are given or replayed.

use crate::support::scenario;
use model::{Nanos, Runtime, State, Trace};
use sim::{ChoiceKind, Choices, Progress, Question, Simulation};

/// Answers every question with `answer` and notes what was asked.
fn play(link: &str, runtime: Runtime, answer: impl Fn(Question) -> u32) -> (Trace, Vec<Question>, String) {
    let mut simulation = Simulation::new(&scenario(link), runtime, Choices::given().recording());
    let mut asked = Vec::new();
    while let Progress::Asked(question) = simulation.run_to_end() {
        asked.push(question);
        simulation.answer(answer(question));
    }
    let record = simulation.choices().recorded().unwrap();
    (simulation.finish(), asked, record)
}

#[test]
fn a_question_changes_nothing_until_it_is_answered() {
    let mut simulation = Simulation::new(&scenario("tasks=2"), Runtime::Threads, Choices::given());
    let Progress::Asked(question) = simulation.run_to_end() else { panic!("nothing was asked") };
    let (now, again) = (simulation.now(), simulation.step());
    assert_eq!((again, simulation.now()), (Progress::Asked(question), now));
    simulation.answer(0);
    assert_ne!(simulation.step(), Progress::Asked(question));
}

#[test]
fn answers_are_what_a_replay_reads() {
    let middle = |question: Question| question.options / 2;
    let (given, asked, record) = play("tasks=5&cpu=20", Runtime::Threads, middle);
    given.check().unwrap();
    assert!(asked.iter().any(|question| question.kind == ChoiceKind::Waiter), "{asked:?}");
    let mut replay =
        Simulation::new(&scenario("tasks=5&cpu=20"), Runtime::Threads, Choices::replayed(&record).unwrap());
    replay.run_to_end();
    assert_eq!(replay.finish(), given);
}

/// Who always wakes the longest waiter makes the threads take turns; who always wakes the newest lets the
/// others starve, and main among them, which can't start the rest meanwhile.
#[test]
fn the_reader_can_be_the_scheduler() {
    let fair = |_: Question| 0;
    let unfair = |question: Question| match question.kind {
        ChoiceKind::Waiter => question.options - 1,
        _ => 0,
    };
    let (turns, _, _) = play("tasks=4&cpu=50", Runtime::Threads, fair);
    let (starved, _, _) = play("tasks=4&cpu=50", Runtime::Threads, unfair);
    let (turns, starved) = (longest_wait(&turns), longest_wait(&starved));
    assert!(starved > turns.times(2), "{starved:?} {turns:?}");
}

/// The longest wait for the GIL.
fn longest_wait(trace: &Trace) -> Nanos {
    let spans = trace.lane_ids().flat_map(|(id, _)| trace.spans(id));
    spans.filter(|span| span.state == State::WaitGil).map(|span| span.len()).max().unwrap()
}

/// A short text replays the beginning; the rest takes first options.
#[test]
fn a_replay_may_end_early() {
    let (first_options, _, record) = play("tasks=3&cpu=20", Runtime::Threads, |_| 0);
    assert!(record.bytes().all(|byte| byte == b'A'), "{record}");
    let empty = Choices::replayed("").unwrap();
    let mut replay = Simulation::new(&scenario("tasks=3&cpu=20"), Runtime::Threads, empty);
    replay.run_to_end();
    assert_eq!(replay.finish(), first_options);
}
