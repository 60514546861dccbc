//! News that nobody wrote: makes as many articles as a bench or test wants, the same ones for the same seed.
//!
//! The articles look like saved pages of five invented outlets, each with its own furniture, dates and spellings. Their
//! people come from one cast in which a few are named everywhere and most hardly ever, and some articles tell of the
//! same event: same date, place, people, figures and quotations, in other words.
//!
//! Include it with `pub mod generate;` from a bench, or with a `#[path]` to it from a test; it needs nothing but the
//! standard library.

use std::fmt::Write as _;
use std::path::Path;

/// How many people the cast has.
const CAST: usize = 640;

/// One article, as the plain text of a saved page of about `words` words.
///
/// The same `seed` and `index` always give the same article. Articles of one seed share a cast; of every twenty in a
/// row, five tell of one event, three of a second and two of a third.
pub fn article(seed: u64, index: usize, words: usize) -> String {
    let number = event_number(index);
    let event = Event::new(&mut Dice::new(seed, 1, number), CAST);
    let mut dice = Dice::new(seed, 2, index);
    let outlet = &OUTLETS[(index + index / OUTLETS.len()) % OUTLETS.len()];
    let extra = dice.below(4);
    let people = event.people_with(&mut dice, extra);
    Page::new(outlet, &event, people, dice).write(words)
}

/// Fills the folder `dir`, made if need be, with the articles `00000.txt` to `NNNNN.txt`, `words` words long on average.
///
/// # Errors
///
/// Fails when the folder or a file in it cannot be written.
pub fn folder(dir: &Path, count: usize, words: usize, seed: u64) -> std::io::Result<()> {
    std::fs::create_dir_all(dir)?;
    for index in 0..count {
        let length = words / 2 + Dice::new(seed, 3, index).below(words + 1);
        std::fs::write(
            dir.join(format!("{index:05}.txt")),
            article(seed, index, length),
        )?;
    }
    Ok(())
}

/// One very long article of at least `words` words, with subheadings and some sixty people.
pub fn long_article(words: usize) -> String {
    let mut dice = Dice::new(0, 4, words);
    let event = Event::new(&mut dice, CAST);
    let people = event.people_with(&mut dice, 60);
    Page::new(&OUTLETS[1], &event, people, dice).write(words)
}

/// Which event the article `index` tells of.
fn event_number(index: usize) -> usize {
    const EVENTS: [usize; 20] = [
        0, 1, 2, 0, 3, 4, 0, 5, 1, 6, 0, 7, 8, 2, 9, 10, 0, 11, 1, 12,
    ];
    index / EVENTS.len() * 13 + EVENTS[index % EVENTS.len()]
}

/// A small source of chance (`SplitMix64`): equal seeds give equal throws on every machine.
struct Dice(u64);

impl Dice {
    /// Dice of their own for the `index`-th thing of a `purpose`.
    fn new(seed: u64, purpose: u64, index: usize) -> Self {
        let mut dice = Self(seed ^ purpose.wrapping_mul(0xA076_1D64_78BD_642F));
        let mixed = dice.throw();
        Self(mixed ^ (index as u64).wrapping_mul(0xE703_7ED1_A0B4_28DB))
    }

    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `limit`; 0 when there is none.
    fn below(&mut self, limit: usize) -> usize {
        let limit = (limit as u64).max(1);
        usize::try_from(self.throw() % limit).unwrap_or(0)
    }

    fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }

    fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }

    /// A rank below `limit`, as Zipf has it: each doubling of the rank is as likely as the one before.
    fn rank(&mut self, limit: usize) -> usize {
        let doublings = usize::try_from(limit.max(1).ilog2()).unwrap_or(0) + 1;
        let first = (1_usize << self.below(doublings)) - 1;
        (first + self.below(first + 1)).min(limit.saturating_sub(1))
    }
}

/// Someone of the cast, found by number: the same in every article.
#[derive(Clone, Copy)]
struct Person {
    number: usize,
}

impl Person {
    fn given(self) -> (&'static str, &'static str) {
        GIVEN[self.number % GIVEN.len()]
    }

    /// The surname as the outlet spells it.
    fn surname(self, outlet: &Outlet) -> &'static str {
        let spellings = SURNAMES[(self.number / GIVEN.len() + self.number * 7) % SURNAMES.len()];
        spellings[outlet.spelling.min(spellings.len() - 1)]
    }

    fn full_name(self, outlet: &Outlet) -> String {
        format!("{} {}", self.given().0, self.surname(outlet))
    }

    /// The office: said before the name, and said after it.
    fn role(self) -> (&'static str, &'static str) {
        ROLES[(self.number * 5 + 3) % ROLES.len()]
    }

    fn country(self) -> (&'static str, &'static str) {
        COUNTRIES[self.number * 3 % COUNTRIES.len()]
    }

    /// The name with the office, as at a first mention.
    fn introduction(self, outlet: &Outlet, dice: &mut Dice) -> String {
        let name = self.full_name(outlet);
        let (before, after) = self.role();
        let (country, adjective) = self.country();
        match dice.below(3) {
            0 => format!("{name}, the {after} of {country},"),
            1 => format!("{before} {name} of {country}"),
            _ => format!("{adjective} {before} {name}"),
        }
    }

    /// The name as at a later mention.
    fn again(self, outlet: &Outlet) -> String {
        let surname = self.surname(outlet);
        if outlet.honorifics {
            format!("{} {surname}", self.given().1)
        } else {
            surname.to_owned()
        }
    }
}

