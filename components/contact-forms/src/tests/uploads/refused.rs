//! What cannot be added: the page says why, and nothing of it stays.

use super::*;

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
    let reply = super::super::done(crate::answer_with_files(
        &stores,
        request,
        &mut in_pieces(&body),
        super::super::now(),
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
    let reply = super::super::done(crate::answer_with_files(
        &stores,
        request,
        &mut in_pieces(&body),
        super::super::now(),
    ));
    assert_eq!(reply.status, 503);
    assert!(text(&reply).contains("We could not keep this file just now."));
    assert_eq!(stores.files.begun(), 0);
    assert!(text(&ann.get(CHECK)).contains("Ann"));
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
