//! A service designer changes a form: nothing is built, nothing is deployed, and nobody who is filling
//! it in loses anything.

use std::time::Duration;

use super::filling_in::answer_this_page;
use crate::harness::{
    Json, Machine, Resident, Site, Start, Worker, json, run, said, scratch, until,
};

/// The form that is changed, which few other journeys use.
const FORM: &str = "care-technology";
/// The settings of which people read the words.
const MARKED: [&str; 3] = ["title = \"", "heading = \"", "label = \""];
/// Within seconds, however busy the machine is.
const SECONDS: Duration = Duration::from_secs(30);

/// A site of a test's own, since what is published is there for everybody.
fn own_site(name: &str) -> Option<Site> {
    Site::is_ours().then(|| Start::named(name).begin())
}

/// The newest version of the form: its number and its text.
fn newest(designer: &Machine) -> (u64, String) {
    let all = designer
        .caller
        .get("/api/v1/staff-forms")
        .expect(200)
        .json();
    let items = all["items"].as_array().expect("items");
    let version = items
        .iter()
        .find(|item| item["form"]["id"] == FORM && item["offered"] == true)
        .expect("a version that is offered")["form"]["version"]
        .as_u64()
        .expect("a number");
    let shown = designer.caller.get(&version_of(version)).expect(200).json();
    (version, shown["text"].as_str().expect("a text").to_owned())
}

fn version_of(version: u64) -> String {
    format!("/api/v1/staff-forms/{FORM}/{version}")
}

/// The next version, with a mark in the words of every page and question.
fn marked(text: &str, version: u64, mark: &str) -> String {
    let lines = text.lines().map(|line| match line {
        _ if line.starts_with("version =") => format!("version = {version}"),
        _ if MARKED.iter().any(|name| line.starts_with(name)) => {
            line.replacen('"', &format!("\"{mark} "), 1)
        }
        _ => line.to_owned(),
    });
    lines.map(|line| line + "\n").collect()
}

fn first_page(site: &Site) -> Resident {
    let mut resident = site.resident();
    resident.open(&format!("/contact/{FORM}"));
    resident
}

/// Somebody who has begun, and stands before the third page.
fn begun(site: &Site) -> Resident {
    let mut resident = first_page(site);
    answer_this_page(&mut resident, &[]);
    answer_this_page(&mut resident, &[("danger-now", &["no"])]);
    resident
}

fn signed_in(site: &Site) -> Worker {
    let mut worker = site.worker(&["service-designer"]);
    worker.sign_in();
    assert_eq!(worker.browser.at, "/staff/forms");
    worker
}

/// Waits until somebody who begins now reads these words, or no longer does.
fn reads(site: &Site, mark: &str, wanted: bool) {
    until(
        "the current version to be the one that is read",
        SECONDS,
        || {
            let page = first_page(site).page().main.clone();
            (page.contains(mark) == wanted).then_some(())
        },
    );
}

#[test]
fn new_words_are_read_once_a_colleague_has_approved_them_and_a_draft_keeps_its_own() {
    let Some(site) = own_site("forms-by-hand") else {
        return println!("only on a site of our own may a form change");
    };
    // The forms are published when somebody opens them.
    let mut early = begun(&site);
    let (version, text) = newest(&site.with_roles(&["service-designer"]));
    let next = version + 1;

    let mut designer = signed_in(&site);
    let browser = &mut designer.browser;
    browser.open(&format!("/staff/forms/{FORM}/{version}"));
    browser.follow("Begin a new version from this one");
    browser
        .fill("text", &[&marked(&text, next, "Anew")])
        .press("Check it");
    assert!(
        browser.page().main.contains("Anew"),
        "{}",
        browser.page().main
    );
    browser.press("Propose this version");
    assert!(
        browser
            .page()
            .main
            .contains("somebody else must approve it"),
        "{}",
        browser.page().main
    );
    assert!(!first_page(&site).page().main.contains("Anew"));

    let mut colleague = signed_in(&site);
    let browser = &mut colleague.browser;
    browser.open(&format!("/staff/forms/{FORM}/{next}"));
    assert!(
        browser
            .page()
            .main
            .contains(&format!("Compared with version {version}"))
    );
    browser
        .fill("approve-reason", &["Clearer."])
        .press("Approve and publish");
    assert!(
        browser.page().main.contains("The version is published"),
        "{}",
        browser.page().main
    );
    reads(&site, "Anew", true);

    let was_at = early.at.clone();
    early.open(&was_at);
    assert!(!early.page().main.contains("Anew"), "{}", early.page().main);
    answer_this_page(&mut early, &[]);
    assert!(!early.page().main.contains("Anew"), "{}", early.page().main);
    let mut late = begun(&site);

    browser
        .fill("withdraw-reason", &["People misread it."])
        .press("Withdraw this version");
    assert!(
        browser.page().main.contains("The version is withdrawn"),
        "{}",
        browser.page().main
    );
    reads(&site, "Anew", false);
    let was_at = late.at.clone();
    late.open(&was_at);
    assert!(
        late.page().main.contains("Anew"),
        "whoever began on it goes on with it: {}",
        late.page().main
    );
    let verified = run(&[
        "audit",
        "verify",
        "--data",
        &site.data().display().to_string(),
    ]);
    assert_eq!(verified.status.code(), Some(0), "{}", said(&verified));
}