/// What happened, before any outlet tells it.
struct Event {
    kind: &'static Kind,
    people: Vec<Person>,
    place: &'static str,
    country: (&'static str, &'static str),
    organisations: [&'static str; 2],
    figures: [usize; 3],
    quotes: [&'static str; 3],
    year: usize,
    month: usize,
    day: usize,
}

impl Event {
    fn new(dice: &mut Dice, cast: usize) -> Self {
        let mut people = Vec::new();
        add_people(&mut people, 5, cast, dice);
        let (place, country) = PLACES[dice.below(PLACES.len())];
        let kind = &KINDS[dice.below(KINDS.len())];
        let list = if kind.business { COMPANIES } else { BODIES };
        let first = dice.below(list.len());
        let second = (first + 1 + dice.below(list.len() - 1)) % list.len();
        Self {
            kind,
            people,
            place,
            country: COUNTRIES[country % COUNTRIES.len()],
            organisations: [list[first], list[second]],
            figures: [
                3 + dice.below(38),
                100 * (2 + dice.below(290)),
                2 + dice.below(14),
            ],
            quotes: [
                dice.pick(QUOTES[0]),
                dice.pick(QUOTES[1]),
                dice.pick(QUOTES[2]),
            ],
            year: 2023 + dice.below(4),
            month: 1 + dice.below(12),
            day: 1 + dice.below(28),
        }
    }

    /// The people of the event, and `extra` others.
    fn people_with(&self, dice: &mut Dice, extra: usize) -> Vec<Person> {
        let mut people = self.people.clone();
        add_people(&mut people, extra, CAST, dice);
        people
    }

    /// The date as the outlet writes it, the year only where asked for.
    fn date(&self, outlet: &Outlet, with_year: bool) -> String {
        let (short, long) = MONTHS[(self.month - 1) % MONTHS.len()];
        let day = self.day;
        let mut date = match outlet.dates {
            Dates::Bare => format!("{short} {day}"),
            Dates::Dotted if short.len() < long.len() => format!("{short}. {day}"),
            Dates::Dotted | Dates::Long => format!("{long} {day}"),
            Dates::DayFirst => format!("{day} {long}"),
        };
        if with_year {
            let comma = if matches!(outlet.dates, Dates::DayFirst) {
                ""
            } else {
                ","
            };
            let _ = write!(date, "{comma} {}", self.year);
        }
        date
    }

    fn weekday(&self) -> &'static str {
        const SHIFT: [usize; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        let year = if self.month < 3 {
            self.year - 1
        } else {
            self.year
        };
        let days = year + year / 4 - year / 100 + year / 400 + SHIFT[self.month - 1] + self.day;
        WEEKDAYS[days % WEEKDAYS.len()]
    }
}

/// Adds `count` people whom the list does not hold yet, well-known ones far more often than others.
fn add_people(people: &mut Vec<Person>, count: usize, cast: usize, dice: &mut Dice) {
    let wanted = (people.len() + count).min(cast);
    while people.len() < wanted {
        let mut number = dice.rank(cast);
        while people.iter().any(|person| person.number == number) {
            number = (number + 1) % cast;
        }
        people.push(Person { number });
    }
}

/// A page in the making.
struct Page<'a> {
    outlet: &'a Outlet,
    event: &'a Event,
    people: Vec<Person>,
    introduced: Vec<bool>,
    dice: Dice,
    text: String,
    words: usize,
}

impl<'a> Page<'a> {
    fn new(outlet: &'a Outlet, event: &'a Event, people: Vec<Person>, dice: Dice) -> Self {
        Self {
            outlet,
            event,
            introduced: vec![false; people.len()],
            people,
            dice,
            text: String::new(),
            words: 0,
        }
    }

    /// Writes the whole page: what stands above the text, the event, then more of the matter until it is long enough.
    fn write(mut self, words: usize) -> String {
        self.top();
        self.lead();
        let facts = self.event.kind.facts;
        let first = self.dice.below(facts.len());
        for step in 0..facts.len() {
            let fact = self.dice.pick(facts[(first + step) % facts.len()]);
            let fact = self.fill(fact);
            self.paragraph(&fact);
            if step < self.event.quotes.len() {
                self.event_quote(step);
            }
            if step == 1 {
                self.block(self.outlet.middle);
            }
        }
        let mut next_heading = self.words + 600;
        while self.words < words {
            if self.words >= next_heading {
                let heading = self.dice.pick(SUBHEADINGS);
                self.paragraph(heading);
                next_heading = self.words + 900;
            }
            self.matter();
        }
        self.block(self.outlet.bottom);
        self.text.push('\n');
        self.text
    }

    /// Headline, standfirst, byline, caption and furniture, in the outlet's order.
    fn top(&mut self) {
        self.block(self.outlet.top);
        let everyone = std::mem::replace(&mut self.introduced, vec![true; self.people.len()]);
        let headline = self.dice.pick(self.event.kind.headlines);
        let headline = self.fill_with(headline, true);
        self.paragraph(&headline);
        if self.outlet.standfirst {
            let standfirst = self.dice.pick(STANDFIRSTS);
            let standfirst = self.fill_with(standfirst, true);
            self.paragraph(&standfirst);
        }
        self.introduced = everyone;
        self.block(self.outlet.byline);
        if self.outlet.caption.is_empty() {
            return;
        }
        let before = self.introduced.clone();
        let caption = self.fill(self.outlet.caption);
        self.introduced = before;
        for line in caption.split('\n') {
            self.paragraph(line);
        }
    }

