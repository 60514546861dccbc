//! Where the reader has gone by jumping: what was gone to lately and often comes first in a picker.

use serde::{Deserialize, Serialize};

use crate::library::Subject;
use crate::library::jump::JumpTarget;
use crate::library::seek::question::Saved;
use crate::model::actor::ActorId;
use crate::model::article::ArticleId;

/// What a visit is worth. With every later one, of whatever, it is worth a twentieth less: what was gone to once is level
/// with what was gone to twice some fourteen visits ago. No clock is asked, so that a holiday changes nothing.
const WORTH: u32 = 10_000;
const FADING: u32 = 20;

/// How many places are remembered.
const KEPT: usize = 60;

/// The places that were gone to, the most visited of late first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Visits(Vec<Visited>);

/// A place, and what the visits there are still worth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Visited {
    goal: Goal,
    worth: u32,
}

/// Where a jump goes, by what lasts from one session to the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Goal {
    Actor(u64),
    Topic(String),
    Unnamed,
    Outlet(String),
    /// By its first article, which names it.
    Story(ArticleId),
    Article(ArticleId),
    /// A saved search, by its name.
    Saved(String),
}

impl Visits {
    /// Counts a visit.
    pub fn count(&mut self, target: &JumpTarget) {
        let Some(goal) = Goal::of(target) else { return };
        let before = self.0.iter().position(|visited| visited.goal == goal);
        let before = before.map_or(0, |at| self.0.remove(at).worth);
        for visited in &mut self.0 {
            visited.worth = faded(visited.worth);
        }
        let worth = faded(before) + WORTH;
        // Among what is worth the same, the last visited comes first.
        let at = self.0.partition_point(|visited| visited.worth > worth);
        self.0.insert(at, Visited { goal, worth });
        self.0.truncate(KEPT);
    }

    /// What was gone to, the most visited of late first.
    pub fn targets(&self) -> Vec<JumpTarget> {
        let goals = self.0.iter().map(|visited| &visited.goal);
        goals.map(Goal::target).collect()
    }
}

fn faded(worth: u32) -> u32 {
    worth - worth / FADING
}

impl Goal {
    fn of(target: &JumpTarget) -> Option<Self> {
        Some(match target {
            JumpTarget::Subject(Subject::Actor(ActorId(id))) => Self::Actor(*id),
            JumpTarget::Subject(Subject::Topic(phrase)) => Self::Topic(phrase.clone()),
            JumpTarget::Subject(Subject::Unnamed) => Self::Unnamed,
            JumpTarget::Outlet(name, _) => Self::Outlet(name.clone()),
            JumpTarget::Story(articles) => Self::Story(*articles.last()?),
            JumpTarget::Article(id) => Self::Article(*id),
            JumpTarget::Saved(search) => Self::Saved(search.name.clone()),
            JumpTarget::Command(_) | JumpTarget::Own(_) => return None,
        })
    }

    /// The target, as far as it is needed to find it again.
    fn target(&self) -> JumpTarget {
        match self {
            Self::Actor(id) => JumpTarget::Subject(Subject::Actor(ActorId(*id))),
            Self::Topic(phrase) => JumpTarget::Subject(Subject::Topic(phrase.clone())),
            Self::Unnamed => JumpTarget::Subject(Subject::Unnamed),
            Self::Outlet(name) => JumpTarget::Outlet(name.clone(), Vec::new()),
            Self::Story(first) => JumpTarget::Story(vec![*first]),
            Self::Article(id) => JumpTarget::Article(*id),
            Self::Saved(name) => JumpTarget::Saved(Saved {
                name: name.clone(),
                query: String::new(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(id: u64) -> JumpTarget {
        JumpTarget::Article(ArticleId(id))
    }

    fn after(ids: &[u64]) -> Vec<JumpTarget> {
        let mut visits = Visits::default();
        for id in ids {
            visits.count(&article(*id));
        }
        visits.targets()
    }

    #[test]
    fn the_last_comes_first_unless_another_was_gone_to_more_often() {
        assert_eq!(after(&[1, 2, 3]), [3, 2, 1].map(article));
        assert_eq!(after(&[1, 1, 2]), [1, 2].map(article));
        assert_eq!(after(&[1, 2, 1, 2]), [2, 1].map(article));
    }

    #[test]
    fn what_was_often_gone_to_fades_with_what_is_gone_to_since() {
        let mut ids = vec![1, 1];
        ids.extend(100..110);
        assert_eq!(after(&ids)[0], article(1));
        ids.extend(110..120);
        assert_eq!(after(&ids)[0], article(119));
    }

    #[test]
    fn only_so_many_are_kept_and_whoever_is_new_is_among_them() {
        let ids: Vec<u64> = (0..500).collect();
        let kept = after(&ids);
        assert_eq!((kept.len(), &kept[0]), (KEPT, &article(499)));
    }

    #[test]
    fn a_story_that_has_grown_and_an_outlet_with_more_articles_are_the_same_places() {
        let ids = |ids: &[u64]| ids.iter().map(|id| ArticleId(*id)).collect::<Vec<_>>();
        let mut visits = Visits::default();
        for grown in [&[1][..], &[3, 1]] {
            visits.count(&JumpTarget::Story(ids(grown)));
            visits.count(&JumpTarget::Outlet("Post".to_owned(), ids(grown)));
        }
        assert_eq!(visits.0.len(), 2);
        let written = serde_json::to_string(&visits).unwrap();
        assert_eq!(serde_json::from_str::<Visits>(&written).unwrap(), visits);
    }
}