#[test]
fn a_file_is_compared_proposed_and_approved_from_the_command_line() {
    let Some(site) = own_site("forms-by-command") else {
        return println!("only on a site of our own may a form change");
    };
    first_page(&site);
    let designer = site.with_roles(&["service-designer"]);
    let (version, text) = newest(&designer);
    let next = version + 1;
    let file = scratch("forms-by-command-file").join("form.toml");
    std::fs::write(&file, marked(&text, next, "Afresh")).expect("a file");
    let verb = |arguments: &[&str]| {
        let (file, data) = (
            file.display().to_string(),
            site.data().display().to_string(),
        );
        let mut all = vec!["forms"];
        all.extend(arguments);
        all.extend([file.as_str(), "--at", &site.url, "--data", &data]);
        let output = run(&all);
        (output.status.code(), said(&output))
    };

    let (code, told) = verb(&["difference"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(
        told.contains(&format!(
            "{FORM}, version {next}, compared with version {version}:"
        )),
        "{told}"
    );
    assert!(told.contains("Afresh"), "{told}");
    assert_eq!(
        designer.caller.get(&version_of(next)).status,
        404,
        "nothing is stored"
    );
    let (code, told) = verb(&["publish"]);
    assert_eq!(
        (code, told.contains("Somebody else must approve it")),
        (Some(0), true),
        "{told}"
    );
    let (code, told) = verb(&["publish", "--approve"]);
    assert_eq!(
        (code, told.contains("somebody else must approve it")),
        (Some(1), true),
        "{told}"
    );

    // A colleague takes it back and proposes it in their own name; then the other token approves.
    let change = |action: &str, body: &Json| {
        let tag = designer
            .caller
            .get(&version_of(next))
            .expect(200)
            .header("etag")
            .expect("a tag")
            .to_owned();
        let path = format!("{}/{action}", version_of(next));
        designer
            .caller
            .post_with(&path, body, &[("if-match", &tag)])
    };
    change("withdraw", &json!({"reason": "In my name."})).expect(200);
    let proposal = json!({"text": marked(&text, next, "Afresh")});
    let compared = designer
        .caller
        .post("/api/v1/staff-forms/difference", &proposal)
        .expect(200)
        .json();
    let proposed = designer
        .caller
        .post("/api/v1/staff-forms", &proposal)
        .expect(201)
        .json();
    assert_eq!(proposed["difference"], compared["difference"]);
    change("approve", &json!({})).problem(409);
    let (code, told) = verb(&["publish", "--approve", "--reason", "Read it twice."]);
    assert_eq!(
        (code, told.contains("Published.")),
        (Some(0), true),
        "{told}"
    );
    reads(&site, "Afresh", true);

    let text = std::fs::read_to_string(&file)
        .expect("the file")
        .replace("heading =", "headding =");
    std::fs::write(&file, text).expect("a file");
    let (code, told) = verb(&["publish"]);
    assert_eq!((code, told.contains("headding")), (Some(1), true), "{told}");
}

#[test]
fn who_changes_no_forms_neither_sees_nor_publishes_them() {
    let site = Site::shared();
    let adviser = site.with_roles(&["adviser"]);
    adviser.caller.get("/api/v1/staff-forms").problem(403);
    adviser.caller.get(&version_of(1)).problem(404);
    for action in ["approve", "withdraw"] {
        adviser
            .caller
            .post(&format!("{}/{action}", version_of(1)), &json!({}))
            .problem(404);
    }
    adviser
        .caller
        .post("/api/v1/staff-forms", &json!({"text": "x"}))
        .problem(403);
    site.nobody().caller.get("/api/v1/staff-forms").problem(401);
}
