//! Correcting a week: a new entry with a reason, looked at beside what stands before it is saved. The earlier
//! figures stay.

use account_model::{Change, Held, Week};
use maud::{Markup, html};
use metering::Pence;
use pages::{Button, Input, Question, RadioItem, Radios, Size};
use vocabulary::{ArrangedBy, CareSetting, Date};

use super::act::Act;
use super::act_page::ActPage;
use super::doing::{Wanted, carried};
use super::fields::{Fields, Mistakes, because, pounds};
use super::frame::address;
use super::money_part::{budget, pence};
use super::{Sent, Visit, words};
use crate::money::day_of;

const FIELDS: [&str; 7] = [
    "about",
    "arranged-by",
    "setting",
    "budget",
    "charged",
    "paid",
    "because",
];

const BUDGET: &str = "Personal budget";
const CHARGED: &str = "What the council charged";
const PAID: &str = "What the person paid";

const STANDS: &str = "As it stands";
const CORRECTED: &str = "As you correct it";

/// The week that begins on this day.
pub fn week<'a>(held: &'a Held, about: &str) -> Option<&'a Week> {
    let monday: Date = about.parse().ok()?;
    let mut weeks = held.account.weeks.iter();
    weeks.find(|week| week.figures.week_starting == monday)
}

/// An amount as it is typed.
fn typed_amount(amount: Pence) -> String {
    format!("{}.{:02}", amount.get() / 100, amount.get() % 100)
}

fn id_of<T: PartialEq>(known: &[(T, &'static str, &'static str)], value: &T) -> &'static str {
    let found = known.iter().find(|(known, ..)| known == value);
    found.map_or("", |(_, id, _)| id)
}

/// The figures that stand, and fields for those that are to take their place.
pub fn fields(page: &ActPage<'_>) -> Markup {
    let Some(week) = week(page.held, page.about) else {
        return html! {};
    };
    let now = &week.figures;
    let typed = page.fields;
    let value = |name: &'static str, stands: &str| {
        typed
            .value(name)
            .map_or_else(|| stands.to_owned(), str::to_owned)
    };
    let arranged = value("arranged-by", id_of(&words::ARRANGERS, &now.arranged_by));
    let setting = value("setting", id_of(&words::SETTINGS, &now.setting));
    let budget = value("budget", &now.budget.map(typed_amount).unwrap_or_default());
    let charged = value("charged", &typed_amount(now.charged));
    let paid = value("paid", &typed_amount(now.paid));
    html! {
        h2 class="govuk-heading-m" { "Week from " (day_of(page.about)) }
        (compared(now, None))
        (choice(typed, "arranged-by", "Who arranged the care?", &words::ARRANGERS, &arranged))
        (choice(typed, "setting", "Where was the care?", &words::SETTINGS, &setting))
        (amount(typed, "budget", BUDGET, Some("Leave it empty where there was none."), &budget))
        (amount(typed, "charged", CHARGED, None, &charged))
        (amount(typed, "paid", PAID, None, &paid))
    }
}

fn choice<T>(
    fields: Fields<'_>,
    name: &str,
    legend: &str,
    known: &[(T, &'static str, &'static str)],
    chosen: &str,
) -> Markup {
    let items = known
        .iter()
        .map(|(_, id, text)| RadioItem::new(id, *text))
        .collect();
    html! {
        (Radios::new(name, Question::sized(legend, Size::S), items).small()
            .chosen(Some(chosen)).error(fields.error(name)))
    }
}

fn amount(fields: Fields<'_>, name: &str, label: &str, hint: Option<&str>, value: &str) -> Markup {
    html! {
        (Input::new(name, Question::sized(label, Size::S)).prefix("£").hint(hint).inputmode("decimal").no_spellcheck()
            .class("govuk-input--width-10").value(Some(value)).error(fields.error(name)))
    }
}

