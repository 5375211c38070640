//! Photos and documents: added on a page of a form, removed, refused, and sent with the rest.

use super::filling_in::{Answers, answer_this_page, send, until_the_check};
use crate::harness::{Answer, Page, Resident, Site, json};

const FORM: &str = "/contact/equipment-adaptations";
const QUESTION: &str = "photos-or-documents";
const BOUNDARY: &str = "----a-boundary-that-stands-in-no-file";
const MIB: usize = 1024 * 1024;

pub const STAIRS: Answers<'static> = &[
    ("about", &["self"]),
    ("hard-to-do", &["stairs"]),
    ("given-name", &["Winifred"]),
    ("phone", &["01632 960101"]),
];

/// A photo, as far as anybody looks who does not open it.
pub fn photo(size: usize) -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec();
    bytes.resize(size, b'.');
    bytes
}

/// Somebody at the page that asks for files.
pub fn at_the_page(site: &Site) -> Resident {
    let mut resident = site.resident();
    resident.open(FORM);
    while !(resident.page().asks() && resident.page().question().has(QUESTION)) {
        answer_this_page(&mut resident, STAIRS);
    }
    resident
}

/// What a browser sends when a file was chosen and this button pressed.
pub fn chooses(resident: &Resident, name: &str, content: &[u8], button: &str) -> Answer {
    let (_, pairs) = resident.page().question().pressed(button);
    let mut body = Vec::new();
    for (field, value) in pairs.iter().filter(|(field, _)| field != QUESTION) {
        let head = format!("Content-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
        body.extend(format!("--{BOUNDARY}\r\n{head}").bytes());
    }
    let head =
        format!("Content-Disposition: form-data; name=\"{QUESTION}\"; filename=\"{name}\"\r\n\r\n");
    body.extend(format!("--{BOUNDARY}\r\n{head}").bytes());
    body.extend(content);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let at = resident.at.split('?').next().expect("an address");
    let headers = [("content-type", kind.as_str())];
    resident.caller.send("POST", at, &headers, Some(&body))
}

/// Adds a file, and is at the page that then comes.
#[track_caller]
pub fn adds(resident: &mut Resident, name: &str, content: &[u8]) {
    let answer = chooses(resident, name, content, "Add this file").expect(303);
    let next = answer.header("location").expect("a redirect").to_owned();
    resident.open(&next);
}

/// What the page says is wrong.
#[track_caller]
fn refused(resident: &Resident, name: &str, content: &[u8]) -> Page {
    let page = chooses(resident, name, content, "Add this file")
        .expect(422)
        .page();
    assert!(page.title.starts_with("Error: "), "{}", page.title);
    assert_eq!(page.errors.len(), 1, "{:?}", page.errors);
    assert_eq!(page.errors[0].0, QUESTION);
    page
}

#[test]
fn files_are_added_one_by_one_removed_and_sent_with_the_rest() {
    let site = Site::shared();
    let mut resident = at_the_page(site);
    let at = resident.at.clone();
    adds(&mut resident, "stairs.jpg", &photo(10 * MIB));
    assert!(resident.page().main.contains("stairs.jpg (10 MB)"));
    adds(&mut resident, "letter.pdf", b"%PDF-1.7 A letter");
    assert!(resident.page().main.contains("letter.pdf (17 bytes)"));

    let remove = resident.page().question().buttons.iter();
    let remove = remove.map(|button| button.text.clone());
    let remove: Vec<String> = remove.filter(|text| text.contains("letter.pdf")).collect();
    assert_eq!(remove.len(), 1, "{remove:?}");
    resident.press(&remove[0]);
    assert!(!resident.page().main.contains("letter.pdf"));
    assert!(resident.page().main.contains("stairs.jpg"));

    // With the file chosen, Continue is enough.
    let answer = chooses(&resident, "bath.jpg", &photo(300_000), "Continue").expect(303);
    let next = answer.header("location").expect("a redirect").to_owned();
    assert_ne!(next, at);
    resident.open(&next);
    until_the_check(&mut resident, STAIRS);
    let check = &resident.page().main;
    assert!(
        check.contains("stairs.jpg (10 MB)") && check.contains("bath.jpg (292 KB)"),
        "{check}"
    );
    let sent = send(&mut resident);

    let (referral, _) = site.administrator().referral(&sent.reference);
    let answers = referral["answers"].as_array().expect("answers");
    let files = answers.iter().find(|answer| answer["id"] == QUESTION);
    let said = files.expect("the files").to_string();
    assert!(
        said.contains("stairs.jpg") && said.contains("bath.jpg"),
        "{said}"
    );
    assert!(!said.contains("letter.pdf"), "{said}");
}

#[test]
fn what_cannot_be_added_says_why_and_what_can() {
    let site = Site::shared();
    let mut resident = at_the_page(site);
    adds(&mut resident, "stairs.jpg", &photo(1_000));
    for (name, content, words) in [
        (
            "letter.pdf",
            b"MZ\x90\0 a program".to_vec(),
            "“letter.pdf” is not a PDF file",
        ),
        ("letter.pdf", b"Dear council".to_vec(), "It is plain text"),
        (
            "film.mp4",
            b"\0\0\0\x18ftypisom\0\0\0\0".to_vec(),
            "is a video",
        ),
        (
            "large.jpg",
            photo(10 * MIB + 1),
            "A file can be 10 MB at most",
        ),
        ("empty.jpg", Vec::new(), "is empty"),
    ] {
        let page = refused(&resident, name, &content);
        assert!(page.errors[0].1.contains(words), "{:?}", page.errors);
        assert!(page.main.contains("stairs.jpg"), "{}", page.main);
    }
    // Nothing of all that holds anybody up.
    until_the_check(&mut resident, STAIRS);
    assert!(resident.page().main.contains("stairs.jpg"));
    send(&mut resident);
}

#[test]
fn a_body_that_is_no_form_is_answered_in_words_and_nothing_is_lost() {
    let site = Site::shared();
    let mut resident = at_the_page(site);
    adds(&mut resident, "stairs.jpg", &photo(1_000));
    let at = resident
        .at
        .split('?')
        .next()
        .expect("an address")
        .to_owned();
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let headers = [("content-type", kind.as_str())];
    for body in [
        &b""[..],
        b"name=Ann",
        b"------a-boundary-that-stands-in-no-file\r\n\r\n",
    ] {
        let answer = resident.caller.send("POST", &at, &headers, Some(body));
        let page = answer.expect(400).page();
        assert!(
            page.main.contains("What you told us before is safe."),
            "{}",
            page.main
        );
    }
    resident.open(&at);
    assert!(resident.page().main.contains("stairs.jpg"));
}

#[test]
fn files_come_back_with_the_form_on_another_device() {
    let site = Site::shared();
    let mut resident = at_the_page(site);
    let stopped = resident.at.clone();
    adds(&mut resident, "stairs.jpg", &photo(1_000));
    resident.press("Save and come back later");
    resident.press("Save my answers");
    let html = resident.page().html.clone();
    let (_, after) = html.split_once("Your four words").expect("the words");
    let (_, bold) = after.split_once("<strong>").expect("something in bold");
    let words = bold.split('<').next().expect("words").to_owned();
    let links = &resident.page().links;
    let link = links.iter().find(|link| link.href.contains("/resume/"));
    let link = link.expect("the link").href.clone();
    let link = &link[link.find(FORM).expect("a link of this form")..];
    resident.press("Close the form on this device");

    let mut elsewhere = site.resident();
    elsewhere.open(link);
    elsewhere
        .fill("four-words", &[&words])
        .press("Open my answers");
    assert_eq!(elsewhere.at, stopped);
    assert!(elsewhere.page().main.contains("stairs.jpg"));
    until_the_check(&mut elsewhere, STAIRS);
    send(&mut elsewhere);
}

#[test]
fn nobody_names_a_file_through_the_api() {
    let site = Site::shared();
    let body = json!({"answers": {
        "about": "self",
        (QUESTION): [{"id": "guessed", "name": "a.pdf", "media-type": "application/pdf", "size": 1}],
    }});
    let answer = site
        .nobody()
        .caller
        .post("/api/v1/forms/equipment-adaptations/submissions", &body);
    let invalid = answer.invalid_fields();
    assert!(invalid.iter().any(|field| field == QUESTION), "{invalid:?}");
}
