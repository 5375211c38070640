//! Whatever the pieces in which a body comes, its parts are the same; whatever the bytes, nothing breaks.

use proptest::prelude::*;

use super::*;

const BOUNDARY: &str = "----WebKitFormBoundaryA1b2";

/// A field, the name of its file if it is one, and its content.
type Field = (String, Option<String>, Vec<u8>);

/// What a browser sends.
fn body(fields: &[Field]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, file_name, content) in fields {
        let name = name.replace('"', "%22");
        let file = file_name.as_ref().map_or_else(String::new, |file| {
            let file = file.replace('"', "%22");
            format!("; filename=\"{file}\"\r\nContent-Type: application/octet-stream")
        });
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

/// Reads a body that comes in these pieces.
fn read<'b>(pieces: impl IntoIterator<Item = &'b [u8]>) -> Result<Vec<Field>, Malformed> {
    let mut reading = Multipart::new(BOUNDARY);
    let mut fields: Vec<Field> = Vec::new();
    let mut open = false;
    for piece in pieces {
        reading.push(piece);
        while let Some(event) = reading.next_event()? {
            match event {
                Event::Part(part) => {
                    assert!(!open, "a part begins inside another");
                    open = true;
                    fields.push((part.name, part.file_name, Vec::new()));
                }
                Event::Data(data) => {
                    assert!(open && !data.is_empty());
                    fields.last_mut().unwrap().2.extend(data);
                }
                Event::End => {
                    assert!(open, "a part ends that did not begin");
                    open = false;
                }
            }
        }
    }
    reading.finish().map(|()| fields)
}

fn whole(body: &[u8]) -> Result<Vec<Field>, Malformed> {
    read([body])
}

fn split<'b>(body: &'b [u8], cuts: &[prop::sample::Index]) -> Vec<&'b [u8]> {
    let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(body.len() + 1)).collect();
    at.sort_unstable();
    let mut pieces = Vec::new();
    let mut from = 0;
    for to in at.into_iter().chain([body.len()]) {
        pieces.push(&body[from..to]);
        from = to;
    }
    pieces
}

/// Content as bytes, often with what looks like a delimiter.
fn content() -> impl Strategy<Value = Vec<u8>> {
    let likely = prop_oneof![
        Just(b"\r\n".to_vec()),
        Just(b"\r\n--".to_vec()),
        Just(format!("--{BOUNDARY}").into_bytes()),
        Just(format!("\r\n--{BOUNDARY}x").into_bytes()),
        Just(format!("\r\n--{BOUNDARY}-x").into_bytes()),
        Just(format!("\r\n--{}", &BOUNDARY[..9]).into_bytes()),
        prop::collection::vec(any::<u8>(), 0..40),
    ];
    // No sender chooses a boundary that stands in what it sends.
    prop::collection::vec(likely, 0..6)
        .prop_map(|parts| parts.concat())
        .prop_filter("a delimiter", |content| {
            let delimiter = format!("\r\n--{BOUNDARY}");
            let text = String::from_utf8_lossy(content);
            let mut after = text.split(&delimiter).skip(1);
            after.all(|rest| rest.starts_with('x') || rest.starts_with("-x"))
        })
}

fn fields() -> impl Strategy<Value = Vec<Field>> {
    let name = "[a-z\"é -]{1,12}";
    let field = (name, prop::option::of("[a-zA-Z\"é. /]{0,12}"), content());
    prop::collection::vec(field, 0..5)
}

proptest! {
    #[test]
    fn any_split_of_the_bytes_gives_the_same_parts(
        fields in fields(),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..12),
    ) {
        let body = body(&fields);
        prop_assert_eq!(&whole(&body), &Ok(fields.clone()));
        prop_assert_eq!(&read(split(&body, &cuts)), &Ok(fields.clone()));
        prop_assert_eq!(&read(body.chunks(1)), &Ok(fields));
    }

    #[test]
    fn a_body_that_breaks_off_is_never_taken_for_a_whole_one(fields in fields(), cut in any::<prop::sample::Index>()) {
        let body = body(&fields);
        // Without the line break at the very end, it is whole still.
        let cut = cut.index(body.len() - 2);
        prop_assert!(whole(&body[..cut]).is_err());
    }

    #[test]
    fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..400), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6)) {
        let first = format!("--{BOUNDARY}\r\n");
        let head = format!("{first}Content-Disposition: form-data; name=\"a\"\r\n\r\n");
        for before in ["", first.as_str(), head.as_str()] {
            let bytes = [before.as_bytes(), &bytes].concat();
            let (one, other) = (whole(&bytes), read(split(&bytes, &cuts)));
            prop_assert_eq!(one, other);
        }
    }

    #[test]
    fn no_head_breaks_it(disposition in "[ -~é]{0,60}") {
        let body = format!("--{BOUNDARY}\r\nContent-Disposition: {disposition}\r\n\r\nx\r\n--{BOUNDARY}--");
        let _ = whole(body.as_bytes());
        let _ = parameter(&disposition, "name");
    }
}

