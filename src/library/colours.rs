//! Which person has which colour.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Place;
use super::entry::Entry;
use crate::model::actor::{Actor, ActorKind};

/// How many colours people are spread over; a theme with fewer looks repeats them.
const COLOURS: usize = 12;

/// By actor: the number of its colour. The people who stand in most places choose first, each the colour that fewest people of the same
/// articles have, and among those the one that its own name asks for; so the main people of a story differ, and a person
/// keeps a colour as long as those named more often stay the same. Cost grows with the pairs of people in each article.
pub(super) fn assign(
    entries: &[Arc<Entry>],
    actors: &[Arc<Actor>],
    places: &[Vec<Place>],
) -> Vec<usize> {
    let by_name =
        |actor: &Arc<Actor>| usize::try_from(actor.colour_seed % COLOURS as u64).unwrap_or(0);
    let mut colours: Vec<usize> = actors.iter().map(by_name).collect();
    let is_person = |number: &usize| actors[*number].kind == ActorKind::Person;
    let mut people: Vec<usize> = (0..actors.len()).filter(is_person).collect();
    people.sort_by_key(|&number| (std::cmp::Reverse(places[number].len()), actors[number].id));
    // By article: how many people there have each colour so far.
    let mut taken = vec![[0_usize; COLOURS]; entries.len()];
    for number in people {
        let rows: BTreeSet<usize> = places[number].iter().map(|place| place.row).collect();
        let met = |colour: usize| rows.iter().map(|&row| taken[row][colour]).sum::<usize>();
        let wished = colours[number];
        let around = (0..COLOURS).map(|step| (wished + step) % COLOURS);
        let colour = around.min_by_key(|&colour| met(colour)).unwrap_or(wished);
        colours[number] = colour;
        for row in rows {
            taken[row][colour] += 1;
        }
    }
    colours
}
