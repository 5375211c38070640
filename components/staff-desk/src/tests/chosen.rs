//! The text of a form as a file, beside the box in which it can be pasted.

use web::Reply;

use super::Asking;
use super::memory::Memory;
use super::shelf::{FIRST, second};
use crate::publishing::FORM_TEXT_LIMIT;

const PROPOSE: &str = "/staff/forms/propose";
const FILE: &str = "adult-contact.toml";
const WORDS: &str = "Tell us what is happening";

fn page(reply: &Reply) -> String {
    String::from_utf8(reply.body.clone()).unwrap()
}

/// What the page gives back with the box: the mark of what it shows.
fn mark_in(page: &str) -> String {
    let (_, after) = page.split_once("name=\"shown\" value=\"").unwrap();
    after.split('"').next().unwrap().to_owned()
}

/// What stands in the box.
fn box_of(page: &str) -> String {
    let (_, after) = page.split_once("<textarea").unwrap();
    let (_, after) = after.split_once('>').unwrap();
    let (text, _) = after.split_once("</textarea>").unwrap();
    text.replace("&quot;", "\"")
}

/// Somebody at the page, as it is now.
struct Designer<'a> {
    desk: &'a Memory,
    page: String,
}

impl<'a> Designer<'a> {
    fn at(desk: &'a Memory, target: &str) -> Self {
        let reply = Asking::get(target).signed_in("des.hall").of(desk);
        Self {
            desk,
            page: page(&reply),
        }
    }

    /// Presses a button, with this text in the box and this file chosen.
    fn sends(&mut self, button: &str, text: &str, name: &str, file: &[u8]) -> Reply {
        let shown = mark_in(&self.page);
        // A textarea sends its line breaks as CRLF.
        let text = text.replace('\n', "\r\n");
        let fields = [
            ("csrf", "csrf-of-des.hall"),
            ("shown", &shown),
            ("text", &text),
            ("do", button),
        ];
        let reply = Asking::post(PROPOSE)
            .signed_in("des.hall")
            .page_with_file(&fields, ("file", name, file))
            .of(self.desk);
        self.page = page(&reply);
        reply
    }
}

fn stored(desk: &Memory) -> usize {
    desk.forms.borrow().versions.len()
}

#[test]
fn a_file_is_checked_and_then_proposed_from_the_box_that_it_fills() {
    let desk = Memory::new();
    let mut des = Designer::at(&desk, PROPOSE);
    assert!(des.page.contains("enctype=\"multipart/form-data\""));
    let text = second(WORDS);
    // Some editors begin with a mark that nobody sees.
    let file = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    // Whatever is pressed: nobody proposes what they have not seen.
    let reply = des.sends("propose", "", FILE, file.as_bytes());
    assert_eq!(reply.status, 200, "{}", des.page);
    assert_eq!(stored(&desk), 1, "nothing is stored");
    assert!(des.page.contains("the file “adult-contact.toml” now"));
    assert!(des.page.contains("now says “Tell us what is happening”"));
    assert_eq!(box_of(&des.page).trim(), text.trim());
    let shown = box_of(&des.page);
    let reply = des.sends("propose", &shown, "", b"");
    assert_eq!(
        reply.header("location"),
        Some("/staff/forms/adult-contact/2?done=proposed")
    );
}

#[test]
fn the_text_in_the_box_is_enough() {
    let desk = Memory::new();
    let mut des = Designer::at(&desk, PROPOSE);
    let reply = des.sends("propose", &second(WORDS), "", b"");
    assert_eq!(reply.status, 303, "{}", des.page);
    let neither = Designer::at(&desk, PROPOSE).sends("check", "", "", b"");
    assert_eq!(neither.status, 422);
    assert!(page(&neither).contains("Paste the text of the form, or choose its file"));
}

