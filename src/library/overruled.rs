//! Rules of the reader that contradict each other.

use crate::model::correction::Corrections;
use crate::model::link::Ruled;
use crate::model::problem::{Problem, Severity};

/// The rules about stories that later ones contradict.
pub(super) fn problems(ruled: &[Ruled], corrections: &Corrections) -> Vec<Problem> {
    let overruled = ruled
        .iter()
        .filter_map(|ruled| Some((ruled.line, ruled.overruled?)));
    let told = overruled.map(|(line, by)| Problem {
        source: corrections.source.clone(),
        line: Some(line),
        severity: Severity::Skipped,
        reason: format!("line {by} says otherwise, and of two rules the later one holds"),
    });
    told.collect()
}
