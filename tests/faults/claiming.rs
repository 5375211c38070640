//! Fifty colleagues press "next for me" again and again until nothing is left: each referral goes to exactly one of
//! them, the most pressing first, also when the power goes in the middle.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::harness::{Json, Machine, Site, Start, json, run, said, until};

const COLLEAGUES: usize = 50;
const REFERRALS: usize = 500;
/// How many are claimed when the power goes.
const BEFORE_THE_CUT: usize = 150;

/// The contract's order, the most pressing first.
const PRIORITIES: [&str; 4] = ["emergency", "urgent", "soon", "standard"];

/// Somebody who works, and what came to them, in order.
struct Colleague {
    name: String,
    token: String,
    got: Vec<Json>,
}

/// How somebody's asking ended.
#[derive(Debug, PartialEq)]
enum Ended {
    NothingLeft,
    CutOff,
}

impl Colleague {
    fn at(&self, site: &Site) -> Machine {
        site.machine(&self.name, Some(&self.token))
    }

    /// Asks for the next one until there is none or nobody answers.
    fn ask(&mut self, machine: &Machine, answered: &AtomicUsize) -> Ended {
        let headers = [("content-type", "application/json")];
        loop {
            let path = "/api/v1/referrals/next";
            match machine.caller.try_send("POST", path, &headers, Some(b"{}")) {
                Err(_) => return Ended::CutOff,
                Ok(answer) if answer.status == 204 => return Ended::NothingLeft,
                Ok(answer) => {
                    let answer = answer.expect(200);
                    assert!(answer.header("etag").is_some(), "a claim without its tag");
                    self.got.push(answer.json());
                    answered.fetch_add(1, Ordering::Relaxed);
                }
            }
        }
    }
}

#[test]
fn fifty_claim_from_five_hundred_and_each_goes_to_exactly_one() {
    if !Site::is_ours() {
        return println!("only a site of our own can be filled");
    }
    let (site, mut colleagues) = filled(&Start::named("claiming"));
    let ended = all_ask(&site, &mut colleagues, |_| {});
    assert!(ended.iter().all(|ended| *ended == Ended::NothingLeft));
    each_has_one_holder(&site, &colleagues);
}

#[test]
fn a_power_cut_in_the_middle_loses_no_claim_and_makes_none_twice() {
    if !Site::is_ours() {
        return println!("only a site of our own can be cut off");
    }
    let start = Start::named("claiming-cut-off");
    let (site, mut colleagues) = filled(&start);
    let mut standing = Some(site);
    let site = standing.as_ref().expect("a site");
    let machines: Vec<Machine> = colleagues.iter().map(|each| each.at(site)).collect();
    let ended = ask_with(&mut colleagues, machines, |answered| {
        until("enough claims", Duration::from_secs(60), || {
            (answered.load(Ordering::Relaxed) >= BEFORE_THE_CUT).then_some(())
        });
        standing.take().expect("a site").kill();
    });
    assert!(ended.contains(&Ended::CutOff), "nobody was cut off");

    let site = start.begin();
    for colleague in &mut colleagues {
        // A claim whose answer was cut off is found among one's own.
        let held = colleague
            .at(&site)
            .list(&format!("&assignee=token:{}", colleague.name), 200);
        let is_new = |item: &&Json| {
            !colleague
                .got
                .iter()
                .any(|got| got["reference"] == item["reference"])
        };
        let found: Vec<Json> = held.iter().filter(is_new).cloned().collect();
        assert!(found.len() <= 1, "{}: {found:?}", colleague.name);
        assert_eq!(
            held.len(),
            colleague.got.len() + found.len(),
            "a claim is lost"
        );
        colleague.got.extend(found);
    }
    let before = claimed(&colleagues);
    assert!((BEFORE_THE_CUT..REFERRALS).contains(&before), "{before}");
    let ended = all_ask(&site, &mut colleagues, |_| {});
    assert!(ended.iter().all(|ended| *ended == Ended::NothingLeft));
    each_has_one_holder(&site, &colleagues);
    let data = site.data().display().to_string();
    drop(site);
    let verified = run(&["audit", "verify", "--data", &data]);
    assert!(verified.status.success(), "{}", said(&verified));
}

