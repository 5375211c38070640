//! Files that people add to a form, from the page to the contact, without JavaScript.

use std::collections::VecDeque;

use serde_json::{Value, json};
use web::{BrokenOff, Pieces};

use super::browser::Browser;
use super::memory::Memory;
use super::{json, send, text};
use form_site::guard::file_mark;
use form_site::stores::Submission;

const FORM: &str = include_str!("uploads.toml");
const AT: &str = "/contact/with-files/photos";
const CHECK: &str = "/contact/with-files/check-answers";
const BOUNDARY: &str = "----WebKitFormBoundary7MA4YWxkTrZu0gW";
const MIB: usize = 1024 * 1024;

/// A body in pieces, which may break off.
struct Body(VecDeque<Result<Vec<u8>, BrokenOff>>);

impl Pieces for Body {
    async fn next(&mut self) -> Result<Option<bytes::Bytes>, BrokenOff> {
        let piece = self.0.pop_front().transpose()?;
        Ok(piece.map(bytes::Bytes::from))
    }
}

/// A part of a page: a field, or a file with its name.
enum Part<'a> {
    Field(&'a str, &'a str),
    File(&'a str, &'a [u8]),
}

use Part::{Field, File};

fn body(parts: &[Part]) -> Vec<u8> {
    let mut body = Vec::new();
    for part in parts {
        let (head, content) = match part {
            Field(name, value) => (format!("name=\"{name}\""), value.as_bytes()),
            File(name, content) => (
                format!(
                    "name=\"photos\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream"
                ),
                *content,
            ),
        };
        body.extend(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes(),
        );
        body.extend(content);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

fn in_pieces(body: &[u8]) -> Body {
    Body(
        body.chunks(16 * 1024)
            .map(|piece| Ok(piece.to_vec()))
            .collect(),
    )
}

fn multipart() -> String {
    format!("multipart/form-data; boundary={BOUNDARY}")
}

impl Browser<'_> {
    /// Sends the page of files, the token first as it stands in the page.
    fn upload(&mut self, parts: &[Part]) -> web::Reply {
        let token = self.token().unwrap_or_default();
        let with_token = [Field("csrf", &token)];
        let body = [body(&with_token), body(parts)];
        // One body of all parts: what ends the first is taken out.
        let end = format!("--{BOUNDARY}--\r\n").len();
        let first = &body[0][..body[0].len() - end];
        self.send_pieces(
            AT,
            &multipart(),
            &mut in_pieces(&[first, &body[1]].concat()),
        )
    }

    /// Chooses a file and presses `Add this file`.
    fn adds(&mut self, name: &str, content: &[u8]) -> web::Reply {
        self.upload(&[File(name, content), Field("add", "photos")])
    }
}

fn goes_to(reply: &web::Reply) -> &str {
    assert_eq!(reply.status, 303, "{}", text(reply));
    reply.header("location").unwrap()
}

fn stores() -> Memory {
    Memory::with(FORM)
}

/// Somebody who has given a name, and so has a draft.
fn begun(stores: &Memory) -> Browser<'_> {
    let mut ann = Browser::new(stores);
    ann.goes_to("/contact/with-files/name", "your-name=Ann");
    ann
}

fn jpeg(size: usize) -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec();
    bytes.resize(size, 0);
    bytes
}

const PDF: &[u8] = b"%PDF-1.7\nA letter of the hospital";

fn error_of(reply: &web::Reply) -> String {
    let page = text(reply);
    assert_eq!(reply.status, 422, "{page}");
    assert!(page.contains("<title>Error: "), "{page}");
    assert!(page.contains("There is a problem"), "{page}");
    assert!(page.contains("href=\"#photos\""), "{page}");
    assert!(page.contains("id=\"photos\""), "{page}");
    page
}

fn sent(stores: &Memory) -> Submission {
    stores.only_contact()
}

#[test]
fn the_form_of_these_tests_could_be_published() {
    assert_eq!(form_model::check(FORM), []);
}