    fn lead(&mut self) {
        let lead = self.dice.pick(self.event.kind.leads);
        let lead = format!("{}{}", self.fill(self.outlet.dateline), self.fill(lead));
        self.paragraph(&lead);
    }

    /// What one of the event's people said, word for word as in every other outlet.
    fn event_quote(&mut self, number: usize) {
        let quote = self.event.quotes[number];
        let (open, close) = self.outlet.marks;
        let sentence = match self.dice.below(3) {
            0 => format!("{open}{quote},{close} {{{number}}} said."),
            1 => format!("{{{number}}} told reporters on {{weekday}}: {open}{quote}.{close}"),
            _ => format!("{open}{quote},{close} said {{{number}}}."),
        };
        let sentence = self.fill(&sentence);
        self.paragraph(&sentence);
    }

    /// A paragraph about the matter at large, of one to four sentences.
    fn matter(&mut self) {
        let mut sentences = Vec::new();
        for _ in 0..=self.dice.below(4) {
            let sentence = self.dice.pick(SENTENCES);
            sentences.push(self.fill(sentence));
        }
        if self.dice.one_in(3) {
            let (open, close) = self.outlet.marks;
            let quote = self.dice.pick(REMARKS);
            let quote = self.fill_with(quote, true);
            sentences.push(self.fill(&format!("{open}{quote},{close} {{person}} said.")));
        }
        let paragraph = sentences.join(" ");
        self.paragraph(&paragraph);
    }

    /// Lines of furniture, each a paragraph of its own.
    fn block(&mut self, lines: &[&str]) {
        for line in lines {
            let line = self.fill(line);
            self.paragraph(&line);
        }
    }

    fn paragraph(&mut self, paragraph: &str) {
        if !self.text.is_empty() {
            self.text.push_str(self.outlet.gap);
        }
        self.words += paragraph.split_whitespace().count();
        self.text.push_str(paragraph);
    }

    /// The name of a person of the page: with the office the first time, short later.
    fn name(&mut self, index: usize) -> String {
        let index = index % self.people.len();
        let person = self.people[index];
        if std::mem::replace(&mut self.introduced[index], true) {
            person.again(self.outlet)
        } else {
            person.introduction(self.outlet, &mut self.dice)
        }
    }

    fn fill(&mut self, pattern: &str) -> String {
        self.fill_with(pattern, false)
    }

    /// Puts names, places and figures in the `{slots}` of a pattern; `plain` names people by surname alone, as headlines do.
    fn fill_with(&mut self, pattern: &str, plain: bool) -> String {
        let mut filled = String::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((slot, tail)) = after.split_once('}') else {
                break;
            };
            filled.push_str(before);
            let mut value = self.slot(slot, plain);
            // `Ada Novak, the minister of Latvia,` loses its comma where the sentence has a mark of its own.
            if value.ends_with(',') && !tail.starts_with(' ') {
                value.pop();
            }
            filled.push_str(&value);
            rest = tail;
        }
        filled.push_str(rest);
        if pattern.starts_with('{') {
            capitalised(&filled)
        } else {
            filled
        }
    }

    fn slot(&mut self, slot: &str, plain: bool) -> String {
        let event = self.event;
        match slot {
            "0" | "1" | "2" | "3" | "4" => {
                let index = slot.parse::<usize>().unwrap_or(0) % self.people.len();
                if plain {
                    self.people[index].surname(self.outlet).to_owned()
                } else {
                    self.name(index)
                }
            }
            "person" => {
                let index = self.dice.below(self.people.len());
                if plain {
                    self.people[index].full_name(self.outlet)
                } else {
                    self.name(index)
                }
            }
            "full0" => self.people[0].full_name(self.outlet),
            "full1" => self.people[1 % self.people.len()].full_name(self.outlet),
            "role0" => self.people[0].role().0.to_owned(),
            "role1" => self.people[1 % self.people.len()].role().0.to_owned(),
            "reporter" => self.reporter(),
            "place" => event.place.to_owned(),
            "PLACE" => event.place.to_uppercase(),
            "country" => event.country.0.to_owned(),
            "national" => event.country.1.to_owned(),
            "organisation" => event.organisations[0].to_owned(),
            "other" => event.organisations[1].to_owned(),
            "dead" | "count" => event.figures[0].to_string(),
            "people" => thousands(event.figures[1]),
            "days" => event.figures[2].to_string(),
            "date" => event.date(self.outlet, false),
            "fulldate" => event.date(self.outlet, true),
            "weekday" => event.weekday().to_owned(),
            "year" => event.year.to_string(),
            "lastyear" => (event.year - 1).to_string(),
            "agency" => self.outlet.agency.to_owned(),
            "AGENCY" => self.outlet.agency.to_uppercase(),
            "elsewhere" => PLACES[self.dice.below(PLACES.len())].0.to_owned(),
            "abroad" => COUNTRIES[self.dice.below(COUNTRIES.len())].0.to_owned(),
            "anybody" => {
                let list = if self.dice.one_in(3) {
                    COMPANIES
                } else {
                    BODIES
                };
                self.dice.pick(list).to_owned()
            }
            "topic" => self.dice.pick(TOPICS).to_owned(),
            "adjective" => self.dice.pick(ADJECTIVES).to_owned(),
            "number" => thousands(11 + self.dice.below(4800)),
            "percent" => (2 + self.dice.below(71)).to_string(),
            "related" => self.dice.pick(RELATED).to_owned(),
            other => other.to_owned(),
        }
    }

