//! Who asks for a code learns nothing of any account, neither by the answer nor by how long it takes; and five
//! wrong codes lock.

use std::time::{Duration, Instant};

use crate::harness::accounts::{Holder, import};
use crate::harness::{Json, Site, Start, json};

/// How many of each kind are timed.
const EACH: usize = 1_000;

/// How far from a half the chance may be that a known account takes longer than an unknown one. With 1,000 of
/// each it strays by 0.013 from chance alone, so that this is more than four times that.
const TELLING: f64 = 0.06;

/// The chance that one of `first` took longer than one of `second`: a half when nothing tells them apart.
fn chance_of_longer(first: &[Duration], second: &[Duration]) -> f64 {
    let longer: usize = first
        .iter()
        .map(|wait| second.iter().filter(|other| wait > other).count())
        .sum();
    let same: usize = first
        .iter()
        .map(|wait| second.iter().filter(|other| wait == *other).count())
        .sum();
    (longer as f64 + same as f64 / 2.0) / (first.len() * second.len()) as f64
}

#[test]
fn a_known_account_cannot_be_told_from_an_unknown_one_by_the_time() {
    if !Site::is_ours() {
        return println!("accounts can be made only on a site of our own");
    }
    let site = Start::named("account-timing").begin();
    let known: Vec<Holder> = (0..EACH)
        .map(|n| Holder::named(&format!("K{n:04}")))
        .collect();
    let unknown: Vec<Holder> = (0..EACH)
        .map(|n| Holder::named(&format!("U{n:04}")))
        .collect();
    let lines: Vec<Json> = known.iter().map(Holder::line).collect();
    let taken = import(&site, &lines);
    assert_eq!(taken["accounts"]["added"], EACH, "{taken}");
    let nobody = site.nobody();
    // Nothing is measured while the first requests make instances.
    for n in 0..50 {
        Holder::named(&format!("W{n}")).ask(&nobody).expect(202);
    }
    let mut waits = [Vec::new(), Vec::new()];
    let mut said = Vec::new();
    for (known, unknown) in known.iter().zip(&unknown) {
        // Who goes first changes, so that neither always comes after the other.
        let mut pair = [(0, known), (1, unknown)];
        if waits[0].len() % 2 == 1 {
            pair.reverse();
        }
        for (kind, holder) in pair {
            let asked = Instant::now();
            let answer = holder.ask(&nobody);
            waits[kind].push(asked.elapsed());
            said.push((answer.status, answer.text()));
        }
    }
    said.dedup();
    assert!(matches!(said.as_slice(), [(202, _)]), "{said:?}");
    let chance = chance_of_longer(&waits[0], &waits[1]);
    println!("a known account takes longer than an unknown one in {chance:.3} of pairs");
    assert!((chance - 0.5).abs() < TELLING, "{chance}");
    // It was the real thing: those who are known have their codes.
    assert!(known[EACH - 1].code(&site).is_some());
    site.stop();
}

#[test]
fn the_measure_of_the_times_finds_a_difference_of_a_twentieth() {
    let waits = |longer: u64| -> Vec<Duration> {
        (0..EACH as u64)
            .map(|n| Duration::from_micros(1_000 + n % 300 + longer))
            .collect()
    };
    assert!((chance_of_longer(&waits(0), &waits(0)) - 0.5).abs() < 0.001);
    assert!(chance_of_longer(&waits(50), &waits(0)) > 0.5 + TELLING);
}

#[test]
fn six_wrong_codes_lock_and_the_right_seventh_fails() {
    let site = Site::shared();
    let holder = Holder::named("lock-out");
    import(site, &[holder.line()]);
    let nobody = site.nobody();
    holder.ask(&nobody).expect(202);
    let Some(code) = holder.code(site) else {
        return println!("a site elsewhere need not have a mailbox");
    };
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..6 {
        holder.enter(&nobody, wrong).problem(401);
    }
    let locked = holder.enter(&nobody, &code).problem(401);
    // A reference that nobody has is answered in the same words.
    let unknown = Holder::named("nobody-at-all")
        .enter(&nobody, &code)
        .problem(401);
    assert_eq!(locked, unknown);
    // A new code gives no new tries.
    holder.ask(&nobody).expect(202);
    let newer = holder.code(site).expect("a code");
    holder.enter(&nobody, &newer).problem(401);
}

#[test]
fn a_code_opens_its_own_account_once() {
    let site = Site::shared();
    let (holder, other) = (Holder::named("opens"), Holder::named("stays-shut"));
    import(
        site,
        &[holder.line(), holder.week("2026-01-05"), other.line()],
    );
    let nobody = site.nobody();
    holder.ask(&nobody).expect(202);
    let Some(code) = holder.code(site) else {
        return println!("a site elsewhere need not have a mailbox");
    };
    other.ask(&nobody).expect(202);
    if other.code(site).as_ref() != Some(&code) {
        other.enter(&nobody, &code).problem(401);
    }
    let begun = holder.enter(&nobody, &code).expect(201).json();
    assert!(
        begun["expires_at"]
            .as_str()
            .is_some_and(|at| at.ends_with('Z'))
    );
    holder.enter(&nobody, &code).problem(401);
    let token = begun["token"].as_str().expect("a token");
    let machine = site.machine("account holder", Some(token));
    let mine = machine
        .caller
        .get("/api/v1/care-accounts/mine")
        .expect(200)
        .json();
    assert_eq!(mine["scheme_status"], "not_in_force");
    assert_eq!(mine["metering"], json!(null));
    assert_eq!(mine["charges"][0]["week_starting"], "2026-01-05");
    // The contact on record is never shown.
    assert!(!mine.to_string().contains(&holder.email));
    site.nobody()
        .caller
        .get("/api/v1/care-accounts/mine")
        .problem(401);
    machine
        .caller
        .get("/api/v1/care-accounts/mine/statements/AAAAAAAAAAAAAAAAAAAAAA")
        .problem(404);
}
