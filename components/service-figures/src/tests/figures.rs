//! The dashboard, and its figures for machines.

use serde_json::{Value, json};
use vocabulary::Role;

use super::{Memory, get, text};
use crate::sheets::Figure;

fn some() -> Memory {
    Memory {
        contacts: 1,
        ..Memory::default()
    }
}

fn page(stores: &Memory, target: &str) -> String {
    let reply = get(stores, target, &["manager"]);
    assert_eq!(reply.status, 200, "{target}");
    text(&reply)
}

fn figure(name: &str) -> Value {
    let reply = get(&some(), &format!("/api/v1/figures/{name}"), &["manager"]);
    assert_eq!(reply.status, 200, "{name}");
    serde_json::from_slice(&reply.body).unwrap()
}

#[test]
fn every_figure_has_a_heading_a_table_and_a_file_and_every_picture_is_described() {
    let shown = page(&some(), "/staff/dashboard");
    for figure in Figure::ALL {
        let id = figure.id();
        for part in [
            format!(
                "<h2 class=\"govuk-heading-m\" id=\"{id}\">{}</h2>",
                figure.title()
            ),
            format!("href=\"/api/v1/figures/{id}.csv?from=2026-11-27&amp;to=2026-12-24\""),
            format!("aria-label=\"Table: {}\"", figure.title()),
        ] {
            assert!(shown.contains(&part), "{part}");
        }
    }
    // A picture is told to those who do not see it, or its figures stand beside its bars in words.
    let pictures = shown.matches("<svg").count();
    let (told, beside) = (
        shown.matches("<desc id=").count(),
        shown.matches("app-bars__name").count(),
    );
    assert!(pictures >= 12 && pictures == told + beside, "{pictures}");
    assert!(!shown.contains("style="), "a strict content policy holds");
    let mut ids: Vec<&str> = shown
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "no id stands twice");
}

#[test]
fn where_there_is_nothing_the_page_says_why() {
    let shown = page(&Memory::default(), "/staff/dashboard");
    for words in [
        "Nothing is overdue.",
        "No contact was received on these days.",
        "No contact of these days has a safeguarding sign.",
        "Nobody has begun a form on these pages in these months",
    ] {
        assert!(shown.contains(words), "{words}");
    }
    assert!(!shown.contains("<svg") && !shown.contains("figures in a table"));
}

#[test]
fn the_days_stand_in_the_address_and_days_that_are_none_are_kept_to_be_put_right() {
    let stores = some();
    page(
        &stores,
        "/staff/dashboard?from=2026-03-01&to=2026-03-31&tables=open&utm=x",
    );
    for period in stores.periods.borrow().iter() {
        assert_eq!(
            (period.from().to_string(), period.to().to_string()),
            ("2026-03-01".to_owned(), "2026-03-31".to_owned())
        );
    }
    let reply = get(
        &some(),
        "/staff/dashboard?from=2026-03-31&to=2026-03-01",
        &["auditor"],
    );
    assert_eq!(reply.status, 422);
    let shown = text(&reply);
    assert!(shown.contains("href=\"#to\"") && shown.contains("value=\"2026-03-31\""));
    assert!(
        !shown.contains("<svg"),
        "no figures of days that nobody asked for"
    );
}

#[test]
fn every_table_opens_for_paper() {
    let open = page(&some(), "/staff/dashboard?tables=open");
    assert_eq!(
        open.matches("<details class=\"govuk-details\" open")
            .count(),
        Figure::ALL.len()
    );
}

#[test]
fn a_long_time_is_drawn_by_month_and_told_by_day() {
    let shown = page(&some(), "/staff/dashboard?from=2026-01-01&to=2026-12-24");
    assert!(shown.contains("358 contacts in all, and 31 in the month with most."));
    assert!(shown.contains(">24 December 2026</th>"));
}

#[test]
fn what_is_not_in_a_figure_is_said() {
    let shown = page(&some(), "/staff/dashboard");
    assert!(shown.contains("8 of the 28 contacts of these days came before"));
    let body = figure("contacts-by-reporter");
    assert!(
        body["missing"]
            .as_str()
            .unwrap()
            .starts_with("What people told has been counted since")
    );
    assert_eq!(figure("contacts-by-day")["missing"], Value::Null);
}

