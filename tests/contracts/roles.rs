//! Who may do what: the table `roles.txt`, run against the site as machines with one role each and as staff with one
//! role each, signed in. And no call or page of staff is left out of it.

use web::Route;

use crate::harness::{Caller, Json, Site, json};

/// The roles of the contract, in the order of the columns.
const ROLES: [&str; 8] = [
    "adviser",
    "senior",
    "safeguarding",
    "manager",
    "service-designer",
    "auditor",
    "administrator",
    "worker",
];

/// What is not in the table, each with the reason. A pattern ends where a `*` stands.
const LEFT_OUT: [(&str, &str); 12] = [
    (
        "/readyz/*",
        "for machines of the operator, without anybody's data",
    ),
    ("/staff", "leads to the queues"),
    ("/staff/assets/*", "files that say nothing"),
    ("/staff/dashboard/assets/*", "files that say nothing"),
    ("/staff/rules/assets/*", "files that say nothing"),
    ("/staff/contacts/assets/*", "files that say nothing"),
    ("/staff/people/assets/*", "files that say nothing"),
    ("/staff/sign-in*", "for whoever is not signed in"),
    ("/staff/sign-out", "everybody's own"),
    ("/staff/change-password", "everybody's own"),
    ("/staff/queues/views", "everybody's own"),
    (
        "/staff/accounts/*",
        "needs a reason first: components/care-accounts/src/tests/staff/roles.rs has every page and act by role",
    ),
];

/// A line of the table.
struct Line {
    method: &'static str,
    pattern: &'static str,
    statuses: [u16; ROLES.len()],
    sends: Option<&'static str>,
}

