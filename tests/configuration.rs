//! Files of settings and key maps with every kind of mistake: cases as data. A case tells in its first lines, behind `#!`,
//! what is to be said of it, all of it and in that order.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

use std::fs;
use std::path::Path;

use rashomon::config::keys::KeysFile;
use rashomon::config::settings::SettingsFile;

#[test]
fn every_mistake_in_settings_is_told_with_its_place() {
    hold("config", |file| {
        let mistakes = SettingsFile::read(file).mistakes.into_iter();
        mistakes.map(|mistake| mistake.to_string()).collect()
    });
}

#[test]
fn every_mistake_in_a_key_map_is_told_with_its_place() {
    let own = "[commands.count]\nrun = [\"wc\", \"-w\"]\n";
    let commands = SettingsFile::read(own).settings.commands;
    hold("keys", |file| {
        let mistakes = KeysFile::read(file, &commands).mistakes.into_iter();
        mistakes.map(|mistake| mistake.to_string()).collect()
    });
}

#[test]
fn what_is_right_in_a_file_with_mistakes_holds() {
    let read = SettingsFile::read("mouse = true\ntheme =\ntext-width = 90\nmusic = 1\n");
    assert_eq!(read.mistakes.len(), 2, "{:?}", read.mistakes);
    assert!(read.settings.mouse);
    assert_eq!(read.settings.text_width, 90);
    assert_eq!(read.settings.theme, "terminal");
}

/// Reads every case of that folder, and compares what is said of it with what is to be said.
fn hold(folder: &str, said: impl Fn(&str) -> Vec<String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(folder);
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(files.len() > 5);
    let mut wrong = Vec::new();
    for path in files {
        let file = fs::read_to_string(&path).unwrap();
        let wanted: Vec<&str> = file
            .lines()
            .filter_map(|line| line.strip_prefix("#! "))
            .collect();
        let said = said(&file);
        if said != wanted {
            let said: Vec<String> = said.iter().map(|line| format!("#! {line}\n")).collect();
            wrong.push(format!("{}\n{}", path.display(), said.concat()));
        }
    }
    assert!(wrong.is_empty(), "not as told:\n{}", wrong.join("\n"));
}
