//! Yes or no by a number: how precise is it where it finds a given share?

use super::share;

/// How many of the pairs at or above a threshold are true, where the threshold is the highest that lets in at least the
/// share `recall` of the true pairs. `scored` has the number of each pair and whether it is true. Nothing when no pair is
/// true.
pub fn precision_at(recall: f64, scored: &[(f32, bool)]) -> Option<f64> {
    let all = scored.iter().filter(|(_, is_true)| *is_true).count();
    let mut sorted = scored.to_vec();
    sorted.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let (mut given, mut right) = (0, 0);
    // Pairs of one number come in together: no threshold parts them.
    for level in sorted.chunk_by(|(one, _), (other, _)| one.total_cmp(other).is_eq()) {
        given += level.len();
        right += level.iter().filter(|(_, is_true)| *is_true).count();
        if right > 0 && share(right, all) >= recall {
            return Some(share(right, given));
        }
    }
    None
}
