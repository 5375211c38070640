//! What no page says to a carer: that they would or would not have support, or how far their answers come.
//!
//! A page of each shape is looked at here; `carer-assessment` and `carers` read theirs in every state of what
//! somebody may have answered.

use crate::harness::{bodies, page};

use super::until_the_others_have_ended;

/// The words of the API, and of the decision that people take.
pub const NEVER: [&str; 6] = [
    "likely",
    "unlikely",
    "undetermined",
    "eligible",
    "ineligible",
    "eligibility",
];

/// Where a carer reads.
const FOR_CARERS: [&str; 2] = ["/carer-assessment", "/track"];

/// Those words of `NEVER` that stand on a page, in its texts and in what its fields hold.
pub fn said(html: &str) -> Vec<&'static str> {
    let page = page::read(html);
    let text = format!("{} {}", page.title, page.text).to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
    NEVER
        .into_iter()
        .filter(|never| words.contains(never))
        .collect()
}

/// Whether a page was asked for where a carer reads; all of the confirmations of other forms too.
fn is_for_carers(asked: &str) -> bool {
    let path = asked.split(' ').nth(1).unwrap_or_default();
    let path = path.split([',', '?']).next().unwrap_or_default();
    FOR_CARERS.iter().any(|start| path.starts_with(start)) || path.ends_with("/confirmation")
}

#[test]
fn no_page_says_of_anybody_whether_they_would_have_support() {
    until_the_others_have_ended();
    let pages = bodies::all();
    let pages: Vec<_> = pages
        .iter()
        .filter(|(asked, _)| is_for_carers(asked))
        .collect();
    if pages.is_empty() {
        return println!("only some of the tests were asked for, and none of them saw such a page");
    }
    println!("{} kinds of pages", pages.len());
    let wrong: Vec<String> = pages
        .iter()
        .map(|(asked, html)| (asked, said(html)))
        .filter(|(_, said)| !said.is_empty())
        .map(|(asked, said)| format!("{asked}: {said:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Were the words not found, every page would pass.
#[test]
fn the_words_are_found_wherever_they_stand() {
    assert_eq!(
        said("<title>Not eligible</title><main>It is <b>Likely</b>.</main>"),
        ["likely", "eligible"]
    );
    assert_eq!(said("<p>A likeness of the undetermineds.</p>"), [""; 0]);
}