    /// Someone who writes for the outlet; reporters come from the far end of the names.
    fn reporter(&mut self) -> String {
        let number = CAST + self.dice.below(60);
        Person { number }.full_name(self.outlet)
    }
}

/// The text with a capital at its start.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A whole number with commas between its thousands: `12,300`.
fn thousands(number: usize) -> String {
    if number < 1000 {
        number.to_string()
    } else {
        format!("{},{:03}", thousands(number / 1000), number % 1000)
    }
}

/// How an outlet writes the days of the month.
enum Dates {
    /// `Jan 6`
    Bare,
    /// `Jan. 6`
    Dotted,
    /// `January 6`
    Long,
    /// `6 January`
    DayFirst,
}

/// The habits of an invented outlet.
struct Outlet {
    agency: &'static str,
    /// Lines above the headline.
    top: &'static [&'static str],
    /// Lines under the headline.
    byline: &'static [&'static str],
    caption: &'static str,
    /// How the first paragraph begins.
    dateline: &'static str,
    /// Lines between the first paragraphs.
    middle: &'static [&'static str],
    /// Lines under the text.
    bottom: &'static [&'static str],
    /// What stands between two paragraphs.
    gap: &'static str,
    /// Quotation marks.
    marks: (&'static str, &'static str),
    /// Which spelling of a surname it prefers.
    spelling: usize,
    honorifics: bool,
    standfirst: bool,
    dates: Dates,
}

const OUTLETS: [Outlet; 5] = [
    Outlet {
        agency: "Meridian News",
        top: &["Current News", "/", "The Lantern"],
        byline: &[
            "{reporter} and {reporter}, {agency} on {fulldate}",
            "Published in News & Features",
        ],
        caption: "",
        dateline: "",
        middle: &[],
        bottom: &[
            "----------",
            "—With assistance from {reporter}, {reporter} and {reporter}.",
            "©{year} {agency}. Distributed by Inland Content Service.",
            "Comments",
        ],
        gap: "\n",
        marks: ("“", "”"),
        spelling: 0,
        honorifics: false,
        standfirst: false,
        dates: Dates::Dotted,
    },
    Outlet {
        agency: "Northline",
        top: &[],
        byline: &["Sign up now: Get our newsletters delivered to your inbox"],
        caption: "From left: {role0} {full0} and {role1} {full1} on {date} in {place}.\nPHOTO: NORTHLINE",
        dateline: "{PLACE} - ",
        middle: &["Follow topic:"],
        bottom: &["{AGENCY}", "Share this article"],
        gap: "\n",
        marks: ("“", "”"),
        spelling: 1,
        honorifics: true,
        standfirst: false,
        dates: Dates::Bare,
    },
    Outlet {
        agency: "Kestrel",
        top: &[],
        byline: &[],
        caption: "",
        dateline: "({agency}) -- ",
        middle: &["Most Read from {agency}", "{related}", "{related}"],
        bottom: &[
            "--With assistance from {reporter} and {reporter}.",
            "(Updates with comment from {other} in fifth paragraph.)",
            "Most Read from {agency} Weekend",
            "{related}",
            "©{year} {agency} L.P.",
        ],
        gap: "\n",
        marks: ("“", "”"),
        spelling: 2,
        honorifics: false,
        standfirst: false,
        dates: Dates::Dotted,
    },
    Outlet {
        agency: "Kestrel",
        top: &[],
        byline: &[],
        caption: "",
        dateline: "",
        middle: &[],
        bottom: &[],
        gap: "\n\n",
        marks: ("«", "»"),
        spelling: 0,
        honorifics: false,
        standfirst: true,
        dates: Dates::Long,
    },
    Outlet {
        agency: "Union Press",
        top: &["Harbour Courier", "Home > World"],
        byline: &["By {reporter}", "{fulldate}", "Share"],
        caption: "{full0}, left, and {full1} in {place}, {country}, on {date}. ({reporter}/Union Press)",
        dateline: "{PLACE}, {country} ({agency}) — ",
        middle: &["Advertisement"],
        bottom: &[
            "{reporter} in {elsewhere} contributed to this report.",
            "Story Continues",
            "Share",
        ],
        gap: "\n",
        marks: ("\"", "\""),
        spelling: 1,
        honorifics: false,
        standfirst: false,
        dates: Dates::DayFirst,
    },
];

/// A kind of event and the ways to tell it. `{0}` to `{4}` are its people.
struct Kind {
    /// Whether its organisations are companies.
    business: bool,
    headlines: &'static [&'static str],
    leads: &'static [&'static str],
    /// Each fact in several wordings.
    facts: &'static [&'static [&'static str]],
}

