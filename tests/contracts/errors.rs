//! Unknown addresses, wrong methods, readiness.

use crate::harness::{Answer, COMPONENT, Site};

/// Static words of every page that reports an error.
#[track_caller]
fn assert_helpful(answer: &Answer) {
    let page = answer.page();
    for number in [
        "999",
        "0345 603 7630",
        "0345 606 1212",
        "0345 758 5592",
        "18000",
        "0808 2000 247",
    ] {
        assert!(
            page.text.contains(number),
            "{} does not say {number}",
            answer.asked
        );
    }
    assert!(!page.heading.is_empty(), "{} has no heading", answer.asked);
}

#[test]
fn an_address_that_is_not_there_says_so_and_whom_to_call() {
    let nobody = Site::shared().nobody();
    for path in [
        "/nowhere",
        "/contact/dog-licence",
        "/contact/adult-contact/no-such-page",
        "/contact/adult-contact/check-answers/more",
        "/contact/safeguarding-concern",
        "/staff/nowhere",
        "/track/nowhere",
        "/advice/..%2f..%2fetc",
        "/apis",
    ] {
        let answer = nobody.caller.get(path).expect(404);
        assert_helpful(&answer);
    }
}

#[test]
fn an_address_of_the_api_that_is_not_there_says_so_in_json() {
    let nobody = Site::shared().nobody();
    for path in [
        "/api/v1/nowhere",
        "/api/v2/forms",
        "/api",
        "/api/",
        "/api/v1/forms/adult-contact/submissions/1",
    ] {
        nobody.caller.get(path).problem(404);
    }
}

#[test]
fn a_wrong_method_is_told_the_right_ones() {
    let nobody = Site::shared().nobody();
    for (method, path) in [
        ("DELETE", "/api/v1/forms"),
        ("GET", "/api/v1/routing/decide"),
        ("PUT", "/api/v1/track"),
        ("PATCH", "/api/v1/forms/adult-contact/submissions"),
        ("POST", "/api/openapi.json"),
    ] {
        let answer = nobody.caller.send(method, path, &[], None);
        assert!(
            answer.header("allow").is_some(),
            "{method} {path} has no Allow"
        );
        answer.problem(405);
    }
    let answer = nobody
        .caller
        .send("DELETE", "/advice", &[], None)
        .expect(405);
    assert_helpful(&answer);
}

#[test]
fn a_head_is_a_get_without_its_body() {
    let nobody = Site::shared().nobody();
    for path in ["/", "/advice", "/contact", "/api/v1/forms", "/healthz"] {
        let head = nobody.caller.send("HEAD", path, &[], None).expect(200);
        assert!(head.body.is_empty(), "{path}");
    }
}

#[test]
fn every_part_says_that_it_is_ready() {
    let nobody = Site::shared().nobody();
    for path in [
        "/healthz",
        "/readyz",
        "/readyz/front-door",
        "/readyz/contact-forms",
        "/readyz/care-accounts",
        "/readyz/carer-assessment",
        "/readyz/routing-rules",
        "/readyz/service-figures",
        "/readyz/staff-contacts",
        "/readyz/staff-desk",
        "/readyz/staff-people",
    ] {
        nobody.caller.get(path).expect(200);
    }
    nobody.caller.get("/readyz/nobody").expect(404);
}

#[test]
fn every_answer_names_the_component_that_gave_it() {
    if !Site::is_ours() {
        return println!("real Spin adds no such header");
    }
    let nobody = Site::shared().nobody();
    for (path, component) in [
        ("/", "front-door"),
        ("/contact", "contact-forms"),
        ("/readyz/care-accounts", "care-accounts"),
        ("/carer-assessment", "carer-assessment"),
        ("/readyz/routing-rules", "routing-rules"),
        ("/readyz/service-figures", "service-figures"),
        ("/readyz/staff-contacts", "staff-contacts"),
        ("/readyz/staff-desk", "staff-desk"),
        ("/staff/sign-in", "staff-people"),
    ] {
        let answer = nobody.caller.get(path).expect(200);
        let named = answer.header(COMPONENT).unwrap_or_default();
        assert!(
            named.starts_with(component),
            "{path} was answered by \"{named}\""
        );
    }
}

#[test]
fn no_page_is_kept_framed_or_told_to_others() {
    let nobody = Site::shared().nobody();
    for path in [
        "/",
        "/contact",
        "/contact/adult-contact",
        "/contact/worried-about-someone",
        "/track",
        "/staff/sign-in",
        "/nowhere",
    ] {
        let answer = nobody.caller.get(path);
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(
            answer.header("referrer-policy"),
            Some("no-referrer"),
            "{path}"
        );
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{path}"
        );
        if answer.status == 200 {
            let policy = answer.header("content-security-policy").unwrap_or_default();
            assert!(
                policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"),
                "{path}: {policy}"
            );
        }
    }
}
