//! How much one address may send: a limit behind a trusted proxy, and none for the machine itself.

use super::{help_with_meals, one_answer};
use crate::harness::{Answer, Json, Site, Start, json};

/// A proxy's word on where a request comes from.
const HERE: &str = "192.0.2.7";
const ELSEWHERE: &str = "198.51.100.9";

fn sends(site: &Site, form: &str, answers: &Json, from: &str) -> Answer {
    let body = json!({"answers": answers, "channel": "web"});
    let headers: &[(&str, &str)] = match from {
        "" => &[],
        from => &[("x-forwarded-for", from)],
    };
    let path = format!("/api/v1/forms/{form}/submissions");
    site.nobody().caller.post_with(&path, &body, headers)
}

#[test]
fn one_address_is_asked_to_wait_and_nobody_in_danger_ever_is() {
    if !Site::is_ours() {
        return println!("only a site of our own can be told to trust a proxy");
    }
    let start =
        Start::named("limits").environment("SPIN_VARIABLE_TRUSTED_PROXY", "x-forwarded-for");
    let site = start.begin();
    let calm = help_with_meals();
    for _ in 0..60 {
        sends(&site, "adult-contact", &calm, HERE).expect(201);
    }
    let refused = sends(&site, "adult-contact", &calm, HERE);
    let wait: u32 = refused
        .header("retry-after")
        .expect("Retry-After")
        .parse()
        .expect("seconds");
    assert!((1..=3600).contains(&wait), "{wait}");
    refused.problem(429);
    sends(
        &site,
        "adult-contact",
        &calm,
        &format!("{HERE}, {ELSEWHERE}"),
    )
    .expect(201);
    sends(&site, "safeguarding-concern", &one_answer(), HERE).expect(201);
    let alone = json!({"risks": ["left-alone-unsafe"]});
    sends(&site, "adult-contact", &alone, HERE).expect(201);
    // The machine itself, without a word of the proxy.
    for _ in 0..61 {
        sends(&site, "adult-contact", &calm, "").expect(201);
    }
}