const KINDS: [Kind; 6] = [
    Kind {
        business: false,
        headlines: &[
            "{0} and {1} agree on truce terms in {place}",
            "Truce in sight after {place} talks, {0} says",
            "{country}: envoys return from {place} with a draft truce",
        ],
        leads: &[
            "Negotiators in {place} reached a draft truce on {date} after {days} days of talks between {0} and {1}.",
            "{0} and {1} left {place} on {weekday} with the outline of a truce, {days} days after the talks had opened.",
        ],
        facts: &[
            &[
                "The draft, seen by {organisation}, foresees a monitoring mission of {people} observers.",
                "As many as {people} observers would watch the truce, according to {organisation}, which has read the draft.",
            ],
            &[
                "{2} cautioned that {count} points were still open, among them prisoners and border crossings.",
                "Prisoners and border crossings are among the {count} points not yet settled, {2} cautioned.",
            ],
            &[
                "{other} would pay for the mission, but has not said how much.",
                "The cost, which nobody has named, is to be carried by {other}.",
            ],
            &[
                "The government of {country} may put the text to a vote, said {3}.",
                "A vote on the text in {country} is possible, in the view of {3}.",
            ],
        ],
    },
    Kind {
        business: false,
        headlines: &[
            "Floods in {place} drive {people} from their homes",
            "{count} missing as river bursts its banks near {place}",
            "{0} visits flooded {place} and promises aid",
        ],
        leads: &[
            "At least {count} people were missing and {people} had to leave their homes on {date} when floods reached {place}.",
            "Floods around {place} on {weekday} forced {people} people out of their homes, {0} said; {count} were missing.",
        ],
        facts: &[
            &[
                "{1} said that the rain would last another {days} days.",
                "Rain is expected for {days} more days, according to {1}.",
            ],
            &[
                "{organisation} sent boats and blankets, and {other} opened three schools as shelters.",
                "Three schools became shelters run by {other}; boats and blankets came from {organisation}.",
            ],
            &[
                "{2} asked why warnings had not reached the villages in time.",
                "Villages were not warned in time, and {2} wants to know why.",
            ],
            &[
                "The damage in {country} cannot be estimated yet, said {3}.",
                "Nobody can say yet how large the damage is, {3} told the {national} parliament.",
            ],
        ],
    },
    Kind {
        business: true,
        headlines: &[
            "Dock workers in {place} walk out over pay",
            "{place} port stands still as {people} strike",
            "{0} calls for calm as {place} port strike begins",
        ],
        leads: &[
            "About {people} dock workers in {place} stopped work on {date} over pay, closing the largest port of {country}.",
            "The largest port of {country} was shut on {weekday} as {people} workers in {place} went on strike for higher pay.",
        ],
        facts: &[
            &[
                "{0}, who speaks for the workers, wants {count} percent more.",
                "The workers demand a rise of {count} percent, in the words of {0}.",
            ],
            &[
                "{organisation} said it had offered half of that, to be paid over {days} months.",
                "Half as much, spread over {days} months, is what {organisation} says it has offered.",
            ],
            &[
                "{1} is expected to mediate, although {2} has expressed doubts.",
                "A mediation by {1} is expected; {2} has expressed doubts about it.",
            ],
            &[
                "Ships of {other} were sent on to {elsewhere}.",
                "{other} sent its ships to {elsewhere} instead.",
            ],
        ],
    },
    Kind {
        business: false,
        headlines: &[
            "Blackout in {place} traced to a single switch",
            "{0} orders inquiry into {place} blackout",
            "Lights out in {place}: {people} homes without power",
        ],
        leads: &[
            "A blackout cut power to {people} homes in and around {place} on {date}, and {0} ordered an inquiry.",
            "{0} has ordered an inquiry after {people} homes near {place} lost power on {weekday}.",
        ],
        facts: &[
            &[
                "{organisation} traced the failure to a switch installed {count} years ago.",
                "A switch that is {count} years old was to blame, {organisation} found.",
            ],
            &[
                "Hospitals ran on their own generators for {days} hours, said {1}.",
                "For {days} hours hospitals had to rely on generators, according to {1}.",
            ],
            &[
                "{2} did not rule out an attack; {other} called that unlikely.",
                "An attack, which {other} called unlikely, was not ruled out by {2}.",
            ],
            &[
                "A report to the {national} parliament is due within {days} weeks, {3} said.",
                "Within {days} weeks, said {3}, parliament in {country} will have a report.",
            ],
        ],
    },
    Kind {
        business: true,
        headlines: &[
            "{organisation} to buy rival in {place} for {count} billion",
            "{0} questions {count} billion takeover in {place}",
            "Takeover in {place} worries {country}",
        ],
        leads: &[
            "{organisation} said on {date} that it would buy its rival {other}, based in {place}, for {count} billion euros.",
            "{other} of {place} will be sold to {organisation} for {count} billion euros, the two said on {weekday}.",
        ],
        facts: &[
            &[
                "Together they employ {people} people, of whom {0} expects most to stay.",
                "Most of the {people} employees of the two will stay, in the expectation of {0}.",
            ],
            &[
                "{1} called for a review, which may take {days} months.",
                "A review, for which {1} has called, may last {days} months.",
            ],
            &[
                "{2} said that the price was too high for a firm with such debts.",
                "Given the firm's debts the price is too high, argued {2}.",
            ],
            &[
                "The regulator of {country} has not commented, but {3} spoke of serious questions.",
                "There are serious questions, according to {3}; the {national} regulator has yet to comment.",
            ],
        ],
    },
    Kind {
        business: false,
        headlines: &[
            "{0} ahead of {1} as {country} counts its votes",
            "{country}: narrow lead for {0}",
            "{1} concedes nothing after close vote in {country}",
        ],
        leads: &[
            "{0} was ahead of {1} by {people} votes on {date} as {country} counted on.",
            "With counting still under way in {country}, {0} led {1} by {people} votes on {weekday}.",
        ],
        facts: &[
            &[
                "Turnout in {place} was {count} points higher than in {lastyear}.",
                "In {place}, turnout rose by {count} points over {lastyear}.",
            ],
            &[
                "{2} said that a coalition would take {days} weeks to form.",
                "Forming a coalition will take {days} weeks, in the estimate of {2}.",
            ],
            &[
                "Observers of {organisation} saw no serious faults.",
                "No serious faults were seen by the observers whom {organisation} had sent.",
            ],
            &[
                "{other} asked for a recount in {count} districts, a demand that {3} called reasonable.",
                "A recount in {count} districts, for which {other} has asked, is reasonable, said {3}.",
            ],
        ],
    },
];