#[test]
fn what_old_and_odd_senders_write_is_read() {
    let body = format!(
        "A preamble.\r\n--{BOUNDARY} \t\r\ncontent-type: text/plain\r\nCONTENT-DISPOSITION: Form-Data ; odd; NAME = photo ;filename=\"C:\\photos\\my \\\"dog\\\".jpg\"\r\n\r\n\r\n--{BOUNDARY}--\r\nAn epilogue --{BOUNDARY}\r\n"
    );
    assert_eq!(
        whole(body.as_bytes()),
        Ok(vec![(
            "photo".to_owned(),
            Some("C:\\photos\\my \"dog\".jpg".to_owned()),
            Vec::new()
        )])
    );
}

#[test]
fn a_part_without_a_name_or_without_an_end_is_no_form() {
    let with = |head: &str| whole(format!("--{BOUNDARY}\r\n{head}x\r\n--{BOUNDARY}--").as_bytes());
    for head in [
        "\r\n",
        "Content-Type: text/plain\r\n\r\n",
        "Content-Disposition: attachment; name=\"a\"\r\n\r\n",
        "Content-Disposition: form-data; filename=\"a\"\r\n\r\n",
        "Content-Disposition: form-data; name=\"a\r\n\r\n",
    ] {
        assert_eq!(with(head), Err(Malformed::NotAForm), "{head:?}");
    }
    assert_eq!(whole(b""), Err(Malformed::NotAForm));
    assert_eq!(whole(b"name=Ann&go=on"), Err(Malformed::NotAForm));
    assert_eq!(
        with("Content-Disposition: form-data; name=a"),
        Err(Malformed::BrokenOff)
    );
}

#[test]
fn nobody_fills_the_memory_with_heads_or_parts() {
    let endless = format!("--{BOUNDARY}\r\nX: {}", "a".repeat(HEAD_LIMIT + 1));
    assert_eq!(whole(endless.as_bytes()), Err(Malformed::TooMuch));
    let preamble = "a".repeat(HEAD_LIMIT + 100);
    assert_eq!(whole(preamble.as_bytes()), Err(Malformed::NotAForm));
    let many: Vec<Field> = (0..=PART_LIMIT)
        .map(|n| (format!("f{n}"), None, Vec::new()))
        .collect();
    assert_eq!(whole(&body(&many)), Err(Malformed::TooMuch));
    assert_eq!(whole(&body(&many[1..])).unwrap().len(), PART_LIMIT);
}

#[test]
fn a_large_file_is_never_whole_in_memory() {
    let mut reading = Multipart::new(BOUNDARY);
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n"
    );
    reading.push(head.as_bytes());
    assert!(matches!(reading.next_event(), Ok(Some(Event::Part(_)))));
    let (mut read, piece) = (0, [b'\r'; 16 * 1024]);
    for _ in 0..640 {
        reading.push(&piece);
        while let Ok(Some(Event::Data(data))) = reading.next_event() {
            read += data.len();
        }
        assert!(reading.buffer.capacity() <= 4 * piece.len());
    }
    assert!(read > 640 * piece.len() - 100);
}

#[test]
fn a_boundary_is_read_as_browsers_write_it_and_only_where_it_can_be_one() {
    let of = |value: &str| {
        let mut headers = HeaderMap::new();
        headers.insert("content-type", value.parse().unwrap());
        boundary(&headers)
    };
    for right in [
        "multipart/form-data; boundary=abc",
        "Multipart/Form-Data;charset=utf-8; Boundary=\"abc\"",
    ] {
        assert_eq!(of(right).as_deref(), Some("abc"), "{right}");
    }
    for wrong in [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/mixed; boundary=abc",
        "application/x-www-form-urlencoded; boundary=abc",
    ] {
        assert_eq!(of(wrong), None, "{wrong}");
    }
    assert_eq!(
        of(&format!("multipart/form-data; boundary={}", "a".repeat(71))),
        None
    );
}
