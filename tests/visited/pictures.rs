//! What the picture of a page is called: where the page stands, in which language, and in which state.

use std::collections::BTreeMap;

/// What most pages are in.
pub const ENGLISH: &str = "en";

/// Gives each page a name: `contact-adult-contact-name`, `contact-adult-contact-name-pl-422`. Pages come as
/// where they came from (`GET /track, answered 200`) and their HTML.
pub fn named(pages: Vec<(String, String)>) -> Vec<(String, String, String)> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    pages
        .into_iter()
        .map(|(asked, html)| {
            let name = name(&asked, &html);
            let count = taken.entry(name.clone()).or_default();
            *count += 1;
            let name = if *count == 1 {
                name
            } else {
                format!("{name}-{count}")
            };
            (name, asked, html)
        })
        .collect()
}

fn name(asked: &str, html: &str) -> String {
    let (request, status) = asked.rsplit_once(", answered ").unwrap_or((asked, ""));
    let (method, address) = request.split_once(' ').unwrap_or(("", request));
    let path = address.split('?').next().unwrap_or_default();
    let mut parts: Vec<&str> = path
        .split('/')
        .filter(|part| !part.is_empty())
        .map(spoken)
        .collect();
    if parts.is_empty() {
        parts.push("start");
    }
    parts.extend(Some(language(html)).filter(|language| *language != ENGLISH));
    if method != "GET" {
        parts.push("sent");
    }
    if status != "200" {
        parts.push(status);
    }
    parts
        .join("-")
        .chars()
        .map(|letter| match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' => letter,
            _ => '_',
        })
        .collect()
}

/// The language of a page: the one that its switch says is chosen, or else its own.
pub fn language(html: &str) -> &str {
    let after = |mark: &str| {
        let (_, rest) = html.split_once(mark)?;
        rest.split('"').next()
    };
    after("<strong aria-current=\"true\" lang=\"")
        .or_else(|| after("<html lang=\""))
        .unwrap_or(ENGLISH)
}

/// A part of an address; what is made anew at every run has a name of its own.
fn spoken(part: &str) -> &str {
    if part.starts_with("ASC-") {
        "reference"
    } else if part.len() > 15 && part.contains(|letter: char| !matches!(letter, 'a'..='z' | '-')) {
        "token"
    } else {
        part
    }
}

#[test]
fn a_picture_says_which_page_it_shows() {
    let page = |asked: &str| (asked.to_owned(), "<html lang=\"en\">".to_owned());
    let polish = (
        "POST /contact/adult-contact/name, answered 422".to_owned(),
        "<html lang=\"pl\">".to_owned(),
    );
    let easy_read = (
        "GET /contact, answered 200".to_owned(),
        "<html lang=\"en\"><strong aria-current=\"true\" lang=\"en-x-easyread\">".to_owned(),
    );
    let pages = vec![
        page("GET /, answered 200"),
        page("GET /staff/referrals/ASC-1234-5678?a=b, answered 404"),
        page("GET /contact/x/resume/aB3dE6gH9jK2mN5pQ, answered 200"),
        page("GET /, answered 200"),
        polish,
        easy_read,
    ];
    let names: Vec<String> = named(pages).into_iter().map(|(name, ..)| name).collect();
    assert_eq!(
        names,
        [
            "start",
            "staff-referrals-reference-404",
            "contact-x-resume-token",
            "start-2",
            "contact-adult-contact-name-pl-sent-422",
            "contact-en-x-easyread"
        ]
    );
}
