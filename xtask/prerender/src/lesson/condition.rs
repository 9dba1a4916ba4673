//! When a goal is reached, as authors write it: `threads.speedup >= 1.5 and tasks > 4`.

use anyhow::{Context, Result, bail};
use model::Runtime;
use model::scenario::Field;
use ui::figure::{Comparison, Condition, Metric, Order, Term};

/// Reads comparisons joined by `and`.
///
/// # Errors
/// If a name means nothing: says which.
pub(super) fn parse(text: &str) -> Result<Condition> {
    Ok(Condition(text.split(" and ").map(comparison).collect::<Result<_>>()?))
}

fn comparison(text: &str) -> Result<Comparison> {
    let found = Order::ALL.iter().find_map(|(sign, order)| Some((text.split_once(sign)?, *order)));
    let ((left, right), order) =
        found.with_context(|| format!("{text:?} compares nothing: <, <=, >, >= or =="))?;
    Ok(Comparison { left: term(left.trim())?, order, right: term(right.trim())? })
}

fn term(text: &str) -> Result<Term> {
    if let Ok(number) = text.parse::<f64>() {
        return Ok(Term::Number(number));
    }
    if let Some((runtime, metric)) = text.split_once('.') {
        let runtime =
            Runtime::from_name(runtime).with_context(|| format!("there is no runtime {runtime:?}"))?;
        let known = Metric::ALL.iter().find(|(name, _)| *name == metric);
        let Some((_, metric)) = known else {
            let known = Metric::ALL.map(|(name, _)| name).join(", ");
            bail!("a run has no {metric:?}; it has {known}")
        };
        return Ok(Term::Of(runtime, *metric));
    }
    if !Field::ALL.iter().any(|field| field.key() == text) {
        bail!("{text:?} is no number, no key of a link and no figure of a runtime");
    }
    Ok(Term::Key(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::parse;
    use model::Runtime;
    use ui::figure::{Metric, Order, Term};

    #[test]
    fn comparisons_are_read() {
        let condition = parse("threads.speedup >= 1.5 and 4 < tasks").unwrap();
        let [first, second] = condition.0.as_slice() else { panic!("{condition:?}") };
        assert_eq!(first.left, Term::Of(Runtime::Threads, Metric::Speedup));
        assert_eq!((first.order, &first.right), (Order::AtLeast, &Term::Number(1.5)));
        assert_eq!((&second.left, second.order), (&Term::Number(4.0), Order::Less));
        assert_eq!(second.right, Term::Key("tasks".into()));
    }

    #[test]
    fn what_means_nothing_is_named() {
        let refused = |text: &str| parse(text).unwrap_err().to_string();
        assert!(refused("threads.sped > 1").contains("\"sped\""));
        assert!(refused("fibers.speedup > 1").contains("\"fibers\""));
        assert!(refused("task > 1").contains("\"task\""));
        assert!(refused("tasks = 1").contains("compares nothing"));
    }
}