#[test]
fn a_file_takes_the_place_of_what_the_page_itself_put_into_the_box() {
    let desk = Memory::new();
    let mut des = Designer::at(&desk, "/staff/forms/propose?from=adult-contact/1");
    let begun = box_of(&des.page);
    assert!(begun.contains("version = 2"));
    // The first try has a mistake; she puts the file right, and not the box.
    let wrong = second(WORDS).replacen("heading =", "headding =", 1);
    let reply = des.sends("check", &begun, FILE, wrong.as_bytes());
    assert_eq!(reply.status, 422);
    assert!(des.page.contains("Line 8:"));
    let shown = box_of(&des.page);
    let reply = des.sends("check", &shown, FILE, second(WORDS).as_bytes());
    assert_eq!(reply.status, 200, "{}", des.page);
}

#[test]
fn whoever_changed_the_text_and_chose_a_file_is_asked_which_and_loses_nothing() {
    let desk = Memory::new();
    let mut des = Designer::at(&desk, PROPOSE);
    let reply = des.sends("propose", "my own text", FILE, FIRST.as_bytes());
    assert_eq!(reply.status, 422);
    assert!(
        des.page
            .contains("You changed the text and chose the file “adult-contact.toml”.")
    );
    assert!(des.page.contains("href=\"#file\""));
    assert_eq!(box_of(&des.page).trim(), "my own text");
    // The box still counts as hers: the page did not put it there.
    let again = des.sends("check", "my other text", FILE, FIRST.as_bytes());
    assert_eq!(again.status, 422);
    assert_eq!(stored(&desk), 1);
}

#[test]
fn a_file_that_cannot_be_taken_says_why_and_the_box_stays_as_it_was() {
    let desk = Memory::new();
    let large = vec![b'#'; FORM_TEXT_LIMIT + 1];
    let larger_than_any_page = vec![b'#'; 3 * web::FORM_LIMIT];
    for (name, file, told) in [
        (
            "ä.toml",
            &b"id = \"\xff\""[..],
            "“ä.toml” cannot be read as text",
        ),
        (FILE, b"id = \"a\0\"", "cannot be read as text"),
        (FILE, b" \n", "is empty. Choose the file"),
        (FILE, &large, "has more than 200000 bytes"),
        (FILE, &larger_than_any_page, "has more than 200000 bytes"),
    ] {
        let mut des = Designer::at(&desk, PROPOSE);
        let reply = des.sends("check", "my own text", name, file);
        assert_eq!(reply.status, 422, "{told}");
        assert!(des.page.contains("<title>Error:"), "{told}");
        assert!(des.page.contains(told), "{told} in {}", des.page);
        assert!(des.page.contains("govuk-file-upload--error"), "{told}");
        assert_eq!(box_of(&des.page).trim(), "my own text");
    }
    assert_eq!(stored(&desk), 1);
}

#[test]
fn somebody_whose_session_ended_finds_the_text_of_their_file_in_the_box() {
    let desk = Memory::new();
    let text = second(WORDS);
    let ended = Asking::post(PROPOSE)
        .page_with_file(
            &[("text", ""), ("do", "check")],
            ("file", FILE, text.as_bytes()),
        )
        .of(&desk);
    assert_eq!(ended.status, 401);
    assert!(
        page(&ended).contains(WORDS),
        "it is kept for after signing in"
    );
}

#[test]
fn a_page_with_a_file_needs_the_token_and_comes_from_here() {
    let desk = Memory::new();
    let text = second(WORDS);
    let post = |token: &str| {
        Asking::post(PROPOSE).signed_in("des.hall").page_with_file(
            &[("csrf", token), ("do", "check")],
            ("file", FILE, text.as_bytes()),
        )
    };
    let forged = post("wrong").of(&desk);
    assert_eq!(forged.status, 403);
    assert!(page(&forged).contains(WORDS), "the text is kept");
    let elsewhere = post("csrf-of-des.hall").with("sec-fetch-site", "cross-site");
    assert_eq!(elsewhere.of(&desk).status, 403);
    // No other page takes files.
    let other = Asking::post("/staff/forms/adult-contact/1/withdraw")
        .signed_in("des.hall")
        .page_with_file(&[("csrf", "csrf-of-des.hall")], ("file", FILE, b"x"))
        .of(&desk);
    assert_eq!(other.status, 415);
}
