//! What is known of one article by itself, before it is joined to others. It is worked out once.

use crate::link::chain::{self, Chain};
use crate::link::fnv::fnv;
use crate::link::given::GivenNames;
use crate::link::held::OfficeReader;
use crate::link::names::{NameMention, NameReader};
use crate::link::report::Report;
use crate::link::role::Gender;
use crate::link::wording::{Wordings, words};
use crate::model::actor::ActorKind;
use crate::model::findings::{MentionForm, Reference};
use crate::text::fold::fold;

/// An article, read for linking.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// Its people.
    pub(crate) chains: Box<[Chain]>,
    /// Its places and organisations.
    pub(crate) names: Box<[NameMention]>,
    /// By mention, how it is written.
    pub(crate) written: Box<[Written]>,
    /// The people to whom it gives an office: the mention, and the number of the office.
    pub(crate) said: Box<[(u32, u32)]>,
    /// The people whom it makes a man or a woman, by their mentions.
    pub(crate) told: Box<[(u32, Gender)]>,
    /// By reference, the number of the office that a description tells.
    pub(crate) descriptions: Box<[Option<u32>]>,
    /// By reference, the hash of its wording as the reader’s rules tell it; [`NO_DESCRIPTION`] of a pronoun.
    pub(crate) wordings: Box<[u64]>,
}

/// Stands for the wording of what is no description.
pub(crate) const NO_DESCRIPTION: u64 = 0;

/// What articles are read with; whatever repeats is read once.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    /// What names of places and organisations are.
    pub(crate) names: NameReader,
    /// What offices are.
    pub(crate) offices: OfficeReader,
    /// What the numbers of wordings mean.
    pub(crate) wordings: Wordings,
}

/// How a mention is written, by the numbers of the wordings.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written {
    /// The name.
    pub(crate) name: u32,
    /// The name with its form of address.
    pub(crate) form: u32,
    /// The role beside it, or [`NO_ROLE`].
    role: u32,
}

/// Stands for the wording of a role where there is none.
const NO_ROLE: u32 = u32::MAX;

impl Written {
    /// The role beside it.
    pub(crate) fn role(self) -> Option<u32> {
        (self.role != NO_ROLE).then_some(self.role)
    }
}

impl Reading {
    /// Reads the article that is `index` in the library.
    pub(crate) fn of(
        index: usize,
        report: &Report,
        given: &GivenNames,
        reader: &mut Reader,
    ) -> Self {
        let (article, findings) = (&*report.article, &*report.findings);
        let Reader {
            names,
            offices,
            wordings,
        } = reader;
        let mut written = Vec::with_capacity(findings.mentions.len());
        let (mut of_names, mut said, mut told) = (Vec::new(), Vec::new(), Vec::new());
        for (number, mention) in findings.mentions.iter().enumerate() {
            let role = mention.role.map(|role| wordings.at(role, &article.text));
            let how = Written {
                name: wordings.at(mention.name, &article.text),
                form: wordings.at(mention.form(), &article.text),
                role: role.unwrap_or(NO_ROLE),
            };
            written.push(how);
            if mention.kind != ActorKind::Person {
                of_names.push(names.read(mention.kind, number, how.name, wordings));
                continue;
            }
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            for range in [mention.role, mention.honorific].into_iter().flatten() {
                let office = offices.read(report, range);
                said.extend(office.map(|office| (number, office)));
                let wording = wordings.at(range, &article.text);
                let gender = wordings.told(wording).0;
                told.extend(gender.map(|gender| (number, gender)));
            }
        }
        let references = || findings.references.iter();
        let described = |reference: &Reference| reference.form == MentionForm::Description;
        let descriptions = references().map(|reference| {
            let asks = described(reference) && reference.beside.is_none();
            asks.then(|| offices.read(report, reference.range))
                .flatten()
        });
        let hashes = references().map(|reference| {
            let wording = || without_article(&words(reference.range, &article.text));
            described(reference).then(wording).unwrap_or(NO_DESCRIPTION)
        });
        Self {
            descriptions: descriptions.collect(),
            wordings: hashes.collect(),
            chains: chain::persons(index, article, findings, given, wordings).into(),
            names: of_names.into(),
            written: written.into(),
            said: said.into(),
            told: told.into(),
        }
    }
}

/// The hash of a description without case, accents and article.
pub(crate) fn without_article(wording: &str) -> u64 {
    let folded = fold(wording);
    fnv(&[folded.strip_prefix("the ").unwrap_or(&folded)])
}
