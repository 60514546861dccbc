//! Articles that are written against the terminal, against whoever reads them, or against the program.

use std::fs;
use std::path::Path;

/// A character that acts on a terminal, or on the order or the sight of the text around it.
pub fn acts(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Text with something of everything that acts.
pub const TEXT: &str = "Ada\u{1b}]0;OWNED\u{7} \u{1b}[2J\u{9b}31mBrook\u{202e}koorB\u{202c} said\u{0} \
     \u{1b}]52;c;b3duZWQ=\u{7}\u{2066}so\u{2069}\u{200b}\u{feff} to\u{8}\u{8} \u{1b}P1;2q\u{1b}\\Ministers\u{85}of \u{9d}8;;x\u{9c}\
     Norvale\r\n\tand\u{b}went\u{c}home\u{1b}";

/// Writes all of them into a folder.
pub fn write(folder: &Path) {
    let file = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    file("control.md", &article(TEXT, TEXT));
    file("na\u{1b}[31mme\u{202e}.txt", &format!("{TEXT}\n\n{TEXT}\n"));
    file("wide.md", &wide());
    file("marks.md", &marks());
    file("word.md", &article("One word", &"floodgate".repeat(2_300)));
    let line = "漢".repeat(20_000);
    file("line.txt", &format!("A line without an end\n\n{line}\n"));
    file(
        "many.md",
        &article("Many short lines", &"Next.\n\n".repeat(1_500)),
    );
    file("empty.txt", "");
    file("blank.md", "---\ntitle: \"\"\n---\n\n\n \n");
    file("title.md", "# Nothing but a headline\n");
    file("one.txt", "x\n");
    file("quotes.md", &quotes());
    file("right.md", &right_to_left());
    fs::write(folder.join("bytes.txt"), [0xff, 0xfe, 0xc3, 0x28, b'\n']).unwrap();
}

fn article(title: &str, body: &str) -> String {
    let title = title.escape_default().to_string().replace("\\'", "'");
    let title = title.replace("\\u{", "\\U{");
    let title: String = title.split("\\U{").enumerate().map(yaml).collect();
    format!(
        "---\ntitle: \"{title}\"\noutlet: \"Norvale\\e[5m Post\"\nauthor: \"Ada\\a Brook\"\ndate: 2026-02-03\n---\n\n{body}\n"
    )
}

/// A part behind `\U{` of a title, with the number before its brace in eight digits, as YAML wants it.
fn yaml((at, part): (usize, &str)) -> String {
    match part.split_once('}') {
        Some((number, rest)) if at > 0 => format!("\\U{number:0>8}{rest}"),
        _ => part.to_owned(),
    }
}

fn wide() -> String {
    let family = "\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467}";
    let mut body = String::new();
    for at in 0..60 {
        body.push_str(&"a".repeat(at));
        body.push_str(" 北京の市長アン・リー氏は「港は開く」と述べた。");
        body.push_str(family);
        body.push_str("🇳🇴🇳👍🏽 ﷽ ½ Ⅷ ꧅ \u{1f3f4}\u{e0067}\u{e007f}\n\n");
    }
    article("港は開く 🇳🇴👩‍👩‍👧 市長アン・リー氏", &body)
}

fn marks() -> String {
    let pile: String = "Zoe\u{301}".chars().chain(vec!['\u{489}'; 3_000]).collect();
    let body = format!(
        "\u{301}\u{302} {pile} Doe said it.\n\nก็็็็็็็็็็ a\u{200d}b e\u{20dd}{}\n",
        "\u{34f}".repeat(90)
    );
    article("\u{301}Marks before all", &body)
}

fn quotes() -> String {
    let body = "“Ada Brook of Norvale said “it is “so” he”, “she told “them”.\n\n".repeat(40);
    article("“Quotation” in “quotation", &body)
}

fn right_to_left() -> String {
    let body =
        "وقالت آدا بروك إن الميناء سيبقى مفتوحا 2026 Norvale.\n\nשלום נורוייל, אמרה Ada Brook.\n\n";
    article("الميناء يبقى مفتوحا", &body.repeat(12))
}