#[test]
fn machines_have_ids_seconds_and_shares_and_nothing_for_what_is_left_out() {
    let paces = figure("time-to-first-response");
    assert_eq!(
        paces["items"][0],
        json!({"priority": "all", "contacts": 1, "done": 3, "late": 1, "median_seconds": 5400,
            "ninetieth_seconds": 90000, "percent_in_time": "50.00"})
    );
    assert_eq!(
        (&paces["from"], &paces["to"]),
        (&json!("2026-11-27"), &json!("2026-12-24"))
    );
    assert_eq!(
        figure("time-to-close")["items"][1]["median_seconds"],
        Value::Null
    );
    assert_eq!(
        figure("needs-by-locality")["items"],
        json!([{"need": "meals-nutrition", "south-east": 12, "not-known": 0},
            {"need": null, "south-east": null, "not-known": null}])
    );
    assert_eq!(
        figure("section-42-by-source")["items"],
        json!([{"reporter": "police", "concerns": 9, "decided": 8, "not_met": 6, "percent_not_met": "75.00"}])
    );
    let overdue = figure("overdue-now");
    assert_eq!(
        overdue["items"],
        json!([{"queue": "carers", "contacts": 1, "since": "2026-12-23T16:00:00Z"}])
    );
    assert!(overdue.get("from").is_none(), "it is of no days");
}

#[test]
fn a_form_tells_who_came_to_each_page_who_went_on_and_who_stopped() {
    assert_eq!(
        figure("form-completion")["items"],
        json!([{"form": "adult-contact", "version": 2, "begun": 10, "sent": 5, "percent_sent": "50.00"}])
    );
    let pages = figure("form-pages");
    let told: Vec<(&str, u64, u64, u64)> = pages["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|page| {
            let number = |name: &str| page[name].as_u64().unwrap();
            (
                page["page"].as_str().unwrap(),
                number("came"),
                number("answered"),
                number("stopped"),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("danger", 10, 10, 0),
            ("about", 10, 7, 3),
            ("check-answers", 7, 5, 2)
        ]
    );
}

#[test]
fn a_page_of_a_form_is_called_by_its_heading_and_by_its_id_where_none_is_known() {
    let shown = page(&some(), "/staff/dashboard");
    for words in ["Who needs help?", "Danger", "Check your answers"] {
        assert!(shown.contains(&format!(">{words} </span>")), "{words}");
    }
}

#[test]
fn each_locality_shows_what_most_tell_of_and_draws_no_number_that_is_left_out() {
    let shown = page(&some(), "/staff/dashboard");
    let part = shown.split("id=\"needs-by-locality\"").nth(1).unwrap();
    let part = part.split("<details").next().unwrap();
    let south_east = "Meals, eating and drinking </span><strong>12</strong>";
    assert!(part.contains(south_east), "{part}");
    assert_eq!(part.matches("<svg").count(), 1);
    assert_eq!(
        part.matches("Left out because of small numbers: 1 of the needs.")
            .count(),
        2
    );
}

#[test]
fn a_table_for_spreadsheets_has_a_line_for_each_line() {
    let reply = get(
        &some(),
        "/api/v1/figures/needs-by-locality.csv?from=2026-12-01&to=2026-12-02",
        &["auditor"],
    );
    assert_eq!(reply.status, 200);
    assert_eq!(
        text(&reply),
        "need,south-east,not-known\r\n\"Meals, eating and drinking\",12,0\r\nNo need was told,left out,left out\r\n"
    );
    let disposition = reply.header("content-disposition").unwrap();
    assert!(
        disposition.contains("needs-by-locality-2026-12-01-to-2026-12-02.csv"),
        "{disposition}"
    );
}

#[test]
fn figures_are_for_those_who_answer_for_the_service_and_for_machines() {
    for role in Role::ALL {
        let reply = get(&some(), "/api/v1/figures/contacts-by-day", &[role.id()]);
        let expected = match role {
            Role::Manager | Role::Auditor | Role::Worker => 200,
            _ => 403,
        };
        assert_eq!(reply.status, expected, "{role}");
    }
    assert_eq!(
        get(&some(), "/api/v1/figures/contacts-by-day", &["nobody"]).status,
        401
    );
}

#[test]
fn a_query_that_is_not_valid_says_everything_and_an_unknown_figure_is_not_there() {
    let reply = get(
        &some(),
        "/api/v1/figures/contacts-by-day?from=soon&to=2026-02-30&by=need",
        &["manager"],
    );
    assert_eq!(reply.status, 422);
    let body: Value = serde_json::from_slice(&reply.body).unwrap();
    let fields: Vec<&str> = body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["by", "from", "to"]);
    for one in [
        "?from=2026-01-01",
        "?to=2026-01-01",
        "?from=2026-01-01&to=2027-06-01",
    ] {
        assert_eq!(
            get(
                &some(),
                &format!("/api/v1/figures/contacts-by-day{one}"),
                &["manager"]
            )
            .status,
            422,
            "{one}"
        );
    }
    for name in ["contacts-by-name", "contacts-by-day.xml", ".csv"] {
        assert_eq!(
            get(&some(), &format!("/api/v1/figures/{name}"), &["manager"]).status,
            404,
            "{name}"
        );
    }
}
