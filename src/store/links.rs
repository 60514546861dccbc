//! The links of an article's mentions and references as bytes: actors by their key in the library, reasons in full.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::actor::ActorId;
use crate::model::findings::Findings;
use crate::model::link::{Link, Reason};
use crate::store::codec::{Damaged, Decoder, Encoder, unpack};

/// The links of one article, as `link` gives them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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

/// Writes the links; `key` tells the key of an actor.
pub(super) fn encode(links: &Links, key: impl Fn(ActorId) -> i64) -> Vec<u8> {
    let mut encoder = Encoder::default();
    let link = |encoder: &mut Encoder, link: &Link| {
        encoder.signed(key(link.actor));
        encoder.flag(link.sure);
        encode_reason(encoder, &link.reason);
    };
    encoder.list(&links.names, link);
    encoder.list(&links.references, |encoder, reference| {
        encoder.option(reference.as_ref(), link);
    });
    encoder.packed()
}

/// Reads them back; `actor` tells the actor of a key.
pub(super) fn decode<E: From<Damaged>>(
    packed: &[u8],
    mut actor: impl FnMut(i64) -> Result<ActorId, E>,
) -> Result<Links, E> {
    let bytes = unpack(packed)?;
    let mut decoder = Decoder::new(&bytes);
    let names = decoder.list(decode_link)?;
    let references = decoder.list(|decoder| decoder.option(decode_link))?;
    decoder.end()?;
    let mut link = |(key, sure, reason): (i64, bool, Reason)| {
        Ok::<Link, E>(Link {
            actor: actor(key)?,
            reason: Arc::new(reason),
            sure,
        })
    };
    let names: Vec<Link> = names.into_iter().map(&mut link).collect::<Result<_, E>>()?;
    let references = references.into_iter();
    let references: Vec<Option<Link>> = references
        .map(|reference| reference.map(&mut link).transpose())
        .collect::<Result<_, E>>()?;
    Ok(Links {
        names: names.into(),
        references: references.into(),
    })
}

/// The keys of all actors in the links, each once.
pub(super) fn actors(packed: &[u8]) -> Result<Vec<i64>, Damaged> {
    let bytes = unpack(packed)?;
    let mut decoder = Decoder::new(&bytes);
    let names = decoder.list(decode_link)?;
    let references = decoder.list(|decoder| decoder.option(decode_link))?;
    let links = names.into_iter().chain(references.into_iter().flatten());
    let mut actors: Vec<i64> = links.map(|(actor, ..)| actor).collect();
    actors.sort_unstable();
    actors.dedup();
    Ok(actors)
}

fn decode_link(decoder: &mut Decoder<'_>) -> Result<(i64, bool, Reason), Damaged> {
    Ok((decoder.signed()?, decoder.flag()?, decode_reason(decoder)?))
}

/// A reason is its number, which is never given to another, and what belongs to it.
fn encode_reason(encoder: &mut Encoder, reason: &Reason) {
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
        let packed = encode(&links, key);
        assert_eq!(decode(&packed, actor), Ok(links));
        assert_eq!(decode(&packed[..packed.len() - 1], actor), Err(Damaged));
    }
}