#[test]
fn the_page_says_what_can_be_added_before_anybody_chooses() {
    let stores = stores();
    let page = text(&begun(&stores).get(AT));
    for words in [
        "<h1 class=\"govuk-heading-l\">Photos or documents that help us</h1>",
        "You do not have to send anything now.",
        "Up to 2 files, one at a time, 10 MB each.",
        "You can add photos (JPG, PNG, GIF, WebP or HEIC), PDF files or Word or OpenDocument files (DOCX or ODT).",
        "We make sure that a file is safe before we open it. You do not need to wait.",
        "enctype=\"multipart/form-data\"",
        "<input class=\"govuk-file-upload\" id=\"photos\" name=\"photos\" type=\"file\" aria-describedby=\"photos-hint\">",
        "Add this file</button>",
        ">Continue</button>",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(!page.contains("Files that you have added"));
}

#[test]
fn a_photo_is_added_listed_said_and_sent() {
    let stores = stores();
    let mut ann = begun(&stores);
    let photo = jpeg(MIB + 200_000);
    let reply = ann.adds("IMG_0042.JPG", &photo);
    assert_eq!(goes_to(&reply), format!("{AT}?file=added"));
    let kept = stores.files.only();
    assert_eq!(kept.bytes(), photo);
    assert_eq!(kept.pieces.len(), 5);
    assert_eq!(kept.whole.as_ref().unwrap().media_type, "image/jpeg");

    let page = text(&ann.get(&format!("{AT}?file=added")));
    assert!(page.contains("We have your file."), "{page}");
    assert!(page.contains("<bdi>IMG_0042.JPG</bdi> (1.1 MB)"), "{page}");
    assert!(page.contains("<span class=\"govuk-visually-hidden\"> IMG_0042.JPG</span>"));
    // Whoever reads the page cannot reach the file.
    assert!(!page.contains("secret-of-file"), "{page}");

    assert_eq!(
        goes_to(&ann.upload(&[File("", b"")])),
        "/contact/with-files/story"
    );
    let check = text(&ann.get(CHECK));
    assert!(check.contains("IMG_0042.JPG (1.1 MB)"), "{check}");
    assert!(
        check.contains("/contact/with-files/photos?return=check#photos"),
        "{check}"
    );
    assert!(!check.contains("secret-of-file"));

    assert!(ann.goes_to(CHECK, "go=send").ends_with("/confirmation"));
    let contact = sent(&stores);
    let answer = contact
        .answers
        .iter()
        .find(|answer| answer.question == "photos");
    let answer = answer.unwrap();
    assert_eq!(answer.said, "IMG_0042.JPG (1.1 MB)");
    assert_eq!(
        serde_json::from_str::<Value>(&answer.value).unwrap(),
        json!([{
            "id": "secret-of-file-1", "name": "IMG_0042.JPG", "media-type": "image/jpeg", "size": photo.len()
        }])
    );
    assert!(stores.files.only().sent);
}

#[test]
fn continue_adds_what_was_chosen_and_goes_on() {
    let stores = stores();
    let mut ann = begun(&stores);
    let reply = ann.upload(&[File("letter.pdf", PDF)]);
    assert_eq!(goes_to(&reply), "/contact/with-files/story");
    assert_eq!(stores.files.only().whole.unwrap().name, "letter.pdf");
    // From the check-answers page, straight back there.
    let reply = ann.upload(&[Field("return", "check"), File("2.pdf", PDF)]);
    assert_eq!(goes_to(&reply), CHECK);
    let check = text(&ann.get(CHECK));
    assert!(check.contains("letter.pdf (33 bytes)") && check.contains("2.pdf (33 bytes)"));
}

#[test]
fn the_order_of_the_parts_and_their_pieces_mean_nothing() {
    let stores = stores();
    let mut ann = begun(&stores);
    let token = ann.token().unwrap();
    let body = body(&[
        Field("add", "photos"),
        File("a.pdf", PDF),
        Field("unknown", "é"),
        Field("csrf", &token),
    ]);
    let mut pieces = Body(body.iter().map(|byte| Ok(vec![*byte])).collect());
    let reply = ann.send_pieces(AT, &multipart(), &mut pieces);
    assert_eq!(goes_to(&reply), format!("{AT}?file=added"));
    assert_eq!(stores.files.only().bytes(), PDF);
}

#[test]
fn nobody_has_to_add_anything() {
    let stores = stores();
    let mut ann = begun(&stores);
    assert_eq!(
        goes_to(&ann.upload(&[File("", b"")])),
        "/contact/with-files/story"
    );
    assert_eq!(goes_to(&ann.upload(&[])), "/contact/with-files/story");
    // As an old browser sends it, which does not know of files.
    assert_eq!(ann.goes_to(AT, ""), "/contact/with-files/story");
    assert_eq!(stores.files.begun(), 0);
    let page = error_of(&ann.upload(&[File("", b""), Field("add", "photos")]));
    assert!(page.contains("Choose a file first."), "{page}");
}

#[test]
fn what_cannot_be_added_is_named_and_nothing_of_it_stays() {
    let stores = stores();
    let mut ann = begun(&stores);
    ann.adds("first.jpg", &jpeg(100));
    let program = [b"MZ\x90".as_slice(), &[0; 700_000]].concat();
    for (name, content, words) in [
        (
            "letter.pdf",
            &program[..],
            "“letter.pdf” is not a PDF file, although its name says so. It is a program. You can add photos",
        ),
        ("letter.pdf", b"Dear Ann", "It is plain text."),
        (
            "letter.pdf",
            b"<html><script>alert(1)</script>",
            "It is a web page",
        ),
        (
            "film.mp4",
            b"\0\0\0\x18ftypisom\0\0\0\0",
            "“film.mp4” is a video",
        ),
        (
            "notes.txt",
            b"Dear Ann",
            "“notes.txt” is plain text. You can add photos",
        ),
        ("empty.jpg", b"", "“empty.jpg” is empty."),
    ] {
        let page = error_of(&ann.adds(name, content));
        assert!(page.contains(words), "{words}\n{page}");
        // What was added before is still there, and so is the rest of the form.
        assert!(page.contains("<bdi>first.jpg</bdi>"), "{page}");
        assert_eq!(stores.files.kept.borrow().len(), 1, "{name}");
    }
    // Saving for later does not pass over what is wrong either.
    error_of(&ann.upload(&[File("film.mp4", b"\0\0\0\x18ftypisom"), Field("go", "save")]));
    let check = text(&ann.get(CHECK));
    assert!(check.contains("Ann") && check.contains("first.jpg"));
}

#[test]
fn a_picture_may_be_another_kind_of_picture_than_its_name_says() {
    let stores = stores();
    let mut ann = begun(&stores);
    goes_to(&ann.adds("from-a-telephone.png", &jpeg(100)));
    goes_to(&ann.adds("scan", PDF));
    let names: Vec<String> = stores
        .files
        .kept
        .borrow()
        .values()
        .map(|file| file.whole.clone().unwrap().name)
        .collect();
    assert_eq!(names, ["from-a-telephone.png", "scan.pdf"]);
}

#[test]
fn ten_mib_are_taken_and_one_byte_more_is_not() {
    let stores = stores();
    let mut ann = begun(&stores);
    goes_to(&ann.adds("large.jpg", &jpeg(10 * MIB)));
    assert_eq!(stores.files.only().pieces.len(), 40);
    for size in [10 * MIB + 1, 15 * MIB] {
        let page = error_of(&ann.adds("larger.jpg", &jpeg(size)));
        assert!(
            page.contains("“larger.jpg” is too large. A file can be 10 MB at most."),
            "{page}"
        );
        assert_eq!(stores.files.kept.borrow().len(), 1);
    }
    // What is far too large is not even read to its end.
    let mut endless = Body(VecDeque::new());
    let head = body(&[Field("csrf", &ann.token().unwrap()), File("film.jpg", b"")]);
    endless
        .0
        .push_back(Ok(head[..head.len() - BOUNDARY.len() - 8].to_vec()));
    for _ in 0..100 {
        endless.0.push_back(Ok(jpeg(MIB)));
    }
    let page = error_of(&ann.send_pieces(AT, &multipart(), &mut endless));
    assert!(page.contains("is too large"), "{page}");
    assert!(endless.0.len() > 30, "{} are left", endless.0.len());
    assert_eq!(stores.files.kept.borrow().len(), 1);
}

#[test]
fn names_with_tricks_are_made_plain() {
    let stores = stores();
    for (sent, shown) in [
        ("../../etc/photo.jpg", "photo.jpg"),
        ("C:\\fakepath\\photo.jpg", "photo.jpg"),
        ("photo\u{202e}gpj.exe", "photogpj.exe.jpg"),
        ("<script>.jpg", "&lt;script&gt;.jpg"),
        ("", "file.jpg"),
    ] {
        let mut ann = begun(&stores);
        goes_to(&ann.adds(sent, &jpeg(100)));
        let page = text(&ann.get(AT));
        assert!(
            page.contains(&format!("<bdi>{shown}</bdi>")),
            "{sent}\n{page}"
        );
    }
    let mut ann = begun(&stores);
    goes_to(&ann.adds(&format!("{}.jpg", "x".repeat(4_000)), &jpeg(100)));
    let page = text(&ann.get(AT));
    assert!(
        page.contains("x….jpg</bdi>") && !page.contains(&"x".repeat(100)),
        "{page}"
    );
}

#[test]
fn a_file_that_was_removed_is_deleted_and_only_files_of_this_form_can_be() {
    let stores = stores();
    let mut ann = begun(&stores);
    goes_to(&ann.adds("one.jpg", &jpeg(100)));
    goes_to(&ann.adds("two.pdf", PDF));
    // There is no more room, and the page says so instead of offering a field.
    let page = text(&ann.get(AT));
    assert!(page.contains("There is room for 2 files here.") && !page.contains("type=\"file\""));
    let page = error_of(&ann.adds("three.pdf", PDF));
    assert!(page.contains("“three.pdf” was not added"), "{page}");
    assert_eq!(stores.files.begun(), 2);

    let mark = file_mark("secret-of-file-1");
    assert!(page.contains(&format!("value=\"photos-{mark}\"")), "{page}");
    let reply = ann.upload(&[Field("remove", &format!("photos-{mark}"))]);
    assert_eq!(goes_to(&reply), format!("{AT}?file=removed"));
    assert_eq!(stores.files.only().whole.unwrap().name, "two.pdf");
    assert!(!text(&ann.get(AT)).contains("one.jpg"));

    // Pressed again, with another's mark, or with a secret: nothing happens.
    let others = file_mark("secret-of-file-of-another");
    for value in [
        format!("photos-{mark}"),
        format!("photos-{others}"),
        "photos-secret-of-file-2".to_owned(),
    ] {
        ann.upload(&[Field("remove", &value)]);
        assert_eq!(stores.files.kept.borrow().len(), 1);
    }
    // What was chosen is added even when the button of another file is pressed.
    let mark = file_mark("secret-of-file-2");
    ann.upload(&[
        File("three.pdf", PDF),
        Field("remove", &format!("photos-{mark}")),
    ]);
    assert_eq!(stores.files.only().whole.unwrap().name, "three.pdf");
}

#[test]
fn a_full_disk_or_a_store_that_is_down_holds_nobody_up() {
    let stores = stores();
    let mut ann = begun(&stores);
    goes_to(&ann.adds("first.jpg", &jpeg(100)));
    stores.files.room.set(Some(1));
    let reply = ann.adds("large.jpg", &jpeg(MIB));
    assert_eq!(reply.status, 503);
    assert!(reply.header("retry-after").is_some());
    let page = text(&reply);
    assert!(
        page.contains(
            "We could not keep this file just now. Everything else that you told us is safe."
        ),
        "{page}"
    );
    assert!(page.contains("<bdi>first.jpg</bdi>"), "{page}");
    // Nothing of what came before the disk was full is left.
    assert_eq!(stores.files.kept.borrow().len(), 1);

    stores.files.down.set(true);
    assert_eq!(ann.upload(&[File("letter.pdf", PDF)]).status, 503);
    assert_eq!(
        goes_to(&ann.upload(&[File("", b"")])),
        "/contact/with-files/story"
    );
    assert!(ann.goes_to(CHECK, "go=send").ends_with("/confirmation"));
    assert!(
        sent(&stores)
            .answers
            .iter()
            .any(|answer| answer.said == "first.jpg (100 bytes)")
    );
}

#[test]
fn a_page_that_is_not_ours_or_breaks_off_leaves_nothing() {
    let stores = stores();
    let mut ann = begun(&stores);
    let photo = jpeg(MIB);
    let stale = body(&[
        File("a.jpg", &photo),
        Field("csrf", "stale"),
        Field("add", "photos"),
    ]);
    let reply = ann.send_pieces(AT, &multipart(), &mut in_pieces(&stale));
    assert_eq!(reply.status, 403);
    assert!(
        text(&reply).contains("If you chose a file, choose it again."),
        "{}",
        text(&reply)
    );
    assert!(stores.files.kept.borrow().is_empty() && stores.files.begun() == 1);

    let right = body(&[Field("csrf", &ann.token().unwrap()), File("a.jpg", &photo)]);
    let mut broken = in_pieces(&right);
    broken.0.truncate(40);
    broken.0.push_back(Err(BrokenOff));
    let reply = ann.send_pieces(AT, &multipart(), &mut broken);
    assert_eq!(reply.status, 400);
    assert!(text(&reply).contains("What you told us before is safe."));
    // It ends as if it were whole, in the middle of the file.
    let mut short = in_pieces(&right);
    short.0.truncate(40);
    assert_eq!(ann.send_pieces(AT, &multipart(), &mut short).status, 400);
    for nonsense in [&b""[..], b"name=Ann", b"\xff\xfe\0\0"] {
        assert_eq!(
            ann.send_pieces(AT, &multipart(), &mut in_pieces(nonsense))
                .status,
            400
        );
    }
    let long = "x".repeat(MIB + 1);
    let reply = ann.upload(&[File("a.jpg", &photo), Field("story", &long)]);
    assert_eq!(reply.status, 413);
    assert!(stores.files.kept.borrow().is_empty());
    assert!(text(&ann.get(CHECK)).contains("Ann"));
}

#[test]
fn another_site_cannot_make_a_browser_fill_the_disk() {
    let stores = stores();
    let ann = begun(&stores);
    let mut headers = http::HeaderMap::new();
    headers.insert("content-type", multipart().parse().unwrap());
    headers.insert("cookie", ann.cookie.as_ref().unwrap().parse().unwrap());
    headers.insert("sec-fetch-site", "cross-site".parse().unwrap());
    let request = web::Request::new(http::Method::POST, AT, headers, Vec::new());
    let body = body(&[
        File("a.jpg", &jpeg(MIB)),
        Field("csrf", &ann.token().unwrap()),
    ]);
    let reply = super::done(crate::answer_with_files(
        &stores,
        request,
        &mut in_pieces(&body),
        super::now(),
    ));
    assert_eq!(reply.status, 403);
    assert_eq!(stores.files.begun(), 0);
}

#[test]
fn one_address_cannot_fill_the_disk_and_still_sends_the_form() {
    let stores = stores();
    *stores.too_many_from.borrow_mut() = Some(("192.0.2.7".to_owned(), 120));
    let ann = begun(&stores);
    let mut headers = http::HeaderMap::new();
    headers.insert("content-type", multipart().parse().unwrap());
    headers.insert("cookie", ann.cookie.as_ref().unwrap().parse().unwrap());
    headers.insert("spin-client-addr", "192.0.2.7:4711".parse().unwrap());
    let request = web::Request::new(http::Method::POST, AT, headers, Vec::new());
    let body = body(&[
        Field("csrf", &ann.token().unwrap()),
        File("a.jpg", &jpeg(MIB)),
    ]);
    let reply = super::done(crate::answer_with_files(
        &stores,
        request,
        &mut in_pieces(&body),
        super::now(),
    ));
    assert_eq!(reply.status, 503);
    assert!(text(&reply).contains("We could not keep this file just now."));
    assert_eq!(stores.files.begun(), 0);
    assert!(text(&ann.get(CHECK)).contains("Ann"));
}

#[test]
fn two_tabs_do_not_undo_each_other() {
    let stores = stores();
    let mut ann = begun(&stores);
    goes_to(&ann.adds("one.jpg", &jpeg(100)));
    // A tab that was opened before sends its page without a file.
    let file = |id: &str, name: &str| json!({"id": id, "name": name, "media-type": "application/pdf", "size": 9});
    let first = stores.files.only().whole.unwrap();
    let first = json!({"id": first.id, "name": first.name, "media-type": first.media_type, "size": first.size});
    let meanwhile = json!({"your-name": "Ann", "photos": [first, file("other", "other.pdf")]});
    *stores.meanwhile.borrow_mut() = Some(meanwhile.to_string());
    assert_eq!(goes_to(&ann.upload(&[])), "/contact/with-files/story");
    let check = text(&ann.get(CHECK));
    assert!(
        check.contains("one.jpg") && check.contains("other.pdf"),
        "{check}"
    );

    // Another tab takes the last place while a file arrives: it is not kept, and the page says so.
    let mark = file_mark("other");
    goes_to(&ann.upload(&[Field("remove", &format!("photos-{mark}"))]));
    *stores.meanwhile.borrow_mut() = Some(meanwhile.to_string());
    let reply = ann.adds("late.pdf", PDF);
    assert_eq!(goes_to(&reply), format!("{AT}?file=full"));
    let page = text(&ann.get(goes_to(&reply)));
    assert!(
        page.contains("There was no more room for the file"),
        "{page}"
    );
    assert_eq!(stores.files.only().whole.unwrap().name, "one.jpg");
}

#[test]
fn a_file_that_is_added_after_everything_was_sent_is_not_kept() {
    let stores = stores();
    let mut ann = begun(&stores);
    goes_to(&ann.adds("one.jpg", &jpeg(100)));
    ann.goes_to(CHECK, "go=send");
    let reply = ann.adds("two.pdf", PDF);
    assert!(goes_to(&reply).ends_with("/confirmation?already=sent"));
    assert_eq!(stores.files.begun(), 1);
}

#[test]
fn whoever_leaves_in_a_hurry_leaves_no_file() {
    let stores = stores();
    let mut ann = begun(&stores);
    goes_to(&ann.adds("one.jpg", &jpeg(100)));
    ann.get("/contact/with-files/leave");
    assert!(stores.files.kept.borrow().is_empty());
}

#[test]
fn files_come_back_with_the_form_and_are_not_shown_before_its_words_are_given() {
    let stores = stores();
    let mut ann = begun(&stores);
    goes_to(&ann.adds("one.jpg", &jpeg(100)));
    goes_to(&ann.upload(&[Field("go", "save")]));
    let saved = text(&ann.post("/contact/with-files/save", "from=photos"));
    assert!(saved.contains("candle forest paper seven"), "{saved}");
    stores.asleep.set(true);
    assert!(!text(&ann.get(AT)).contains("one.jpg"));
    // Somebody's page was open still: what they add is kept, and no mistake shows the rest.
    let page = text(&ann.adds("film.mp4", b"\0\0\0\x18ftypisom"));
    assert!(!page.contains("one.jpg"), "{page}");
    assert!(goes_to(&ann.adds("two.pdf", PDF)).contains("/resume?kept=yes"));

    let mut elsewhere = Browser::new(&stores);
    let link = "/contact/with-files/resume/token-of-cookie-0-0";
    let place = elsewhere.goes_to(link, "four-words=candle+forest+paper+seven");
    assert_eq!(place, AT);
    let page = text(&elsewhere.get(AT));
    assert!(
        page.contains("one.jpg") && page.contains("two.pdf"),
        "{page}"
    );
}

#[test]
fn the_api_takes_no_files_and_says_how_they_are_added() {
    let stores = stores();
    let body = json!({"answers": {"your-name": "Ann", "photos": [{"id": "secret-of-file-1"}]}});
    let reply = send(
        &stores,
        "POST",
        "/api/v1/forms/with-files/submissions",
        &[("content-type", "application/json")],
        &body.to_string(),
    );
    assert_eq!(reply.status, 422);
    let problem = json(&reply);
    assert_eq!(problem["errors"][0]["field"], "photos");
    let message = problem["errors"][0]["message"].as_str().unwrap();
    assert!(
        message.contains("add files on the page of the form"),
        "{message}"
    );
}

#[test]
fn a_file_sent_to_a_page_that_asks_for_none_is_refused_as_before() {
    let stores = stores();
    let mut ann = begun(&stores);
    let body = body(&[Field("story", "What happened"), File("a.jpg", &jpeg(100))]);
    for at in [
        "/contact/with-files/story",
        CHECK,
        "/contact/with-files/save",
    ] {
        let reply = ann.send_pieces(at, &multipart(), &mut in_pieces(&body));
        assert_eq!(reply.status, 415, "{at}");
    }
    let large = vec![b'x'; 2 * MIB];
    let reply = ann.send_pieces(
        "/contact/with-files/story",
        &multipart(),
        &mut in_pieces(&large),
    );
    assert_eq!(reply.status, 413);
    let reply = ann.send_pieces(
        "/contact/with-files/none",
        &multipart(),
        &mut in_pieces(&body),
    );
    assert_eq!(reply.status, 415);
    assert_eq!(stores.files.begun(), 0);
}
