//! Care accounts, from a file of another system to what somebody sees, without JavaScript.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use vocabulary::Date;

use crate::harness::{Json, Resident, Site, json, until};

/// A message is there, or will never be.
const PATIENCE: Duration = Duration::from_secs(30);
pub const IMPORT: &str = "/api/v1/care-accounts/import";
const WORK: &str = "/api/v1/care-accounts/work";

/// Somebody with an account, whom no other test knows.
pub struct Holder {
    pub reference: String,
    pub email: String,
}

/// All of them were born on the same day.
pub const BORN: [&str; 3] = ["9", "3", "1941"];
pub const BORN_ON: &str = "1941-03-09";

/// This many Mondays, the last of which is in the past.
pub fn mondays(count: i64) -> Vec<Date> {
    let since_1970 = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("a time after 1970");
    let days = i64::try_from(since_1970.as_secs() / 86_400).expect("a day");
    let today = Date::from_days_since_1970(days);
    let after_monday = i64::try_from(today.days_after_monday()).expect("a day of the week");
    let last = today.plus_days(-7 - after_monday);
    (0..count)
        .rev()
        .map(|weeks| last.plus_days(-7 * weeks))
        .collect()
}

fn week(reference: &str, monday: Date, own: bool) -> Json {
    let (arranged_by, setting) = if own {
        ("self", "care-home")
    } else {
        ("council", "home")
    };
    let [budget, charged, paid] = if own {
        [95_000, 0, 120_000]
    } else {
        [25_000, 8_000, 8_000]
    };
    json!({"kind": "week", "account_reference": reference, "week_starting": monday.to_string(),
        "arranged_by": arranged_by, "setting": setting, "budget": budget, "charged": charged, "paid": paid})
}

/// What becomes of lines that are sent as a file.
#[track_caller]
pub fn import(site: &Site, lines: &[Json]) -> Json {
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let headers = [("content-type", "application/x-ndjson")];
    site.administrator()
        .caller
        .send("POST", IMPORT, &headers, Some(text.as_bytes()))
        .expect(200)
        .json()
}

impl Holder {
    /// Somebody whom the council has looked after at home for 40 weeks, and who then moved into a care home.
    #[track_caller]
    pub fn new(site: &Site, name: &str) -> Self {
        let mark = format!("{name}-{}", std::process::id());
        let holder = Self {
            reference: format!("CA/{mark}"),
            email: format!("{mark}@example.org"),
        };
        let mut lines = vec![
            json!({"kind": "account", "account_reference": holder.reference,
            "given_name": "Ada", "family_name": name, "date_of_birth": BORN_ON, "email": holder.email}),
        ];
        let weeks = mondays(60).into_iter().enumerate();
        lines.extend(weeks.map(|(index, monday)| week(&holder.reference, monday, index >= 40)));
        let taken = import(site, &lines);
        assert_eq!(taken["rejected"], json!([]), "{taken}");
        assert_eq!(taken["weeks"]["added"], 60, "{taken}");
        holder
    }

    /// The code that was sent last. The slice of background work sends it.
    #[track_caller]
    pub fn code(&self, site: &Site) -> String {
        until("a code in the mailbox", PATIENCE, || {
            site.administrator()
                .caller
                .post(WORK, &json!({}))
                .expect(200);
            let sent = site
                .nobody()
                .caller
                .get("/dev/mailbox.json")
                .expect(200)
                .json();
            let mine = sent
                .as_array()
                .expect("a list")
                .iter()
                .find(|message| message["to"] == self.email.as_str())?;
            let text = mine["text"].as_str().expect("a text");
            // It is written as "042 917".
            let digits = text.chars().filter(char::is_ascii_digit);
            let code: String = digits.take(6).collect();
            (code.len() == 6).then_some(code)
        })
    }