const QUOTES: [&[&str]; 3] = [
    &[
        "We have come further in a week than in the two years before",
        "Nobody should go home tonight believing that this is over",
        "I have seen the numbers and they do not add up",
        "There is a door open now, and we intend to walk through it",
        "What was promised in writing will have to be paid in full",
        "People here deserve an answer before the winter",
    ],
    &[
        "We will look at every page before we sign anything",
        "That is not a plan, it is a wish with a date on it",
        "The rules are the same for everybody, and they will stay the same",
        "I would rather be late than wrong",
        "Our neighbours have understood this much sooner than we did",
        "It takes one side to break it and two to keep it",
    ],
    &[
        "Ask me again when the water has gone down",
        "If the money comes, the rest will follow",
        "There was no warning, and there should have been one",
        "We counted twice, and we are prepared to count again",
        "Trust is built in millimetres and lost in miles",
        "The first draft of anything is written by those who are in the room",
    ],
];

const REMARKS: &[&str] = &[
    "We have asked {anybody} for the figures and are still waiting",
    "The question of {topic} will not answer itself",
    "I spoke with {person} about it at length",
    "In {elsewhere} they did the opposite, and it worked",
    "You cannot have {adjective} words on Monday and none on Friday",
    "It is too early to speak of success",
    "This is about {topic} and about nothing else",
    "Everyone at the table knew what {abroad} wanted",
    "That would be a {adjective} mistake",
    "I do not comment on talks that go on behind closed doors",
];

const SENTENCES: &[&str] = &[
    "{person} has long argued that {topic} cannot wait.",
    "In {elsewhere}, where {anybody} has its seat, officials declined to comment.",
    "According to {anybody}, spending on {topic} rose by {percent} percent in {lastyear}.",
    "{person} met {person} in {elsewhere} last week, two people familiar with the matter said.",
    "The {adjective} dispute over {topic} goes back to {lastyear}, when {anybody} withdrew its offer.",
    "A {adjective} report by {anybody} counted {number} cases in {abroad} alone.",
    "{person} is expected to visit {elsewhere} in the coming weeks.",
    "Critics say that the plan leaves {topic} out of account.",
    "The two sides differ over {topic}, over dates, and over who is to pay.",
    "Officials from {abroad} described the mood as {adjective}.",
    "{person} did not explicitly support the proposal, and {person} has yet to answer.",
    "Talks on {topic} are to go on in {elsewhere} on {weekday}.",
    "More than {number} people signed a letter that asks {anybody} to reconsider.",
    "Whether {abroad} will take part is unclear.",
    "{anybody} and {anybody} have worked together on {topic} since {lastyear}.",
    "For {person}, the answer lies in {topic}; for others it is a question of money.",
    "The share of {topic} in the budget of {abroad} is {percent} percent.",
    "An earlier draft had gone further, but the passage on {topic} was taken out.",
    "{person} repeated that no decision had been made.",
    "Residents of {elsewhere} reacted with {adjective} interest.",
    "The court in {elsewhere} will hear {anybody} again before the end of {year}.",
    "Prices fell by {percent} percent, a {adjective} surprise to most analysts.",
    "As {person} sees it, {abroad} has {number} reasons to agree and one to refuse.",
    "Late on {weekday} it emerged that {person} had asked for more time.",
    "It was the first such meeting in {elsewhere} since {lastyear}.",
    "Nothing in the text binds {abroad}, a diplomat said on condition of anonymity.",
    "{anybody} puts the number at {number}, other estimates are lower.",
    "Asked about {topic}, {person} referred to {anybody}.",
];

const STANDFIRSTS: &[&str] = &[
    "What is known about the events in {place}, and what {0} and {1} make of them.",
    "{0} speaks of progress in {place}, while {1} has doubts.",
    "The news from {place} on {date}: who said what, and what remains open.",
];

const SUBHEADINGS: &[&str] = &[
    "Open questions",
    "A long history",
    "Who pays",
    "The view from outside",
    "Room for doubt",
    "What comes next",
    "Numbers in dispute",
    "Behind closed doors",
];

const RELATED: &[&str] = &[
    "The Quiet Return of the Night Train",
    "Why Bakers Are Hoarding Rye",
    "A Lighthouse Looks for a Keeper",
    "Chess Clubs Are Full Again",
    "The Island That Sells Its Wind",
    "How a Village Bought Its Own Forest",
    "Ten Gardens to See Before Autumn",
    "Old Ferries Find New Owners",
];

const TOPICS: &[&str] = &[
    "border controls",
    "water rights",
    "rail freight",
    "grain exports",
    "energy prices",
    "pension reform",
    "fishing quotas",
    "housing costs",
    "security guarantees",
    "public health",
    "school funding",
    "air defence",
    "customs duties",
    "data protection",
    "court reform",
    "forest fires",
    "nuclear waste",
    "press freedom",
    "farm subsidies",
    "bank supervision",
    "refugee shelters",
    "shipping lanes",
    "gas storage",
    "drug shortages",
];

