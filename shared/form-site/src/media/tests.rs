//! Files as they are, as they pretend to be, and in any pieces.

use super::*;

fn found_in(pieces: impl IntoIterator<Item = Vec<u8>>) -> Media {
    let mut looking = Looking::default();
    for piece in pieces {
        looking.look(&piece);
    }
    looking.found()
}

fn found(bytes: &[u8]) -> Media {
    let whole = found_in([bytes.to_vec()]);
    for size in [1, 7, 64] {
        let pieces = bytes.chunks(size).map(<[u8]>::to_vec);
        assert_eq!(found_in(pieces), whole, "in pieces of {size}");
    }
    whole
}

/// A packed file with these entries, none of which is compressed.
fn packed(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut list = Vec::new();
    for (name, content) in entries {
        let length = u16::try_from(name.len()).unwrap().to_le_bytes();
        let size = u32::try_from(content.len()).unwrap().to_le_bytes();
        let common = |bytes: &mut Vec<u8>| {
            bytes.extend([0; 4]);
            bytes.extend(size);
            bytes.extend(size);
            bytes.extend(length);
        };
        file.extend(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0");
        common(&mut file);
        file.extend([0; 2]);
        file.extend(name.as_bytes());
        file.extend(content.as_bytes());
        list.extend(b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0");
        common(&mut list);
        list.extend([0; 16]);
        list.extend(name.as_bytes());
    }
    file.extend(list);
    file.extend(b"PK\x05\x06");
    file
}

#[test]
fn what_forms_take_is_known_by_its_content() {
    let docx = packed(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", "<Relationships/>"),
        ("word/document.xml", "<w:document/>"),
    ]);
    let odt = packed(&[("mimetype", ODT), ("content.xml", "<office/>")]);
    for (bytes, media_type) in [
        (&b"\xff\xd8\xff\xe0\0\x10JFIF"[..], "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
        (b"GIF89a\x01\0\x01\0", "image/gif"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heic"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "application/pdf"),
        (&docx, DOCX),
        (&odt, ODT),
        (
            "Dear Zoë,\r\n\tthe stairs are steep.\n".as_bytes(),
            "text/plain",
        ),
        (b"a < b, and 1 <2", "text/plain"),
    ] {
        let media = found(bytes);
        assert_eq!(media.media_type, Some(media_type));
        assert_eq!(media.words, words_of(media_type));
        assert!(form_model::kinds::upload_kind_of(media_type).is_some());
        assert_eq!(
            said_by_name(&format!("A.B.{}", ending(media_type))),
            Some(media_type)
        );
    }
    assert_eq!(KNOWN.len(), 9);
}

#[test]
fn what_no_form_takes_is_named_in_words() {
    for (bytes, words) in [
        (&b"MZ\x90\0\x03\0\0\0"[..], "a program"),
        (b"#!/bin/sh\nrm -r /\n", "a program"),
        (b"{\\rtf1\\ansi Hello}", "a rich text (RTF) file"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "an older Word or Excel file, or one with a password",
        ),
        (
            b"<!DOCTYPE html><script>",
            "a web page, or a file of another program",
        ),
        (
            b"\xef\xbb\xbf <svg onload='x'>",
            "a web page, or a file of another program",
        ),
        (
            b"<?xml version='1.0'?>",
            "a web page, or a file of another program",
        ),
        (
            b"\0\0\0\x18ftypisom\0\0\0\0",
            "a video or a sound recording",
        ),
        (
            b"text with a \0 in it",
            "a file of a kind that we do not know",
        ),
        (
            b"caf\xe9 in an old encoding",
            "a file of a kind that we do not know",
        ),
        (
            b"half a character \xc3",
            "a file of a kind that we do not know",
        ),
        (
            b"JFIF without its beginning \xff\xd8\xff",
            "a file of a kind that we do not know",
        ),
    ] {
        assert_eq!(
            found(bytes),
            Media {
                media_type: None,
                words
            },
            "{bytes:?}"
        );
    }
}

#[test]
fn a_packed_file_is_taken_only_with_the_right_entry() {
    let zip = "a ZIP file, or a file of another program";
    for (entries, words) in [
        (&[("notes.txt", "word/document.xml")][..], zip),
        (&[("xl/workbook.xml", "<x/>")], zip),
        (
            &[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")],
            zip,
        ),
        (
            &[(
                "mimetype",
                "application/vnd.oasis.opendocument.text-template",
            )],
            zip,
        ),
        (&[("a", ODT)], zip),
        (
            &[("word/document.xml", "<w/>"), ("word/vbaProject.bin", "x")],
            "a Word file with macros, which are programs",
        ),
    ] {
        let media = found(&packed(entries));
        assert_eq!(
            (media.media_type, media.words),
            (None, words),
            "{entries:?}"
        );
    }
}

#[test]
fn a_file_that_is_surely_refused_is_noticed_at_once_and_one_that_may_be_taken_is_not() {
    let refused = |bytes: &[u8]| {
        let mut looking = Looking::default();
        looking.look(bytes);
        looking.is_surely_refused()
    };
    assert!(refused(&[b"MZ".as_slice(), &[0; 100]].concat()));
    assert!(!refused(b"MZ"));
    assert!(!refused(&packed(&[("a", &"b".repeat(100))])));
    assert!(!refused("é".repeat(60).as_bytes()));
    // The first byte of a character whose second comes later.
    assert!(!refused(&[b"a".repeat(96).as_slice(), b"\xc3"].concat()));
}

proptest::proptest! {
    #[test]
    fn no_bytes_break_it_and_pieces_change_nothing(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
        for beginning in [&b""[..], b"PK\x03\x04", b"RIFF", b"\0\0\0\x18ftyp"] {
            found(&[beginning, &bytes].concat());
        }
    }
}
