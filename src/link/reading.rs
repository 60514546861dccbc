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
use crate::model::findings::MentionForm;
use crate::text::fold::fold;

/// An article, read for linking.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// Its people.
    pub(crate) chains: Vec<Chain>,
    /// Its places and organisations.
    pub(crate) names: Vec<NameMention>,
    /// By mention, how it is written.
    pub(crate) written: Vec<Written>,
    /// The people to whom it gives an office: the mention, and the number of the office.
    pub(crate) said: Vec<(usize, u32)>,
    /// The people whom it makes a man or a woman, by their mentions.
    pub(crate) told: Vec<(usize, Gender)>,
    /// By reference, the number of the office that a description tells.
    pub(crate) descriptions: Vec<Option<u32>>,
    /// By reference, the hash of its wording as the reader’s rules tell it.
    pub(crate) wordings: Vec<u64>,
}

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
    /// The role beside it.
    pub(crate) role: Option<u32>,
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
        let mut reading = Self::default();
        for (number, mention) in findings.mentions.iter().enumerate() {
            let written = Written {
                name: wordings.at(mention.name, &article.text),
                form: wordings.at(mention.form(), &article.text),
                role: mention.role.map(|role| wordings.at(role, &article.text)),
            };
            reading.written.push(written);
            if mention.kind != ActorKind::Person {
                let name = names.read(mention.kind, number, written.name, wordings);
                reading.names.push(name);
                continue;
            }
            for range in [mention.role, mention.honorific].into_iter().flatten() {
                let office = offices.read(report, range);
                reading.said.extend(office.map(|office| (number, office)));
                let wording = wordings.at(range, &article.text);
                let gender = wordings.told(wording).0;
                reading.told.extend(gender.map(|gender| (number, gender)));
            }
        }
        for reference in &findings.references {
            let described = reference.form == MentionForm::Description;
            let asks = described && reference.beside.is_none();
            let office = asks
                .then(|| offices.read(report, reference.range))
                .flatten();
            reading.descriptions.push(office);
            let wording = || without_article(&words(reference.range, &article.text));
            reading.wordings.push(if described { wording() } else { 0 });
        }
        reading.chains = chain::persons(index, article, findings, given, wordings);
        reading
    }
}

/// The hash of a description without case, accents and article.
pub(crate) fn without_article(wording: &str) -> u64 {
    let folded = fold(wording);
    fnv(&[folded.strip_prefix("the ").unwrap_or(&folded)])
}
