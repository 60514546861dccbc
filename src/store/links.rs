//! The links of an article's mentions and references as bytes: actors by their key in the library, reasons in full.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::actor::ActorId;
use crate::model::findings::Findings;
use crate::model::link::{Link, Reason};
use crate::store::codec::{Damaged, Decoder, Encoder, unpack};

/// The links of one article, as `link` gives them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Links {
    /// By mention.
    pub names: Arc<[Link]>,
    /// By reference, where that can be said.
    pub references: Arc<[Option<Link>]>,
}

impl Links {
    /// Leaves out the mentions and references of those who are dismissed, also in the `findings`.
    pub(super) fn leave_out(&mut self, findings: &mut Findings, dismissed: &BTreeSet<ActorId>) {
        let stays = |link: &Link| !dismissed.contains(&link.actor);
        let references = self.references.iter().cloned();
        self.references = references.map(|link| link.filter(stays)).collect();
        let names = &self.names;
        findings.keep_mentions(|mention| names.get(mention).is_none_or(stays));
        self.names = names.iter().filter(|link| stays(link)).cloned().collect();
    }
}

/// Writes the links of the article that says `text`; `key` tells the key of an actor. The actors stand first, then every link
/// once, then which of them each mention and each reference has: most actors have several mentions of one reason.
pub(super) fn encode(links: &Links, text: &str, key: impl Fn(ActorId) -> i64) -> Vec<u8> {
    let all = links.names.iter();
    let all = all.chain(links.references.iter().flatten());
    let actors: BTreeSet<i64> = all.clone().map(|link| key(link.actor)).collect();
    let actors: Vec<i64> = actors.into_iter().collect();
    let mut kinds: Vec<&Link> = Vec::new();
    for link in all {
        if !kinds.contains(&link) {
            kinds.push(link);
        }
    }
    let kind = |link: &Link| kinds.iter().position(|kind| *kind == link).unwrap_or(0);
    let mut encoder = Encoder::over(text);
    let mut before = 0;
    encoder.list(&actors, |encoder, actor| {
        encoder.signed(actor - before);
        before = *actor;
    });
    encoder.list(&kinds, |encoder, link| {
        let actor = actors.binary_search(&key(link.actor)).unwrap_or(0);
        encoder.count(2 * actor + usize::from(link.sure));
        encode_reason(encoder, &link.reason);
    });
    encoder.list(&links.names, |encoder, link| encoder.count(kind(link)));
    encoder.list(&links.references, |encoder, link| {
        encoder.count(link.as_ref().map_or(0, |link| 1 + kind(link)));
    });
    encoder.packed()
}

/// Reads the links of the article that says `text` back; `actor` tells the actor of a key.
pub(super) fn decode<E: From<Damaged>>(
    packed: &[u8],
    text: &str,
    actor: impl FnMut(i64) -> Result<ActorId, E>,
) -> Result<Links, E> {
    let bytes = unpack(packed)?;
    let mut decoder = Decoder::over(&bytes, text);
    let actors = decode_actors(&mut decoder)?;
    let kinds = decoder.list(|decoder| {
        let head = decoder.small::<usize>()?;
        Ok((head / 2, head % 2 == 1, decode_reason(decoder)?))
    })?;
    let names = decoder.list(Decoder::small::<usize>)?;
    let references = decoder.list(Decoder::small::<usize>)?;
    decoder.end()?;
    let actors: Vec<ActorId> = actors.into_iter().map(actor).collect::<Result<_, E>>()?;
    let kinds = kinds.into_iter().map(|(actor, sure, reason)| {
        Ok(Link {
            actor: *actors.get(actor).ok_or(Damaged)?,
            reason: Arc::new(reason),
            sure,
        })
    });
    let kinds: Vec<Link> = kinds.collect::<Result<_, Damaged>>()?;
    let link = |kind: usize| kinds.get(kind).cloned().ok_or(Damaged);
    let names = names.into_iter().map(link);
    let references = references.into_iter();
    let references = references.map(|kind| kind.checked_sub(1).map(link).transpose());
    Ok(Links {
        names: names.collect::<Result<_, _>>()?,
        references: references.collect::<Result<_, _>>()?,
    })
}

/// The keys of all actors in the links, each once, in order.
pub(super) fn actors(packed: &[u8]) -> Result<Vec<i64>, Damaged> {
    let bytes = unpack(packed)?;
    decode_actors(&mut Decoder::new(&bytes))
}

fn decode_actors(decoder: &mut Decoder<'_>) -> Result<Vec<i64>, Damaged> {
    let mut before = 0_i64;
    decoder.list(|decoder| {
        before = before.checked_add(decoder.signed()?).ok_or(Damaged)?;
        Ok(before)
    })
}

