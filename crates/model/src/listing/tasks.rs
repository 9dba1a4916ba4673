//! What each task is given, and the plainest way to run them all.

use super::meaning::Meaning;
use super::{Program, section, touch};
use crate::Runtime;

/// A parameter of `work`.
struct Parameter {
    name: &'static str,
    value: Value,
}

/// What a task is given for it.
enum Value {
    /// Its number.
    Number,
    /// The same as every other task.
    Same(String),
    /// The name of its own shared memory.
    Memory,
}

fn all(meaning: &Meaning<'_>) -> Vec<Parameter> {
    let parameter = |name, value| Parameter { name, value };
    let mut all = Vec::new();
    if meaning.is_loop() {
        let passes = meaning.integer(touch::passes(meaning, meaning.job.cpu));
        return vec![parameter("n", Value::Same(passes))];
    }
    if section::opposed(meaning) || !meaning.data() {
        all.push(parameter("task", Value::Number));
    }
    if meaning.shares_memory() {
        all.push(parameter("name", Value::Memory));
    } else if meaning.data() {
        all.push(parameter("data", Value::Same(meaning.bytes(&meaning.integer(meaning.job.data.0)))));
    }
    if meaning.runtime == Runtime::Interpreters {
        let locks = section::names(meaning).iter();
        all.extend(locks.map(|lock| parameter(lock, Value::Same((*lock).to_owned()))));
    }
    all
}

/// The parameters of `work`.
pub(super) fn parameters(meaning: &Meaning<'_>) -> String {
    all(meaning).iter().map(|parameter| parameter.name).collect::<Vec<_>>().join(", ")
}

/// The arguments of one call of `work`, for the task of that number.
pub(super) fn arguments(meaning: &Meaning<'_>) -> String {
    let argument = |parameter: Parameter| match parameter.value {
        Value::Same(value) => value,
        Value::Number | Value::Memory => parameter.name.to_owned(),
    };
    all(meaning).into_iter().map(argument).collect::<Vec<_>>().join(", ")
}

/// The name of the number of a task, where it is used.
pub(super) fn number(meaning: &Meaning<'_>) -> &'static str {
    if all(meaning).iter().any(|parameter| matches!(parameter.value, Value::Number)) { "task" } else { "_" }
}

/// For each parameter the arguments of all tasks.
pub(super) fn columns(meaning: &Meaning<'_>) -> Vec<String> {
    let tasks = count(meaning);
    let column = |parameter: Parameter| match parameter.value {
        Value::Number => format!("range({tasks})"),
        Value::Same(value) => format!("[{value}] * {tasks}"),
        Value::Memory => "[block.name for block in blocks]".to_owned(),
    };
    all(meaning).into_iter().map(column).collect()
}

/// How many tasks the job has, hogs apart.
pub(super) fn count(meaning: &Meaning<'_>) -> String {
    meaning.integer(meaning.job.tasks.into())
}

/// How many hogs there are, and what each is given.
pub(super) fn hogs(meaning: &Meaning<'_>) -> Option<(u32, String)> {
    let passes = meaning.integer(touch::passes(meaning, meaning.job.hog_cpu));
    (meaning.job.hogs > 0).then_some((meaning.job.hogs, passes))
}

/// One after another.
pub(super) fn one_after_another(program: &mut Program, meaning: &Meaning<'_>) {
    if let Some((hogs, passes)) = hogs(meaning) {
        program.code(format!("for _ in range({hogs}):"));
        program.indented(|program| program.code(format!("hog({passes})")));
    }
    program.code(format!("for {} in range({}):", number(meaning), count(meaning)));
    program.indented(|program| program.code(format!("work({})", arguments(meaning))));
}