    /// Signs in without JavaScript, as far as the summary.
    #[track_caller]
    pub fn signs_in(&self, site: &Site) -> Resident {
        let mut ada = site.resident();
        ada.open("/care-account");
        self.asks(&mut ada);
        let code = self.code(site);
        ada.fill("code", &[&code]).press("Continue");
        assert_eq!(ada.at, "/care-account/summary", "{}", ada.page().main);
        ada
    }

    /// Asks for a code on the start page.
    #[track_caller]
    pub fn asks(&self, ada: &mut Resident) {
        let [day, month, year] = BORN;
        ada.fill("account-reference", &[&self.reference])
            .fill("date-of-birth-day", &[day])
            .fill("date-of-birth-month", &[month])
            .fill("date-of-birth-year", &[year])
            .press("Continue");
        assert_eq!(ada.page().heading, "Enter the code");
    }
}

#[test]
fn ada_looks_at_her_account_and_signs_out() {
    let site = Site::shared();
    if !Site::is_ours() {
        return println!("a site elsewhere need not have a mailbox");
    }
    let holder = Holder::new(site, "Winter");
    let mut ada = holder.signs_in(site);
    let summary = &ada.page().main;
    assert!(summary.contains("£1,200.00 in the week from"), "{summary}");
    assert!(
        summary.contains("You arrange this care yourself"),
        "{summary}"
    );
    assert!(!summary.contains(&holder.reference) && !summary.contains(&holder.email));
    ada.follow("Week by week");
    let month = ada
        .page()
        .links
        .iter()
        .find(|link| link.href.contains("/weeks/"));
    let month = month.expect("a month").href.clone();
    ada.open(&month);
    assert!(ada.page().main.contains("Week from"));
    ada.follow("Statements");
    ada.follow("Statement 1");
    assert!(ada.page().main.contains("Altogether") && !ada.page().main.contains("Towards the cap"));
    let csv = ada.caller.get(&format!("{}/csv", ada.at)).expect(200);
    assert!(csv.text().starts_with("week_starting,"), "{}", csv.text());
    ada.follow("Is something wrong?");
    ada.press("Tell us what is wrong");
    assert_eq!(ada.at, "/contact/change-or-problem/now");
    ada.open("/care-account/sign-out");
    ada.press("Sign out here");
    assert_eq!(ada.page().heading, "You have signed out");
    ada.open("/care-account/summary");
    assert_eq!(ada.page().heading, "Look up your care account");
    assert_eq!(ada.caller.get("/care-account/code").status, 303);
}

#[test]
fn a_wrong_code_says_nothing_and_the_account_stays_shut() {
    let site = Site::shared();
    if !Site::is_ours() {
        return println!("a site elsewhere need not have a mailbox");
    }
    let holder = Holder::new(site, "Frost");
    let mut eve = site.resident();
    eve.open("/care-account");
    holder.asks(&mut eve);
    let right = holder.code(site);
    let wrong = if right == "000000" {
        "000001"
    } else {
        "000000"
    };
    for _ in 0..5 {
        eve.fill("code", &[wrong]).press("Continue");
        assert_eq!(eve.status, 401);
    }
    // The right one is wrong too, for a time that grows.
    eve.fill("code", &[&right]).press("Continue");
    assert_eq!(eve.status, 401, "{}", eve.page().main);
    assert!(eve.page().main.contains("telephone"));
    eve.open("/care-account/summary");
    assert_eq!(eve.page().heading, "Look up your care account");
}

#[test]
fn where_there_is_no_sender_nobody_is_promised_a_code() {
    let site = crate::harness::Start::named("no-sender-for-codes")
        .environment("SPIN_VARIABLE_ENVIRONMENT", "production")
        .begin();
    let mut ada = site.resident();
    let page = ada.open("/care-account");
    assert!(
        page.main
            .contains("You cannot look up your care account online"),
        "{}",
        page.main
    );
    assert!(!page.asks() && page.main.contains("Please telephone"));
    assert_eq!(site.stop(), Some(0));
}