/// The table as it is written.
fn table() -> Vec<Line> {
    let mut lines = include_str!("roles.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let head: Vec<&str> = lines.next().expect("a head").split_whitespace().collect();
    assert_eq!(head, [&["method", "path"][..], &ROLES].concat());
    lines.map(read).collect()
}

fn read(line: &'static str) -> Line {
    let (cells, sends) = match line.split_once(" > ") {
        Some((cells, sends)) => (cells, Some(sends)),
        None => (line, None),
    };
    let mut words = cells.split_whitespace();
    let (method, pattern) = (words.next(), words.next());
    let statuses: Vec<u16> = words
        .map(|word| word.parse().unwrap_or_else(|_| panic!("{line}")))
        .collect();
    Line {
        method: method.expect("a method"),
        pattern: pattern.expect("a path"),
        statuses: statuses.try_into().unwrap_or_else(|_| panic!("{line}")),
        sends,
    }
}

/// Somebody and something that the calls are about.
struct Subjects {
    reference: String,
    username: String,
    token: String,
    /// The version of the form and of the rules that the contact came by: `adult-contact/3`, `essex/3`.
    form: String,
    rules: String,
}

impl Subjects {
    fn new(site: &Site) -> Self {
        let receipt = site
            .nobody()
            .submit("adult-contact", &super::help_with_meals());
        let token = site.with_roles(&["worker"]).name;
        let version =
            |of: &Json| format!("{}/{}", of["id"].as_str().expect("an id"), of["version"]);
        Self {
            form: version(&receipt["form"]),
            rules: version(&receipt["decision"]["ruleset"]),
            reference: receipt["reference"]
                .as_str()
                .expect("a reference")
                .to_owned(),
            username: site.worker(&["adviser"]).username,
            token: token.trim_start_matches("token:").to_owned(),
        }
    }

    fn path(&self, pattern: &str) -> String {
        pattern
            .replace("{reference}", &self.reference)
            .replace("{username}", &self.username)
            .replace("{name}", &self.token)
            .replace("{form}/{version}", &self.form)
            .replace("{id}/{version}", &self.rules)
            .replace("{question}", "sex")
            .replace("{number}", "1")
    }
}

/// Asks as the line says; a page gets the token of the session with what is sent.
fn ask(line: &Line, path: &str, caller: &Caller, csrf: Option<&str>) -> u16 {
    let answer = match (line.method, csrf) {
        ("GET", _) => caller.get(path),
        (_, Some(csrf)) => {
            let typed = line.sends.unwrap_or_default();
            let pairs: Vec<(String, String)> = [("csrf".into(), csrf.into())]
                .into_iter()
                .chain(form_urlencoded::parse(typed.as_bytes()))
                .map(|(name, value)| (name.into_owned(), value.into_owned()))
                .collect();
            caller.post_form(path, &pairs)
        }
        _ => {
            let sent = line.sends.map_or(json!({}), |sends| {
                serde_json::from_str::<Json>(sends).expect("JSON in the table")
            });
            caller.post(path, &sent)
        }
    };
    answer.status
}

/// Every line that is answered otherwise, for callers in the order of the columns.
fn wrong(subjects: &Subjects, pages: bool, callers: &[(Caller, Option<String>)]) -> Vec<String> {
    let mut wrong = Vec::new();
    for line in table()
        .iter()
        .filter(|line| line.pattern.starts_with("/staff") == pages)
    {
        let path = subjects.path(line.pattern);
        for (place, (caller, csrf)) in callers.iter().enumerate() {
            let (role, expected) = (ROLES[place], line.statuses[place]);
            let status = ask(line, &path, caller, csrf.as_deref());
            if status != expected {
                let (method, pattern) = (line.method, line.pattern);
                wrong.push(format!(
                    "{method} {pattern} as {role}: {status}, not {expected}"
                ));
            }
        }
    }
    wrong
}

#[test]
fn every_role_calls_what_is_for_it_and_nothing_else() {
    let site = Site::shared();
    let callers: Vec<(Caller, Option<String>)> = ROLES
        .iter()
        .map(|role| (site.with_roles(&[role]).caller, None))
        .collect();
    let wrong = wrong(&Subjects::new(site), false, &callers);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_role_sees_the_pages_that_are_for_it_and_no_others() {
    let site = Site::shared();
    let callers: Vec<(Caller, Option<String>)> = ROLES
        .iter()
        .map(|role| {
            let mut worker = site.worker(&[role]);
            worker.sign_in();
            let csrf = worker
                .browser
                .open("/staff/sign-out")
                .form_with("csrf")
                .values("csrf");
            let csrf = csrf.first().map(|csrf| (*csrf).to_owned());
            assert!(csrf.is_some(), "{role} has a session");
            (worker.browser.caller, csrf)
        })
        .collect();
    let wrong = wrong(&Subjects::new(site), true, &callers);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nobody_is_asked_for_less_than_a_token_or_a_session() {
    let site = Site::shared();
    let (subjects, nobody) = (Subjects::new(site), site.nobody().caller);
    for line in table() {
        let is_page = line.pattern.starts_with("/staff");
        let csrf = is_page.then_some("nobody's");
        let status = ask(&line, &subjects.path(line.pattern), &nobody, csrf);
        let expected = match (is_page, line.method) {
            (true, "GET") => 303,
            _ => 401,
        };
        assert_eq!(status, expected, "{} {}", line.method, line.pattern);
    }
}

#[test]
fn a_role_that_is_taken_away_is_gone_at_the_next_click_and_the_page_says_so() {
    let site = Site::shared();
    let mut worker = site.worker(&["senior", "manager"]);
    worker.sign_in();
    let receipt = site
        .nobody()
        .submit("adult-contact", &super::help_with_meals());
    let reference = receipt["reference"].as_str().expect("a reference");
    let api = |path: &str| worker.browser.caller.get(path).status;
    let (dashboard, restrict) = (
        "/staff/dashboard",
        format!("/staff/referrals/{reference}/restrict"),
    );
    let audit = format!("/api/v1/referrals/{reference}/audit");
    assert_eq!(
        (api(dashboard), api(&restrict), api(&audit)),
        (200, 200, 200)
    );
    let administrator = site.administrator();
    let member = format!("/api/v1/staff/{}", worker.username);
    let change = |act: &str, body: &Json| {
        let read = administrator.caller.get(&member).expect(200);
        let tag = read.header("etag").expect("an ETag").to_owned();
        let path = format!("{member}/{act}");
        let changed = administrator
            .caller
            .post_with(&path, body, &[("if-match", &tag)]);
        changed.expect(200).json()
    };
    let changed = change(
        "roles",
        &json!({"roles": ["adviser"], "reason": "Back to the team."}),
    );
    assert_eq!(changed["roles"], json!(["adviser"]));
    assert_eq!(
        (api(dashboard), api(&restrict), api(&audit)),
        (403, 403, 403)
    );
    worker.browser.open(dashboard);
    assert!(
        worker
            .browser
            .page()
            .main
            .contains("Your role does not allow this")
    );
    worker
        .browser
        .open(&format!("/staff/referrals/{reference}"));
    assert_eq!(worker.browser.status, 200, "an adviser reads on");
    change("suspend", &json!({"reason": "Left."}));
    worker.browser.open("/staff/queues");
    assert!(worker.browser.at.starts_with("/staff/sign-in"));
    let told = administrator
        .caller
        .get(&format!("{member}/audit"))
        .expect(200)
        .json();
    let told = told["items"].as_array().expect("events").clone();
    let verbs: Vec<&str> = told
        .iter()
        .filter_map(|event| event["what"].as_str())
        .collect();
    assert_eq!(verbs, ["created", "roles", "suspended"]);
}

/// The pattern of the table that a route is held to, if one is.
fn is_told<T>(route: &Route<T>, method: &str, lines: &[Line]) -> bool {
    let parts = |pattern: &'static str| pattern.split('/').collect::<Vec<_>>();
    let own = parts(route.pattern);
    let fits = |line: &Line| {
        let told = parts(line.pattern);
        line.method == method
            && told.len() == own.len()
            && own
                .iter()
                .zip(&told)
                .all(|(own, told)| own == told || own.starts_with('{'))
    };
    let left_out = |(pattern, _): &(&str, &str)| match pattern.strip_suffix('*') {
        Some(beginning) => route.pattern.starts_with(beginning),
        None => route.pattern == *pattern,
    };
    lines.iter().any(fits) || LEFT_OUT.iter().any(left_out)
}

fn untold<T>(
    routes: &[Route<T>],
    is_of_staff: impl Fn(&str) -> bool,
    lines: &[Line],
) -> Vec<String> {
    let mut untold = Vec::new();
    for route in routes.iter().filter(|route| is_of_staff(route.pattern)) {
        for (method, _) in route.methods {
            if !is_told(route, method, lines) {
                untold.push(format!("{method} {}", route.pattern));
            }
        }
    }
    untold
}

#[test]
fn the_table_leaves_nothing_out() {
    let lines = table();
    let every = |_: &str| true;
    // Residents have no roles, and imports come as files: care_account_import.rs says who may.
    let of_staff = |pattern: &str| {
        pattern.starts_with("/staff")
            || pattern.ends_with("/suspensions")
            || pattern.ends_with("/work")
    };
    let untold = [
        untold(staff_desk::routes::ROUTES, every, &lines),
        untold(staff_contacts::ROUTES, every, &lines),
        untold(routing_rules::ROUTES, every, &lines),
        untold(staff_people::ROUTES, every, &lines),
        untold(service_figures::ROUTES, every, &lines),
        untold(care_accounts::ROUTES, of_staff, &lines),
    ]
    .concat();
    assert!(
        untold.is_empty(),
        "say in tests/contracts/roles.txt who may do this:\n{}",
        untold.join("\n")
    );
}