const ADJECTIVES: &[&str] = &[
    "cautious",
    "bitter",
    "unusual",
    "costly",
    "quiet",
    "lasting",
    "growing",
    "technical",
    "modest",
    "sudden",
    "remarkable",
    "careful",
    "tense",
    "hopeful",
    "lengthy",
    "public",
];

const COMPANIES: &[&str] = &[
    "Northern Steel",
    "Delta Shipping",
    "Helvion Energy",
    "Arcadia Bank",
    "Corvina Rail",
    "Tessera Pharma",
    "Oriel Lines",
    "Baltic Container",
    "Sundholm Group",
    "Marrow & Finch",
];

const BODIES: &[&str] = &[
    "the Baltic Port Authority",
    "the Grid Safety Agency",
    "the Harbour Workers' Union",
    "the Institute for River Research",
    "the Civic Alliance",
    "the European Court of Auditors",
    "the Green Centre Party",
    "the Ministry of Transport",
    "the Ministry of Health",
    "the Farmers' League",
    "the Observatory for Elections",
    "the Association of Cities",
    "the Danube Commission",
    "the National Bank",
    "the Red Lantern Foundation",
    "the Liberal Union",
    "the Council of Ports",
    "the Mountain Rescue Service",
];

const MONTHS: [(&str, &str); 12] = [
    ("Jan", "January"),
    ("Feb", "February"),
    ("March", "March"),
    ("April", "April"),
    ("May", "May"),
    ("June", "June"),
    ("July", "July"),
    ("Aug", "August"),
    ("Sept", "September"),
    ("Oct", "October"),
    ("Nov", "November"),
    ("Dec", "December"),
];

const WEEKDAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];

/// Countries with their adjectives.
const COUNTRIES: [(&str, &str); 20] = [
    ("Latvia", "Latvian"),
    ("Portugal", "Portuguese"),
    ("Romania", "Romanian"),
    ("Finland", "Finnish"),
    ("Ireland", "Irish"),
    ("Croatia", "Croatian"),
    ("Poland", "Polish"),
    ("Greece", "Greek"),
    ("Norway", "Norwegian"),
    ("Austria", "Austrian"),
    ("Canada", "Canadian"),
    ("Chile", "Chilean"),
    ("Kenya", "Kenyan"),
    ("Japan", "Japanese"),
    ("Georgia", "Georgian"),
    ("Turkey", "Turkish"),
    ("Vietnam", "Vietnamese"),
    ("Ghana", "Ghanaian"),
    ("Estonia", "Estonian"),
    ("Peru", "Peruvian"),
];

/// Cities, with the number of their country in [`COUNTRIES`].
const PLACES: [(&str, usize); 26] = [
    ("Riga", 0),
    ("Lisbon", 1),
    ("Porto", 1),
    ("Constanta", 2),
    ("Bucharest", 2),
    ("Turku", 3),
    ("Cork", 4),
    ("Dublin", 4),
    ("Split", 5),
    ("Zagreb", 5),
    ("Gdansk", 6),
    ("Krakow", 6),
    ("Piraeus", 7),
    ("Bergen", 8),
    ("Linz", 9),
    ("Vienna", 9),
    ("Halifax", 10),
    ("Valparaiso", 11),
    ("Mombasa", 12),
    ("Osaka", 13),
    ("Batumi", 14),
    ("Izmir", 15),
    ("Da Nang", 16),
    ("Accra", 17),
    ("Tallinn", 18),
    ("Callao", 19),
];

/// Offices: before a name, and after it.
const ROLES: [(&str, &str); 22] = [
    ("President", "president"),
    ("Prime Minister", "prime minister"),
    ("Foreign Minister", "foreign minister"),
    ("Energy Minister", "energy minister"),
    ("Transport Minister", "transport minister"),
    ("Health Minister", "health minister"),
    ("special envoy", "special envoy"),
    ("opposition leader", "leader of the opposition"),
    ("Interior Minister", "interior minister"),
    ("union leader", "head of the dockers' union"),
    ("Chief Justice", "chief justice"),
    ("Deputy Prime Minister", "deputy prime minister"),
    ("economist", "chief economist of the national bank"),
    ("General", "chief of staff of the army"),
    ("Ambassador", "ambassador to the United Nations"),
    ("spokesperson", "spokesperson of the foreign ministry"),
    ("Senator", "longest-serving senator"),
    ("Chancellor", "chancellor"),
    ("analyst", "best-known election analyst"),
    ("Finance Minister", "finance minister"),
    ("Professor", "leading flood researcher"),
    ("Defence Minister", "defence minister"),
];

/// Given names with the form of address that goes with them.
const GIVEN: [(&str, &str); 40] = [
    ("Marta", "Ms"),
    ("Tomas", "Mr"),
    ("Ilse", "Ms"),
    ("Viktor", "Mr"),
    ("Leonor", "Ms"),
    ("Andrei", "Mr"),
    ("Saoirse", "Ms"),
    ("Mirko", "Mr"),
    ("Halina", "Ms"),
    ("Dimitris", "Mr"),
    ("Ingrid", "Ms"),
    ("Matthias", "Mr"),
    ("Claire", "Ms"),
    ("Rodrigo", "Mr"),
    ("Wanjiru", "Ms"),
    ("Haruto", "Mr"),
    ("Nino", "Ms"),
    ("Emre", "Mr"),
    ("Linh", "Ms"),
    ("Kwame", "Mr"),
    ("Kadri", "Ms"),
    ("Luis", "Mr"),
    ("Zofia", "Ms"),
    ("Eoin", "Mr"),
    ("Anneli", "Ms"),
    ("Bogdan", "Mr"),
    ("Teresa", "Ms"),
    ("Janis", "Mr"),
    ("Yuki", "Ms"),
    ("Giorgi", "Mr"),
    ("Ayşe", "Ms"),
    ("Stefan", "Mr"),
    ("Ama", "Ms"),
    ("Paulo", "Mr"),
    ("Katarina", "Ms"),
    ("Nikos", "Mr"),
    ("Olena", "Ms"),
    ("Jean-Luc", "Mr"),
    ("Beatriz", "Ms"),
    ("Oskar", "Mr"),
];