/// A reason is its number, which is never given to another, and what belongs to it.
fn encode_reason(encoder: &mut Encoder<'_>, reason: &Reason) {
    let mut write = |number: u64, texts: &[&str]| {
        encoder.number(number);
        for text in texts {
            encoder.word(text);
        }
    };
    match reason {
        Reason::FullName => write(0, &[]),
        Reason::SurnameOf { full, paragraph } => {
            write(1, &[full]);
            encoder.count(*paragraph);
        }
        Reason::GivenNameOf { full } => write(2, &[full]),
        Reason::SameName => write(3, &[]),
        Reason::SpellingOf { other, agreeing } => write(4, &[other, agreeing]),
        Reason::AcronymOf { full } => write(5, &[full]),
        Reason::CapitalOf { government } => write(6, &[government]),
        Reason::HouseOf { government } => write(7, &[government]),
        Reason::CountryOf { government } => write(8, &[government]),
        Reason::KnownAs { other } => write(9, &[other]),
        Reason::OnlyCandidate { full } => write(10, &[full]),
        Reason::FormOf { other } => write(11, &[other]),
        Reason::SharedRole { full, role } => write(12, &[full, role]),
        Reason::SameCompany { full, with } => write(13, &[full, with]),
        Reason::BestKnown { full } => write(14, &[full]),
        Reason::Beside { full } => write(15, &[full]),
        Reason::RoleOf {
            role,
            full,
            articles,
        } => {
            write(16, &[role, full]);
            encoder.count(*articles);
        }
        Reason::OfficeHolder {
            full,
            office,
            since,
        } => write(17, &[full, office, since]),
        Reason::PronounFor { full } => write(18, &[full]),
        Reason::ReadersRule { line } => {
            write(19, &[]);
            encoder.number(u64::from(*line));
        }
        Reason::OnItsOwn => write(20, &[]),
        Reason::Called { full } => write(21, &[full]),
    }
}

fn decode_reason(decoder: &mut Decoder<'_>) -> Result<Reason, Damaged> {
    let number = decoder.number()?;
    let mut text = || decoder.word();
    Ok(match number {
        0 => Reason::FullName,
        1 => Reason::SurnameOf {
            full: text()?,
            paragraph: decoder.small()?,
        },
        2 => Reason::GivenNameOf { full: text()? },
        3 => Reason::SameName,
        4 => Reason::SpellingOf {
            other: text()?,
            agreeing: text()?,
        },
        5 => Reason::AcronymOf { full: text()? },
        6 => Reason::CapitalOf {
            government: text()?,
        },
        7 => Reason::HouseOf {
            government: text()?,
        },
        8 => Reason::CountryOf {
            government: text()?,
        },
        9 => Reason::KnownAs { other: text()? },
        10 => Reason::OnlyCandidate { full: text()? },
        11 => Reason::FormOf { other: text()? },
        12 => Reason::SharedRole {
            full: text()?,
            role: text()?,
        },
        13 => Reason::SameCompany {
            full: text()?,
            with: text()?,
        },
        14 => Reason::BestKnown { full: text()? },
        15 => Reason::Beside { full: text()? },
        16 => Reason::RoleOf {
            role: text()?,
            full: text()?,
            articles: decoder.small()?,
        },
        17 => Reason::OfficeHolder {
            full: text()?,
            office: text()?,
            since: text()?,
        },
        18 => Reason::PronounFor { full: text()? },
        19 => Reason::ReadersRule {
            line: decoder.small()?,
        },
        20 => Reason::OnItsOwn,
        21 => Reason::Called { full: text()? },
        _ => return Err(Damaged),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_comes_back() {
        let [full, role] = ["Ilka Doe", "mayor"].map(str::to_owned);
        let reasons = [
            Reason::FullName,
            Reason::SurnameOf {
                full: full.clone(),
                paragraph: 300,
            },
            Reason::GivenNameOf { full: full.clone() },
            Reason::SameName,
            Reason::SpellingOf {
                other: full.clone(),
                agreeing: role.clone(),
            },
            Reason::AcronymOf { full: full.clone() },
            Reason::CapitalOf {
                government: full.clone(),
            },
            Reason::HouseOf {
                government: full.clone(),
            },
            Reason::CountryOf {
                government: full.clone(),
            },
            Reason::KnownAs {
                other: full.clone(),
            },
            Reason::OnlyCandidate { full: full.clone() },
            Reason::FormOf {
                other: full.clone(),
            },
            Reason::SharedRole {
                full: full.clone(),
                role: role.clone(),
            },
            Reason::SameCompany {
                full: full.clone(),
                with: role.clone(),
            },
            Reason::BestKnown { full: full.clone() },
            Reason::Beside { full: full.clone() },
            Reason::RoleOf {
                role: role.clone(),
                full: full.clone(),
                articles: 20,
            },
            Reason::OfficeHolder {
                full: full.clone(),
                office: role.clone(),
                since: "2017-05-14".to_owned(),
            },
            Reason::Called { full: full.clone() },
            Reason::PronounFor { full },
            Reason::ReadersRule { line: 7 },
            Reason::OnItsOwn,
        ];
        let links: Vec<Link> = reasons
            .into_iter()
            .zip(0..)
            .map(|(reason, number)| Link {
                actor: ActorId(number),
                reason: Arc::new(reason),
                sure: number % 2 == 0,
            })
            .collect();
        let links = Links {
            references: links.iter().cloned().map(Some).chain([None]).collect(),
            names: links.into(),
        };
        let key = |actor: ActorId| i64::try_from(actor.0).unwrap() + 1;
        let actor = |key: i64| Ok::<_, Damaged>(ActorId(u64::try_from(key - 1).unwrap()));
        let text = "Mayor Ilka Doe said so.";
        let packed = encode(&links, text, key);
        assert_eq!(actors(&packed).unwrap().len(), 22);
        assert_eq!(decode(&packed, text, actor), Ok(links));
        assert_eq!(
            decode(&packed[..packed.len() - 1], text, actor),
            Err(Damaged)
        );
    }
}
