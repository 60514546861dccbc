//! Filling a library and looking after it, without a terminal.

use assert_cmd::Command;

fn rashomon() -> Command {
    Command::new(env!("CARGO_BIN_EXE_rashomon"))
}

#[test]
fn a_library_is_filled_looked_over_and_copied() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("news")).unwrap();
    std::fs::write(
        at("news/pier.txt"),
        "Pier closes\n\nThe old pier of Velmora closes in June.\n",
    )
    .unwrap();
    let run = |arguments: &[&str]| {
        let output = rashomon()
            .env("XDG_DATA_HOME", at("data"))
            .current_dir(folder.path())
            .args(arguments)
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (
            output.status.code(),
            text(output.stdout),
            text(output.stderr),
        )
    };
    let (code, _, errors) = run(&["doctor"]);
    assert_eq!(code, Some(1));
    assert!(errors.contains("there is no library"), "{errors}");
    let (code, told, _) = run(&["add", "news"]);
    assert_eq!(code, Some(0));
    assert!(told.starts_with("1 article added; 1 in "), "{told}");
    assert!(
        run(&["add", "news"])
            .1
            .starts_with("0 articles added; 1 in ")
    );
    assert!(run(&["doctor"]).1.contains("1 article, nothing is wrong"));
    assert_eq!(run(&["backup", "copy.library"]).0, Some(0));
    let (code, _, errors) = run(&["backup", "copy.library"]);
    assert_eq!(code, Some(1));
    assert!(errors.contains("is there already"), "{errors}");
    let copied = run(&["list", "--library", "copy.library"]).1;
    assert!(copied.contains("Pier closes"), "{copied}");
    // What is cut off is told by whatever opens it, and left as it is.
    let whole = std::fs::read(at("copy.library")).unwrap();
    std::fs::write(at("cut.library"), &whole[..whole.len() / 2]).unwrap();
    for arguments in [
        &["doctor", "--library", "cut.library"][..],
        &["list", "--library", "cut.library"],
        &["add", "news", "--library", "cut.library"],
    ] {
        let (code, _, errors) = run(arguments);
        assert_eq!(code, Some(1), "{arguments:?}");
        assert!(errors.contains("is damaged"), "{errors}");
    }
    assert_eq!(
        std::fs::read(at("cut.library")).unwrap().len(),
        whole.len() / 2
    );
}

#[test]
fn what_comes_on_standard_input_is_added_and_kept() {
    let data = tempfile::tempdir().unwrap();
    let feed = include_bytes!("cases/inputs/news.rss").as_slice();
    let run = |arguments: &[&str], input: &[u8]| {
        let output = rashomon()
            .env("XDG_DATA_HOME", data.path())
            .args(arguments)
            .write_stdin(input)
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (
            output.status.code(),
            text(output.stdout),
            text(output.stderr),
        )
    };
    let (code, told, errors) = run(&["add", "-"], feed);
    assert_eq!(code, Some(0), "{errors}");
    assert!(told.starts_with("4 articles added; 4 in "), "{told}");
    let (_, told, _) = run(&["add", "-"], feed);
    assert!(told.starts_with("0 articles added; 4 in "), "{told}");
    let kept = std::fs::read_dir(data.path().join("rashomon/given")).unwrap();
    assert_eq!(kept.count(), 1);
    assert!(run(&["list"], b"").1.contains("Ferry returns"));
    let (code, _, errors) = run(&["add", "-"], b"");
    assert_eq!(code, Some(1));
    assert!(
        errors.contains("nothing came on standard input"),
        "{errors}"
    );
}

