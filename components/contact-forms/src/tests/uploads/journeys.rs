//! Somebody adds files, takes one away again, comes back to them and sends them.

use super::*;

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
    let confirmed = text(&ann.get("/contact/with-files/confirmation"));
    let safe = "Before we open the files that you added, we make sure that they are safe.";
    assert!(confirmed.contains(safe), "{confirmed}");
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
