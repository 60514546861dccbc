//! Lines of news agencies that no open corpus holds: datelines, results, tables, headlines in capitals, with names out
//! of the pools in their places. All templates are written for this purpose.

use super::augment::Pools;
use super::corpus::{Document, Sentence};
use super::dice::Dice;
use crate::model::actor::ActorKind;

/// How many documents of such lines are made.
const DOCUMENTS: usize = 900;

/// Texts of one style: each line a template, tokens parted by spaces, `@` before what is to be filled in.
///
/// `@per` full name, `@fam` family name, `@ini` initial and family name, `@loc` place, `@nat` country, `@org`
/// organisation, `@club` a club called by its town, `@team` a national team, which counts as its country, `@n` number, `@sc`
/// score, `@m` month. A line that begins with `^` is written in capitals.
const STYLES: &[&[&str]] = &[
    &[
        "^FOOTBALL - @club STUN @club TO REACH SEMIFINALS .",
        "@loc 1997-0@d-1@d",
        "@club beat @club @sc in their league match on Saturday , with @per scoring twice .",
        "@fam headed the opener before @per levelled for @club in the second half .",
        "@club coach @per said his side deserved the win .",
        "\" We played well , \" @fam said after the game against @club .",
        "@club , who lost to @club last week , stay second behind @club .",
        "@team meet @team in @loc on Wednesday .",
        "The former @club striker joined @club from @club for @n million pounds .",
        "@club 's next match is at home to @club .",
        "The midfielder , 24 , will leave @club for @org when the season ends .",
    ],
    &[
        "Results of matches in the first division on Sunday ( home team first ) :",
        "@club @s @club @s",
        "@club @s @club @s",
        "@club @s @club @s",
        "@club @s ( @fam @n , @fam @n ) @club @s . Halftime @sc . Attendance @n",
        "@club @s ( @fam @n penalty ) @club @s ( @ini @n )",
        "Standings ( tabulated under played , won , drawn , lost , points ) :",
        "@club @n @s @s @s @n @n @n",
        "@club @n @s @s @s @n @n @n",
        "@club @n @s @s @s @n",
        "@club v @club",
        "Playing Friday : @club v @club , @club v @club .",
    ],
    &[
        "^TENNIS - RESULTS AT THE OPEN .",
        "@loc 1996-1@d-0@d",
        "Second round results from the tournament on Tuesday ( prefix number denotes seeding ) :",
        "@s - @per ( @nat ) beat @per ( @nat ) 6-@d 7-5 6-4",
        "@per ( @nat ) beat @s - @per ( @nat ) 6-@d 6-1",
        "@per , @nat , beat @per , @nat , 7-6 ( 7-@d ) 6-3",
        "@per and @per ( @nat ) beat @per and @per ( @nat ) 6-2 6-4",
        "@ini ( @nat ) beat @ini ( @nat ) 15-@n 15-9",
    ],
    &[
        "^ATHLETICS - LEADING RESULTS AT INTERNATIONAL MEETING .",
        "@loc 1996-0@d-2@d",
        "Women 's 400 metres hurdles :",
        "1. @per ( @nat ) 54.@n seconds",
        "2. @per ( @nat ) 55.@n",
        "3. @per ( @nat ) @n",
        "1. @nat @n points",
        "2. @team @n",
        "4 x 100 metres relay : 1. @team @n , 2. @team @n",
        "@s. @per , @nat , @n",
        "@per of @nat won the men 's race ahead of @per of @nat .",
        "@per ( @nat ) , @club , 2 hours @n minutes",
    ],
    &[
        "^BASKETBALL - STANDINGS AFTER WEEKEND GAMES .",
        "^WESTERN DIVISION",
        "^W L PCT GB",
        "^@club @n @n .6@d@d -",
        "^@club @n @n .5@d@d @n",
        "^@club @n @n .4@d@d @n",
        "^MONDAY , MARCH @n SCHEDULE",
        "^@club AT @club",
        "^@club AT @club",
        "@club @n @club @n",
        "@club at @club",
        "In @loc , @per hit a two-run homer to lift @club over the @org @sc .",
        "@club beat @club @sc on a single by @per .",
        "@fam scored @n points as the @org defeated the @org .",
    ],
    &[
        "^CRICKET - @team @n FOR @s AT CLOSE ON SECOND DAY .",
        "Scoreboard at the close of play on Friday :",
        "@team first innings",
        "@ini c @fam b @fam @n",
        "@ini lbw b @fam @n",
        "@ini not out @n",
        "@fam run out @n",
        "Did not bat : @ini , @ini , @ini .",
        "Bowling : @fam 12-@s-@n-2 , @fam 9-1-@n-0 .",
        "@club v @club at @loc .",
        "@club @n and @n for @s , @club @n .",
        "@per took four for @n as @club bowled out @club .",
        "Teams : @team - @ini , @ini , @fam , @fam , @ini ( captain ) .",
    ],
    &[
        "^@org SAYS PROFIT ROSE .",
        "@loc 1996-@n-0@d",
        "@org said on Thursday it would sell its unit in @loc to @org for $ @n million .",
        "Shares in @org rose @n percent , while @org fell @n .",
        "@org chief executive @per said the deal with @org was agreed .",
        "Analyst @per at @org said @fam would stay .",
        "( in millions of dollars unless stated )",
        "Net profit @n vs @n",
        "-- @loc newsroom @n",
        "@org , based in @loc , employs @n people .",
        "@org Corp said it bought @org Ltd .",
        "The @org index closed down @n points on the @org .",
    ],
    &[
        "^@nat SAYS TALKS WITH @nat FAILED .",
        "@loc , @m @n ( @org ) -",
        "@per , foreign minister of @nat , met @per in @loc on Monday .",
        "@fam told the newspaper @org that @nat would not sign .",
        "^POLICE IN @loc ARREST @per .",
        "^@per NAMED HEAD OF @org .",
        "^@nat 'S @fam IN HOSPITAL .",
        "Police in @loc said @n people were killed near the town of @loc .",
        "@loc , @loc @m @n",
        "The daily @org said @fam had left for @loc .",
        "These are the leading stories in the @loc press . The agency has not verified them .",
        "- The @org said that @per will visit @nat in @m .",
        "^@org",
        "@nat beat @nat in a vote at the @org .",
        "A train left @loc for @loc before dawn .",
        "The minister flew from @loc to @loc and on to @loc .",
        "Heavy rain hit @loc and @loc .",
        "@per , @n , of the @org , said : \" We want @fam to resign . \"",
    ],
    &[
        "^BOXING - @fam TO FIGHT @fam .",
        "^GOLF - @fam LEADS IN @loc .",
        "Leading scores after the third round ( @nat unless stated ) :",
        "@n @per @n @n @n",
        "@n @per ( @nat ) @n @n @n",
        "@n @per , @per ( @nat ) , @ini",
        "@s. @per , @nat , @org , @n points",
        "@per ( @nat ) @org one minute @n seconds",
        "^SOCCER - @team DRAW @s-@s WITH @team .",
        "@team drew with @team @sc in their qualifier in @loc .",
        "Scorers : @per ( @n ) , @fam ( @n )",
        "@team : 1 - @per , 2 - @per ; 3 - @per , 4 - @fam .",
    ],
];