#[test]
fn columns_are_added_under_the_names_that_are_given_to_them() {
    let data = tempfile::tempdir().unwrap();
    let table = data.path().join("rows.csv");
    std::fs::write(
        &table,
        "topic,story\nPier closes,The old pier closes in June.\n",
    )
    .unwrap();
    let run = |arguments: &[&str]| {
        let mut command = rashomon();
        command.env("XDG_DATA_HOME", data.path()).args(arguments);
        let output = command.arg(&table).output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    // Without names it is a source with a problem, so that another library is asked.
    let other = data.path().join("other.library");
    let (code, errors) = run(&["add", "--library", other.to_str().unwrap()]);
    assert_eq!(code, Some(1));
    assert!(errors.contains("--map"), "{errors}");
    let (code, errors) = run(&["add", "--map", "title=topic", "--map", "text=none"]);
    assert_eq!(code, Some(1));
    assert!(
        errors.contains("no column or field is called none"),
        "{errors}"
    );
    let (code, errors) = run(&["add", "--map", "title=topic", "--map", "text=story"]);
    assert_eq!(code, Some(0), "{errors}");
}

#[test]
fn many_pages_are_added_in_bulk() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    std::fs::create_dir(&pages).unwrap();
    let text = "<p>The harbour board voted on Monday to close the old pier of Velmora, which storms have damaged twice in five years.</p>";
    for number in 0..3 {
        let page = format!(
            "<html><head><title>Pier {number} closes</title></head><body><nav><a href=/>Home of all news</a></nav><article><h1>Pier {number} closes</h1>{}</article></body></html>",
            text.repeat(4)
        );
        std::fs::write(pages.join(format!("{number}.html")), page).unwrap();
    }
    let run = |arguments: &[&str]| {
        let mut command = rashomon();
        command.env("XDG_DATA_HOME", folder.path().join("data"));
        let output = command
            .arg(arguments[0])
            .args(&arguments[1..])
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let told = run(&["add", "--bulk", pages.to_str().unwrap()]);
    assert!(told.starts_with("3 articles added; 3 in "), "{told}");
    let shown = run(&["show", "Pier 1 closes"]);
    assert!(
        shown.contains("The harbour board voted") && !shown.contains("Home of all news"),
        "{shown}"
    );
}

#[test]
fn what_a_limit_leaves_out_is_told_once_with_file_and_limit() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let fill = "x".repeat(8 << 20);
    let page = format!("<html><h1>Tide</h1><p>The tide comes at noon.</p><p>{fill}</p></html>");
    std::fs::write(at("tide.html"), page).unwrap();
    // It takes no room on the disk.
    let huge = std::fs::File::create(at("huge.txt")).unwrap();
    huge.set_len((64 << 20) + 1).unwrap();
    std::fs::write(at("pier.txt"), "Pier closes\n\nThe pier closes in June.\n").unwrap();
    let run = |name: &str| {
        let mut command = rashomon();
        command.env("XDG_DATA_HOME", at("data"));
        let output = command.arg("add").arg(at(name)).output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        (output.status.code(), errors)
    };
    for (name, reason) in [
        ("tide.html", "cut: a page of more than 8 MiB of markup"),
        ("huge.txt", "failed: 67108865 bytes is more than the 64 MiB"),
    ] {
        let (code, errors) = run(name);
        assert_eq!(code, Some(1), "{errors}");
        assert!(errors.contains(&format!("{name}: {reason}")), "{errors}");
        assert_eq!(errors.lines().count(), 1, "{errors}");
    }
    assert_eq!(run("pier.txt"), (Some(0), String::new()));
}

#[test]
fn articles_of_ones_own_library_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("news")).unwrap();
    let text = "The old pier of Velmora closes in June, the harbour board said on Monday.";
    for (name, title) in [
        ("a", "Pier closes in June"),
        ("b", "Velmora loses its pier"),
    ] {
        let article = format!("{title}\n\n{text} {name} adds a sentence of its own here.\n");
        std::fs::write(at("news").join(format!("{name}.txt")), article).unwrap();
    }
    let alone = format!("Board: the pier is to go\n\n{text} Nobody will miss it, they say.\n");
    std::fs::write(at("alone.txt"), alone).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = rashomon();
        command
            .env("XDG_DATA_HOME", at("data"))
            .current_dir(folder.path());
        let output = command.args(arguments).output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
        )
    };
    run(&["add", "news"]);
    for arguments in [
        ["closes june", "velmora loses"],
        ["alone.txt", "velmora loses"],
    ] {
        let (code, told) = run(&[&["compare"], &arguments[..]].concat());
        assert_eq!(code, Some(0), "{arguments:?}");
        assert!(
            told.contains("Velmora loses its pier") && told.contains("closes in June"),
            "{told}"
        );
    }
    // The starter library is not looked in where there is one's own.
    assert_eq!(run(&["compare", "arcamax", "straits"]).0, Some(1));
}
