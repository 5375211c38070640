//! A service designer changes where contacts go on a Tuesday morning: nothing is built and nothing is deployed,
//! somebody else approves it for a later day, and what was decided stays as it was decided.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::harness::{Json, Machine, Site, Start, Worker, json, run, said, scratch, until};

/// Monday 3 April 2028, 10:00 in London. The version takes effect at 09:00.
const AFTERWARDS: i64 = 1_838_365_200;
/// Within seconds, however busy the machine is.
const SECONDS: Duration = Duration::from_secs(30);

/// The rule that is added, with a fact that there is not, and put right.
const MISTYPED: &str = "\n[[rule]]\nid = \"washing-soon\"\nwhen = { fact = \"neds\", includes = \"personal-care\" }\n\
    because = \"Washing cannot wait long.\"\npriority = \"soon\"\n";

fn right() -> String {
    MISTYPED.replace("\"neds\"", "\"needs\"")
}

fn seconds_until(moment: i64) -> String {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("it is after 1970");
    let now = i64::try_from(now.as_secs()).expect("a time");
    (moment - now).to_string()
}

/// Somebody who needs help with washing.
fn washing(nobody: &Machine) -> Json {
    nobody.submit(
        "adult-contact",
        &json!({"about": "self", "given-name": "Ada", "needs": ["personal-care"],
            "phone": "01632 960101", "district": "chelmsford"}),
    )
}

/// Which version decided, and how soon.
fn decided(receipt: &Json) -> (u64, String) {
    let decision = &receipt["decision"];
    let version = decision["ruleset"]["version"].as_u64().expect("a version");
    let priority = decision["priority"].as_str().expect("a priority");
    (version, priority.to_owned())
}

/// The version in use: its number and the text of its rules.
fn in_use(designer: &Machine) -> (u64, String) {
    let all = designer.caller.get("/api/v1/rulesets").expect(200).json();
    let items = all["items"].as_array().expect("items");
    let version = items
        .iter()
        .find(|item| item["in_use"] == true)
        .expect("a version in use")["ruleset"]["version"]
        .as_u64()
        .expect("a number");
    let address = format!("/api/v1/rulesets/essex/{version}");
    let shown = designer.caller.get(&address).expect(200).json();
    let text = shown["texts"]["rules"].as_str().expect("a text").to_owned();
    (version, text)
}

/// The rules with the next number and another rule at the end.
fn with_rule(text: &str, version: u64, rule: &str) -> String {
    let from = format!("version = {version}\n");
    assert!(text.contains(&from), "the number stands in the text");
    text.replacen(&from, &format!("version = {}\n", version + 1), 1) + rule
}

fn signed_in(site: &Site) -> Worker {
    let mut worker = site.worker(&["service-designer"]);
    worker.sign_in();
    worker
}

#[test]
fn rules_are_proposed_tried_approved_for_a_day_and_withdrawn() {
    if !Site::is_ours() {
        return println!("only a site of our own has a clock that can be set");
    }
    let start = Start::named("rules");
    let site = start.begin();
    let first = washing(&site.nobody());
    let (version, text) = in_use(&site.with_roles(&["service-designer"]));
    let next = version + 1;
    assert_eq!(decided(&first), (version, "standard".to_owned()));

    let mut designer = signed_in(&site);
    let browser = &mut designer.browser;
    browser.open("/staff/rules");
    browser.follow("Propose a new version");
    browser
        .fill("text", &[&with_rule(&text, version, MISTYPED)])
        .press("Check it");
    assert_eq!(browser.status, 422);
    let main = browser.page().main.clone();
    assert!(main.contains("`neds` is not known"), "{main}");
    assert!(main.contains("caring-hours-per-week"), "the facts: {main}");
    browser
        .fill("text", &[&with_rule(&text, version, &right())])
        .press("Check it");
    let main = browser.page().main.clone();
    assert!(
        main.contains("There is a new rule “washing-soon”"),
        "{main}"
    );
    browser.press("Try it on kept contacts");
    let main = browser.page().main.clone();
    assert!(
        main.contains("1 contact would be decided otherwise"),
        "{main}"
    );
    assert!(main.contains("From Standard to Soon: 1 contact"), "{main}");
    assert!(!main.contains("Ada"), "{main}");
    browser.press("Propose this version");
    let main = browser.page().main.clone();
    assert!(main.contains("somebody else must approve it"), "{main}");

    let mut colleague = signed_in(&site);
    let browser = &mut colleague.browser;
    let address = format!("/staff/rules/essex/{next}");
    browser.open(&address);
    browser.fill("over", &["500"]).press("Try it");
    let main = browser.page().main.clone();
    assert!(
        main.contains("1 contact would be decided otherwise"),
        "{main}"
    );
    browser.open(&address);
    browser
        .fill("when", &["later"])
        .fill("from-day", &["3"])
        .fill("from-month", &["4"])
        .fill("from-year", &["2028"])
        .fill("from-time", &["09:00"])
        .fill("approve-reason", &["Agreed on Monday."])
        .press("Approve and publish");
    let main = browser.page().main.clone();
    assert!(main.contains("The version is scheduled"), "{main}");
    assert!(main.contains("Monday 3 April 2028, 9am"), "{main}");
    let meanwhile = washing(&site.nobody());
    assert_eq!(decided(&meanwhile), (version, "standard".to_owned()));
    assert_eq!(site.stop(), Some(0));

    let site = start
        .clone()
        .argument("--clock-offset-seconds")
        .argument(&seconds_until(AFTERWARDS))
        .begin();
    let then = washing(&site.nobody());
    assert_eq!(decided(&then), (next, "soon".to_owned()));
    let reference = first["reference"].as_str().expect("a reference");
    let (kept, _) = site.administrator().referral(reference);
    assert_eq!(decided(&kept), (version, "standard".to_owned()));

    let mut designer = signed_in(&site);
    let browser = &mut designer.browser;
    browser.open(&address);
    browser
        .fill("withdraw-reason", &["Too many are soon."])
        .press("Withdraw this version");
    let main = browser.page().main.clone();
    assert!(main.contains("The version is withdrawn"), "{main}");
    until("the version before to decide again", SECONDS, || {
        let again = decided(&washing(&site.nobody()));
        (again == (version, "standard".to_owned())).then_some(())
    });
}