/// What stands, and what is to stand.
fn compared(now: &metering::Week, then: Option<&metering::Week>) -> Markup {
    type Told = (&'static str, fn(&metering::Week) -> String);
    let told: [Told; 5] = [
        ("Care arranged by", |week| {
            words::arranged_by(week.arranged_by).to_owned()
        }),
        ("Where", |week| words::setting(week.setting).to_owned()),
        ("Personal budget", |week| budget(week.budget)),
        ("Charged", |week| pence(week.charged)),
        ("Paid", |week| pence(week.paid)),
    ];
    html! {
        table class="govuk-table desk-list" role="table" {
            caption class="govuk-table__caption govuk-visually-hidden" { "Figures of the week" }
            thead class="govuk-table__head" role="rowgroup" {
                tr class="govuk-table__row" role="row" {
                    th scope="col" role="columnheader" class="govuk-table__header" { "Figure" }
                    th scope="col" role="columnheader" class="govuk-table__header" { (STANDS) }
                    @if then.is_some() { th scope="col" role="columnheader" class="govuk-table__header" { (CORRECTED) } }
                }
            }
            tbody class="govuk-table__body" role="rowgroup" {
                @for (name, tell) in told {
                    tr class="govuk-table__row" role="row" {
                        th scope="row" role="rowheader" class="govuk-table__header" { (name) }
                        td role="cell" class="govuk-table__cell" data-label=(STANDS) { (tell(now)) }
                        @if let Some(then) = then.map(tell) {
                            td role="cell" class="govuk-table__cell" data-label=(CORRECTED) {
                                @if then == tell(now) { (then) } @else { strong { (then) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The correction, once it was looked at beside what stands.
pub fn wanted(visit: &Visit, sent: &Sent, held: &Held, mistakes: &mut Mistakes) -> Option<Wanted> {
    if sent.typed("step") == "change" {
        return Some(Wanted::Again);
    }
    let Some(week) = week(held, sent.typed("about")) else {
        mistakes.add(
            "arranged-by",
            "This account has no such week. Go back and choose one",
        );
        return None;
    };
    let figures = figures(sent, week, mistakes);
    let because = mistakes.take("because", because(sent, "because"));
    let (figures, because) = (figures?, because?);
    if figures == week.figures {
        mistakes.add(
            "charged",
            "These are the figures that stand. Change one, or leave the week as it is",
        );
        return None;
    }
    Some(match sent.typed("step") {
        "save" => Wanted::Done(Change::Correct { figures, because }),
        _ => Wanted::Checked(check(visit, sent, held, &week.figures, &figures, &because)),
    })
}

fn figures(sent: &Sent, week: &Week, mistakes: &mut Mistakes) -> Option<metering::Week> {
    let arranged: Option<ArrangedBy> = chosen(sent, "arranged-by", &words::ARRANGERS);
    if arranged.is_none() {
        mistakes.add("arranged-by", "Choose who arranged the care");
    }
    let setting: Option<CareSetting> = chosen(sent, "setting", &words::SETTINGS);
    if setting.is_none() {
        mistakes.add("setting", "Choose where the care was");
    }
    let mut required = |name: &str, what: &str, missing: &str| {
        let read = pounds(sent.typed(name), what)
            .and_then(|amount| amount.ok_or_else(|| missing.to_owned()));
        mistakes.take(name, read)
    };
    let charged = required("charged", CHARGED, "Enter what the council charged, or 0");
    let paid = required("paid", PAID, "Enter what the person paid, or 0");
    let budget = mistakes.take("budget", pounds(sent.typed("budget"), BUDGET));
    Some(metering::Week {
        week_starting: week.figures.week_starting,
        arranged_by: arranged?,
        setting: setting?,
        budget: budget?,
        charged: charged?,
        paid: paid?,
    })
}

fn chosen<T: Copy>(
    sent: &Sent,
    name: &str,
    known: &[(T, &'static str, &'static str)],
) -> Option<T> {
    let found = known.iter().find(|(_, id, _)| *id == sent.typed(name));
    found.map(|(value, ..)| *value)
}

/// Before and after, to be looked at.
fn check(
    visit: &Visit,
    sent: &Sent,
    held: &Held,
    now: &metering::Week,
    then: &metering::Week,
    because: &str,
) -> Markup {
    let id = Act::Correct.words().id;
    let account = address(&held.account.id);
    html! {
        h1 class="govuk-heading-l desk-heading" { "Check the correction" }
        p class="govuk-body" { "Nothing is stored yet. Week from " (day_of(&now.week_starting.to_string())) "." }
        (compared(now, Some(then)))
        p class="govuk-body" { "Your reason, which the person reads:" }
        blockquote class="desk-quote app-typed" { (because) }
        form method="post" action={ (account) "/" (id) } novalidate {
            (visit.session.guards(Some(&held.tag)))
            (carried(sent, &FIELDS))
            div class="govuk-button-group" {
                (Button::new(Act::Correct.words().button).sends("step", "save").once())
                (Button::new("Change it").secondary().sends("step", "change"))
                a class="govuk-link" href=(account) { "Leave the week as it is" }
            }
        }
    }
}
