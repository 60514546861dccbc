//! PDF documents: their text with the feature `pdf`, and a plain word without it.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A document of one page with these lines, in a font that every reader has.
fn document(lines: &[&str]) -> Vec<u8> {
    let mut drawn = String::from("BT /F1 12 Tf 72 720 Td 14 TL\n");
    for line in lines {
        writeln!(drawn, "({line}) Tj T*").unwrap();
    }
    drawn.push_str("ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{drawn}\nendstream", drawn.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut pdf = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(pdf.len());
        write!(pdf, "{} 0 obj\n{object}\nendobj\n", number + 1).unwrap();
    }
    let table = pdf.len();
    write!(pdf, "xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).unwrap();
    for place in &places {
        writeln!(pdf, "{place:010} 00000 n ").unwrap();
    }
    write!(
        pdf,
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
        places.len() + 1
    )
    .unwrap();
    pdf.into_bytes()
}

const LINES: &[&str] = &[
    "The harbour council voted on Monday to widen the pier,",
    "which two storms have damaged, said Iris Blom.",
];

/// The exit code, standard output and standard error of `rashomon` with a library in `folder`.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rashomon"));
    command.current_dir(folder).args(arguments);
    command.args(["--library", "own.library"]);
    command
        .env("XDG_DATA_HOME", folder)
        .env("XDG_CONFIG_HOME", folder);
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[cfg(feature = "pdf")]
#[test]
fn the_text_of_a_document_is_an_article() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pier.pdf"), document(LINES)).unwrap();
    let (code, told, errors) = run(folder.path(), &["add", "pier.pdf"]);
    assert_eq!((code, errors.as_str()), (Some(0), ""), "{told}");
    let (_, told, _) = run(folder.path(), &["search", "storms"]);
    assert!(told.contains("which two *storms* have damaged"), "{told}");
}

#[cfg(feature = "pdf")]
#[test]
fn a_document_that_cannot_be_read_is_told_and_hurts_nothing() {
    let whole = document(LINES);
    let shot = |from: &str, to: &str| {
        let text = String::from_utf8(whole.clone()).unwrap();
        text.replace(from, to).into_bytes()
    };
    let broken = [
        whole[..whole.len() / 2].to_vec(),
        b"%PDF-1.4\nnothing".to_vec(),
        shot("/Kids [3 0 R]", "/Kids [2 0 R]"),
        [b"%PDF-".as_slice(), &b"[".repeat(200_000)].concat(),
        document(&[]),
    ];
    for (number, bytes) in broken.iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("pier.pdf"), bytes).unwrap();
        let (code, _, errors) = run(folder.path(), &["add", "pier.pdf"]);
        assert_eq!(code, Some(1), "{number}: {errors}");
        assert!(
            errors.starts_with("rashomon: pier.pdf: "),
            "{number}: {errors}"
        );
    }
}

#[cfg(not(feature = "pdf"))]
#[test]
fn without_the_feature_a_document_is_told_for_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pier.pdf"), document(LINES)).unwrap();
    let (code, _, errors) = run(folder.path(), &["add", "pier.pdf"]);
    assert_eq!(code, Some(1));
    assert!(errors.contains("pier.pdf is a PDF document"), "{errors}");
    assert!(errors.contains("without the feature `pdf`"), "{errors}");
}