/// A site with the referrals that nobody holds, of several queues and priorities, and the colleagues.
fn filled(start: &Start) -> (Site, Vec<Colleague>) {
    let site = start.begin();
    for number in 0..REFERRALS {
        let need = [
            "memory",
            "equipment-adaptations",
            "sight-hearing",
            "money-charging",
        ][number % 4];
        let risks: &[&str] = match number % 5 {
            0 => &["left-alone-unsafe"],
            1 => &["abuse-or-neglect"],
            _ => &[],
        };
        let answers = json!({
            "about": "self", "given-name": "Ada", "family-name": format!("Example {number}"),
            "postcode": "CM1 1GL", "phone": "01632 960123", "needs": [need], "risks": risks,
        });
        site.nobody().submit("adult-contact", &answers);
    }
    let colleague = |number| {
        let name = format!("colleague-{number}");
        let body = json!({"name": name, "roles": ["senior"]});
        let made = site
            .administrator()
            .caller
            .post("/api/v1/service-tokens", &body);
        let token = made.expect(201).json()["token"]
            .as_str()
            .expect("a token")
            .to_owned();
        Colleague {
            name,
            token,
            got: Vec::new(),
        }
    };
    let colleagues = (0..COLLEAGUES).map(colleague).collect();
    (site, colleagues)
}

/// All of them ask at once, while `meanwhile` sees how many claims were answered; how it ended for each.
fn all_ask(
    site: &Site,
    colleagues: &mut [Colleague],
    meanwhile: impl FnOnce(&AtomicUsize),
) -> Vec<Ended> {
    let machines = colleagues.iter().map(|each| each.at(site)).collect();
    ask_with(colleagues, machines, meanwhile)
}

fn ask_with(
    colleagues: &mut [Colleague],
    machines: Vec<Machine>,
    meanwhile: impl FnOnce(&AtomicUsize),
) -> Vec<Ended> {
    let answered = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let asking: Vec<_> = colleagues
            .iter_mut()
            .zip(machines)
            .map(|(colleague, machine)| {
                let answered = &answered;
                scope.spawn(move || colleague.ask(&machine, answered))
            })
            .collect();
        meanwhile(&answered);
        asking
            .into_iter()
            .map(|asking| asking.join().expect("nobody panicked"))
            .collect()
    })
}

fn claimed(colleagues: &[Colleague]) -> usize {
    colleagues.iter().map(|each| each.got.len()).sum()
}

/// Every referral came to exactly one colleague, who holds it; its history says so once; and what came to each was
/// ever less pressing.
fn each_has_one_holder(site: &Site, colleagues: &[Colleague]) {
    let mut holders: BTreeMap<String, String> = BTreeMap::new();
    for colleague in colleagues {
        let order: Vec<_> = colleague.got.iter().map(pressing).collect();
        assert!(order.is_sorted(), "{}: {order:?}", colleague.name);
        for got in &colleague.got {
            let reference = got["reference"].as_str().expect("a reference").to_owned();
            let holder = format!("token:{}", colleague.name);
            let twice = holders.insert(reference, holder);
            assert_eq!(twice, None, "{got} came to somebody else too");
        }
    }
    assert_eq!(holders.len(), REFERRALS, "some were skipped");
    let administrator = site.administrator();
    let all = administrator.list("", 200);
    assert_eq!(all.len(), REFERRALS);
    for item in &all {
        let reference = item["reference"].as_str().expect("a reference");
        let holder = &holders[reference];
        assert_eq!(item["assignee"].as_str(), Some(holder.as_str()));
        let audit = administrator
            .caller
            .get(&format!("/api/v1/referrals/{reference}/audit"))
            .expect(200)
            .json();
        let claims: Vec<&Json> = audit["items"]
            .as_array()
            .expect("items")
            .iter()
            .filter(|event| event["what"] == "claimed")
            .collect();
        assert_eq!(claims.len(), 1, "{reference}: {audit}");
        assert_eq!(claims[0]["who"].as_str(), Some(holder.as_str()));
    }
}

/// How pressing a referral is: what is sorted first comes first.
fn pressing(referral: &Json) -> (usize, String, String) {
    let word = |member: &str| referral[member].as_str().expect(member).to_owned();
    let priority = word("priority");
    let place = PRIORITIES.iter().position(|known| **known == priority);
    (
        place.expect("a priority"),
        word("respond_by"),
        word("reference"),
    )
}
