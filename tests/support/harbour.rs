//! Invented news of an invented port, as files: versions of one story by five outlets, and one article fetched twice.

use std::fs;
use std::path::Path;

/// What every version tells, each sentence in words of its own.
const TOLD: [[&str; 5]; 6] = [
    [
        "The harbour council of Velmora voted on Monday to close the old Tern Pier after 90 years.",
        "Velmora will close its old Tern Pier after 90 years, the harbour council decided on Monday.",
        "After 90 years the old Tern Pier in Velmora is to close, the harbour council voted on Monday.",
        "The old Tern Pier will close, Velmora’s harbour council voted on Monday, 90 years after it opened.",
        "Monday’s vote of the harbour council ends 90 years of the old Tern Pier in Velmora.",
    ],
    [
        "Council leader Odile Farrant said the repairs would have cost $14 million.",
        "Repairs would have cost $14 million, said council leader Odile Farrant.",
        "Odile Farrant, who leads the council, put the cost of repairs at $14 million.",
        "The repairs were too dear at $14 million, council leader Odile Farrant argued.",
        "Council leader Odile Farrant claimed that repairs would have cost $12 million.",
    ],
    [
        "Fishermen who land their catch at the pier may move to the new northern quay by June.",
        "By June the fishermen of the pier will move their catch to the new northern quay.",
        "Fishermen must land their catch at the new northern quay from June.",
        "The fishermen of the pier are expected to move to the new northern quay by June.",
        "Where the fishermen of the pier are to land their catch from June is open.",
    ],
    [
        "“We were never asked,” said Bram Oskeler, who speaks for the fishermen.",
        "Bram Oskeler, who speaks for the fishermen, said: “We were never asked.”",
        "The fishermen’s speaker, Bram Oskeler, complained that they were never asked.",
        "Bram Oskeler of the fishermen was not at the meeting.",
        "“We were never asked,” Bram Oskeler told reporters on behalf of the fishermen.",
    ],
    [
        "Nine of the 15 members of the council voted for closing the pier.",
        "Nine members of the council voted to close the pier, five were against it.",
        "The council was divided: nine of 15 members wanted the pier closed.",
        "Six members of the council voted to keep the pier open.",
        "The vote in the council was nine to five, with one member away.",
    ],
    [
        "An engineer who knows the report called the piles “beyond saving”.",
        "The lamps of the pier were lit for the last time on Sunday evening.",
        "Schoolchildren sang old songs on the promenade all evening.",
        "Hotels nearby fear for the coming summer.",
        "A museum of the sea has asked for the old crane.",
    ],
];

/// The outlets of the five versions.
pub const OUTLETS: [&str; 5] = [
    "Velmora Post",
    "Coast Herald",
    "The Northern Bell",
    "Quay Radio",
    "Morning Gull",
];

/// Writes the versions of the first `count` outlets into `folder`, from March 5 on.
pub fn story(folder: &Path, count: usize) {
    for (number, outlet) in OUTLETS.iter().enumerate().take(count) {
        let body: Vec<&str> = TOLD.iter().map(|sentence| sentence[number]).collect();
        let titles = [
            "Velmora gives up its pier",
            "Old Tern Pier to close",
            "Council votes against pier",
            "The end of the Tern Pier",
            "Velmora’s pier closes after 90 years",
        ];
        let text = article(titles[number], outlet, 5 + number / 2, &body.join("\n\n"));
        // Of one day, the file that is read last stands first.
        let file = ["a.md", "b.md", "d.md", "c.md", "e.md"][number];
        fs::write(folder.join(file), text).unwrap();
    }
}

/// An article as a file.
pub fn article(title: &str, outlet: &str, day: usize, body: &str) -> String {
    format!(
        "---\ntitle: {title}\noutlet: {outlet}\ndate: 2026-03-{day:02}\n---\n\n# {title}\n\n{body}\n"
    )
}

/// The earlier text of an article that was fetched twice.
const EARLIER: &str = "The harbour council of Velmora will decide on Monday whether the old Tern Pier is to close.

Repairs would cost $12 million, council leader Odile Farrant told the Post. “We can not carry that alone,” she said.

The pier opened in 1936. It was built by the Marrow brothers, whose yard stood where the fish market is today. Generations of Velmorans learned to swim beside it.

Fishermen fear for their trade. Bram Oskeler, who speaks for them, said nobody had asked them.

The goverment in Norport has promised no money so far.

Trams run to the pier until midnight. The lamps are lit at dusk. A band plays on Sundays. Tickets cost two crowns.

The council meets at six in the evening.";

/// The same article a day later: after the vote.
const LATER: &str = "The harbour council of Velmora voted on Monday to close the old Tern Pier.

Repairs would have cost $14 million, council leader Odile Farrant told the Post. “We cannot carry that alone,” she said.

Nine of 15 members were for closing it, five against; one was away.

The pier opened in 1936. It was built by the Marrow brothers, whose yard stood where the fish market is today. Generations of Velmorans learned to swim beside it.

The government in Norport has promised no money so far.

Fishermen are angry. Bram Oskeler, who speaks for them, said nobody had asked them.

Trams run to the pier until midnight. The lamps are lit at dusk; a band plays on Sundays. Tickets cost two crowns.";

/// Writes two versions of one article into `folder`, fetched on two days.
pub fn twice(folder: &Path) {
    let earlier = article("Velmora votes on its old pier", "Velmora Post", 8, EARLIER);
    fs::write(folder.join("earlier.md"), earlier).unwrap();
    let later = article(
        "Velmora votes against its old pier",
        "Velmora Post",
        9,
        LATER,
    );
    fs::write(folder.join("later.md"), later).unwrap();
}