#[test]
fn rules_are_tried_and_proposed_from_a_terminal() {
    if !Site::is_ours() {
        return println!("rules are proposed on a site of our own");
    }
    let site = Start::named("rules-from-a-terminal").begin();
    washing(&site.nobody());
    let (version, text) = in_use(&site.with_roles(&["service-designer"]));
    let folder = scratch("rules-from-a-terminal-files");
    let file = folder.join("next.toml");
    let path = file.display().to_string();
    let (base, data) = (site.url.clone(), site.data().display().to_string());
    let asked = |verb: &[&str]| {
        let reaching = [path.as_str(), "--at", &base, "--data", &data];
        run(&[&["rules"], verb, &reaching[..]].concat())
    };

    let mistyped = with_rule(&text, version, MISTYPED);
    std::fs::write(&file, &mistyped).expect("a file can be written");
    let output = asked(&["propose"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let line = 1 + mistyped
        .lines()
        .position(|line| line.contains("neds"))
        .expect("the line");
    assert!(
        said(&output).contains(&format!("next.toml:{line}: ")),
        "{}",
        said(&output)
    );

    std::fs::write(&file, with_rule(&text, version, &right())).expect("a file can be written");
    let output = asked(&["simulate", "--over", "50"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    for words in [
        "Of 1 contacts, 1 would be decided otherwise: 1 due sooner, 0 later.",
        "1 from standard to soon",
        "By queue",
        "By locality",
    ] {
        assert!(said(&output).contains(words), "{words}: {}", said(&output));
    }
    let output = asked(&["propose"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains(&format!("/staff/rules/essex/{}", version + 1)));
    assert_eq!(decided(&washing(&site.nobody())).0, version);
}

#[test]
fn machines_approve_and_withdraw_only_the_version_that_they_have_read() {
    if !Site::is_ours() {
        return println!("rules are published on a site of our own");
    }
    let site = Start::named("rules-by-machines").begin();
    washing(&site.nobody());
    let roles = ["service-designer"];
    let (designer, colleague) = (site.with_roles(&roles), site.with_roles(&roles));
    let (version, text) = in_use(&designer);
    let next = version + 1;
    let mistyped = json!({"rules": with_rule(&text, version, MISTYPED)});
    let looked = designer
        .caller
        .post("/api/v1/rulesets/difference", &mistyped)
        .expect(200)
        .json();
    assert_eq!(looked["problems"][0]["text"], "rules");
    for refused in ["/api/v1/rulesets", "/api/v1/rulesets/simulate"] {
        let fields = designer.caller.post(refused, &mistyped).invalid_fields();
        assert_eq!(fields, ["rules"], "{refused}");
    }
    let body = json!({"rules": with_rule(&text, version, &right())});
    let tried = designer.caller.post("/api/v1/rulesets/simulate", &body);
    assert_eq!(tried.expect(200).json()["changed"], 1);
    let proposed = designer.caller.post("/api/v1/rulesets", &body).expect(201);
    let tag = proposed.header("etag").expect("a tag").to_owned();
    let of = |action: &str| format!("/api/v1/rulesets/essex/{next}/{action}");
    let now = json!({"reason": "Agreed."});
    let tagged = |machine: &Machine, action: &str, tag: &str, body: &Json| {
        machine
            .caller
            .post_with(&of(action), body, &[("if-match", tag)])
    };
    colleague.caller.post(&of("approve"), &now).problem(428);
    tagged(&colleague, "approve", "\"old\"", &now).problem(412);
    tagged(&designer, "approve", &tag, &now).problem(409);
    let passed = json!({"takes_effect": "2020-01-01T00:00:00Z"});
    tagged(&colleague, "approve", &tag, &passed).problem(409);
    let tried = colleague.caller.post(&of("simulate"), &json!({"limit": 5}));
    let tried = tried.expect(200).json();
    assert_eq!(
        (&tried["contacts"], &tried["changed"]),
        (&json!(1), &json!(1))
    );
    let cursor = json!({"cursor": "tampered"});
    colleague.caller.post(&of("simulate"), &cursor).problem(422);
    let auditor = site.with_roles(&["auditor"]);
    auditor
        .caller
        .post(&of("simulate"), &json!({}))
        .problem(403);
    let approved = tagged(&colleague, "approve", &tag, &now).expect(200);
    let tag = approved.header("etag").expect("a tag").to_owned();
    assert_eq!(approved.json()["in_use"], true);
    until("contacts to be decided with it", SECONDS, || {
        let decided = decided(&washing(&site.nobody()));
        (decided == (next, "soon".to_owned())).then_some(())
    });
    let why = json!({"reason": "Too many are soon."});
    let withdrawn = tagged(&colleague, "withdraw", &tag, &why)
        .expect(200)
        .json();
    assert_eq!(withdrawn["state"], "withdrawn");
    let stays = format!("/api/v1/rulesets/essex/{version}");
    let stays = designer.caller.get(&stays).expect(200);
    assert_eq!(stays.json()["version"]["in_use"], true);
    let verified = run(&[
        "audit",
        "verify",
        "--data",
        &site.data().display().to_string(),
    ]);
    assert_eq!(verified.status.code(), Some(0), "{}", said(&verified));
}