/// Documents of invented lines.
pub(super) fn documents(pools: &Pools, dice: &mut Dice) -> Vec<Document> {
    (0..DOCUMENTS)
        .map(|number| {
            let style = STYLES[number % STYLES.len()];
            let mut document = Document::default();
            for _ in 0..2 + dice.below(2) {
                for template in style {
                    if dice.chance(55) {
                        document.sentences.push(filled(template, pools, dice));
                    }
                }
            }
            document
        })
        .collect()
}

fn filled(template: &str, pools: &Pools, dice: &mut Dice) -> Sentence {
    let mut sentence = Sentence::default();
    let upper = template.starts_with('^');
    for slot in template.trim_start_matches('^').split(' ') {
        let (words, kind) = fill(slot, pools, dice);
        for (index, word) in words.iter().filter(|word| !word.is_empty()).enumerate() {
            let word = if upper {
                word.to_uppercase()
            } else {
                word.clone()
            };
            sentence.push(&word, kind.map(|kind| (kind, index == 0)));
        }
    }
    sentence
}

fn fill(slot: &str, pools: &Pools, dice: &mut Dice) -> (Vec<String>, Option<ActorKind>) {
    let person = Some(ActorKind::Person);
    let body = Some(ActorKind::Organisation);
    let place = Some(ActorKind::Place);
    match slot {
        "@per" if dice.chance(8) => (
            vec![
                pools.given(dice),
                "van".to_owned(),
                "der".to_owned(),
                pools.family(dice),
            ],
            person,
        ),
        "@per" => (vec![pools.given(dice), pools.family(dice)], person),
        "@fam" => (vec![pools.family(dice)], person),
        "@ini" => {
            let letter = char::from(b'A' + u8::try_from(dice.below(25)).unwrap_or(0));
            (vec![format!("{letter}."), pools.family(dice)], person)
        }
        "@loc" => (pools.place(dice), place),
        "@org" => (pools.organisation(dice), body),
        "@team" | "@nat" => (pools.country(dice), place),
        "@club" => {
            let mut words = pools.town(dice);
            if dice.chance(25) {
                let names = [
                    "United",
                    "City",
                    "Rovers",
                    "FC",
                    "Athletic",
                    "Rangers",
                    "Wanderers",
                    "Town",
                ];
                words.extend(dice.one(&names).map(|&name| name.to_owned()));
            }
            (words, body)
        }
        "@n" => (vec![(2 + dice.below(98)).to_string()], None),
        "@s" => (vec![dice.below(6).to_string()], None),
        "@sc" => (vec![format!("{}-{}", dice.below(6), dice.below(5))], None),
        "@m" => {
            let months = [
                "January", "March", "April", "May", "July", "August", "October", "December",
            ];
            (
                dice.one(&months)
                    .map(|&month| month.to_owned())
                    .into_iter()
                    .collect(),
                None,
            )
        }
        other => {
            let word = other
                .replace("@d", &dice.below(10).to_string())
                .replace("@n", &(2 + dice.below(98)).to_string())
                .replace("@s", &dice.below(6).to_string());
            (vec![word], None)
        }
    }
}
