//! The numbers in `costs.rs` are the fitted ones: no step away from them is any better.

use fit::{Values, fit, loss};

const MEASURED: &str = include_str!("../../../crates/sim/data/cpython-3.11.jsonl");

#[test]
fn the_models_costs_are_where_a_fit_ends() {
    let model = Values::of_the_model();
    assert_eq!(fit(MEASURED, model, &[1]).unwrap(), model);
    assert!(loss(MEASURED, model).unwrap() < loss(MEASURED, Values::STARTING).unwrap());
}

#[test]
fn a_file_without_processes_is_refused() {
    assert!(loss("", Values::STARTING).is_err());
}