/// Surnames in the spellings that outlets use for them, most of them in one.
const SURNAMES: [&[&str]; 53] = [
    &["Kalnins", "Kalniņš"],
    &["Carvalhal"],
    &["Dragulescu", "Drăgulescu"],
    &["Virtasalo"],
    &["Mac Aonghusa", "MacAonghusa"],
    &["Horvatin"],
    &["Wisnicki", "Wiśnicki"],
    &["Papadakos"],
    &["Solbakken"],
    &["Ehrenthal"],
    &["Fairleigh"],
    &["Valdivieso"],
    &["Kamaundi"],
    &["Morisawa"],
    &["Gelovidze"],
    &["Ozturan", "Özturan"],
    &["Tranh"],
    &["Boatemah"],
    &["Tammelaid"],
    &["Quispeña", "Quispena"],
    &["Voronskyy", "Voronsky", "Voronskiy"],
    &["Halychenko"],
    &["Brandvold"],
    &["Castelo Novo"],
    &["O'Rahaly", "O’Rahaly"],
    &["Lindqvist-Aho"],
    &["Pavelescu"],
    &["Strazdins", "Strazdiņš"],
    &["Karamanis"],
    &["Oberhauser"],
    &["Delacourt"],
    &["Iturralde"],
    &["Njoroga"],
    &["Takemura"],
    &["Berishvani"],
    &["Yildizer", "Yıldızer"],
    &["Phamh"],
    &["Asantewor"],
    &["Rebasoo"],
    &["Mamaniri"],
    &["Zhurkivskyy", "Zhurkivsky", "Zhurkivskiy"],
    &["Radoslav"],
    &["Kowalewicz"],
    &["Almeirao", "Almeirão"],
    &["Finnerty"],
    &["Makinalo", "Mäkinalo"],
    &["Ionashcu"],
    &["Ozolmanis"],
    &["Theodorides"],
    &["von Rabenau"],
    &["Thibodel"],
    &["Sepulvera", "Sepúlvera"],
    &["Marchenkova"],
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_same_seed_gives_the_same_article_of_the_wanted_length() {
        use super::article;

        for index in 0..40 {
            let text = article(7, index, 400);
            assert_eq!(text, article(7, index, 400));
            let words = text.split_whitespace().count();
            assert!(
                (380..620).contains(&words),
                "article {index}: {words} words"
            );
            assert!(!text.contains(['{', '}']), "{text}");
            assert!(!text.contains(",,") && !text.contains(",."), "{text}");
        }
        assert_ne!(article(7, 0, 400), article(8, 0, 400));
    }

    #[test]
    fn a_thousand_articles_share_their_people() {
        use super::{CAST, Dice, Event, OUTLETS, Person, event_number};

        let mut counts = vec![0; CAST];
        for index in 0..1000 {
            let event = Event::new(&mut Dice::new(1, 1, event_number(index)), CAST);
            for person in &event.people {
                counts[person.number] += 1;
            }
        }
        let known = counts.iter().filter(|&&count| count > 0).count();
        assert!(known > 300, "only {known} people");
        assert!(
            counts[0] > 200,
            "the best known is named {} times",
            counts[0]
        );
        let mut names: Vec<String> = (0..CAST)
            .map(|number| Person { number }.full_name(&OUTLETS[0]))
            .collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), CAST, "two people have one name");
    }

    #[test]
    fn outlets_tell_of_one_event() {
        use super::{CAST, Dice, Event, article, event_number};

        let event = |index| Event::new(&mut Dice::new(3, 1, event_number(index)), CAST);
        assert_eq!(event_number(0), event_number(16));
        let quote = event(0).quotes[0];
        for index in [0, 3, 6, 10, 16] {
            assert!(article(3, index, 300).contains(quote));
        }
    }

    #[test]
    fn a_folder_and_a_long_article_are_as_long_as_asked() {
        use super::{folder, long_article};

        assert!(long_article(5000).split_whitespace().count() >= 5000);
        let dir = std::env::temp_dir().join(format!("rashomon-generate-{}", std::process::id()));
        folder(&dir, 12, 200, 5).expect("the folder can be written");
        let files = std::fs::read_dir(&dir)
            .expect("the folder is there")
            .count();
        std::fs::remove_dir_all(&dir).expect("the folder can be removed");
        assert_eq!(files, 12);
    }

    #[test]
    fn days_of_the_week_are_right() {
        use super::{CAST, Dice, Event, OUTLETS, thousands};

        let mut event = Event::new(&mut Dice::new(0, 1, 0), CAST);
        (event.year, event.month, event.day) = (2026, 1, 6);
        assert_eq!(event.weekday(), "Tuesday");
        assert_eq!(event.date(&OUTLETS[0], true), "Jan. 6, 2026");
        assert_eq!(event.date(&OUTLETS[4], true), "6 January 2026");
        assert_eq!(thousands(1_020_300), "1,020,300");
    }
}
