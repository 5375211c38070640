//! Those who act for the person: their authority, what shows it, who recorded and who decided.

use account_model::{Delegate, DelegateStanding, Held};
use maud::{Markup, html};
use pages::{Summary, SummaryRow};
use working_calendar::staff_time;

use super::act::{Act, fits_delegate};
use super::frame::address;
use super::words::{self, AuthorityWords};
use super::{Visit, words::standing_tag};
use crate::money::day_of;

/// All of them.
pub fn section(visit: &Visit, held: &Held) -> Markup {
    html! {
        section aria-labelledby="delegates" {
            h2 class="govuk-heading-m" id="delegates" { "Who acts for the person" }
            @if held.delegates.is_empty() {
                p class="govuk-body" { "Nobody is recorded who acts for the person." }
            }
            @for delegate in &held.delegates { (card(visit, held, delegate, true)) }
        }
    }
}

/// One of them, with what can be done where that is wanted.
pub fn card(visit: &Visit, held: &Held, delegate: &Delegate, with_acts: bool) -> Markup {
    let words = AuthorityWords::of(delegate.authority);
    let recorded = format!(
        "{}, {}",
        delegate.recorded_by,
        staff_time(delegate.recorded_at)
    );
    let decided = delegate.decided_by.as_ref().map(|who| {
        let at = delegate.decided_at.map(staff_time).unwrap_or_default();
        format!("{who}, {at}")
    });
    let today = working_calendar::local_date(visit.now).to_string();
    let until = delegate.until.as_deref().map(|until| {
        let passed = if until < today.as_str() {
            ", which has passed: they cannot sign in"
        } else {
            ""
        };
        format!("{}{passed}", day_of(until))
    });
    let in_force = matches!(
        delegate.standing,
        DelegateStanding::Waiting | DelegateStanding::Approved
    );
    let mut rows = vec![SummaryRow::rich(
        "Authority",
        html! {
            @if let Some(words) = words { (words.name) span class="desk-small" { (words.sees) } }
        },
    )];
    rows.push(SummaryRow::rich(
        "What shows it",
        html! { span class="app-typed" { (delegate.evidence) } },
    ));
    if in_force && words.is_some_and(AuthorityWords::sees_money) {
        rows.push(SummaryRow::rich(
            "Reference to hand over",
            html! {
                span class="app-reference" { (delegate.reference) }
                span class="desk-small" { "With it and their own date of birth they ask for a code, once they are approved." }
            },
        ));
    }
    rows.push(SummaryRow::new("Recorded by", &recorded));
    if let Some(decided) = &decided {
        rows.push(SummaryRow::new("Decided by", decided));
    }
    if let Some(until) = &until {
        rows.push(SummaryRow::new("Last day", until));
    }
    html! {
        div class="desk-action" {
            @if with_acts { h3 class="govuk-heading-s app-typed" { (delegate.name) } }
            @else { h2 class="govuk-heading-s app-typed" { (delegate.name) } }
            p class="govuk-body" { (standing_tag(delegate.standing)) }
            (Summary::new(rows))
            @if with_acts { (acts(visit, held, delegate)) }
        }
    }
}

fn acts(visit: &Visit, held: &Held, delegate: &Delegate) -> Markup {
    let offered: Vec<Act> = [Act::DecideDelegate, Act::EndDelegate]
        .into_iter()
        .filter(|act| visit.may(act.power()) && fits_delegate(*act, delegate, visit))
        .collect();
    let own = delegate.standing == DelegateStanding::Waiting
        && delegate.recorded_by == visit.actor().id
        && visit.may(Act::DecideDelegate.power());
    let link = |act: Act| match act {
        Act::DecideDelegate => "Approve or refuse",
        _ => "End their authority",
    };
    html! {
        @if own { p class="govuk-body desk-small" { "You recorded this, so a colleague must approve or refuse it." } }
        @if !offered.is_empty() {
            ul class="govuk-list app-no-print" {
                @for act in offered {
                    li {
                        a class="govuk-link" href={ (address(&held.account.id)) "/" (act.words().id) "?about=" (delegate.number) } {
                            (link(act)) span class="govuk-visually-hidden" { ": " (delegate.name) }
                        }
                    }
                }
            }
        }
    }
}

/// What a colleague hands over to somebody whom they have just recorded.
pub fn just_recorded(visit: &Visit, held: &Held) -> Option<String> {
    let newest = held.delegates.last()?;
    let theirs = newest.recorded_by == visit.actor().id;
    let sees = AuthorityWords::of(newest.authority).is_some_and(AuthorityWords::sees_money);
    (theirs && sees).then(|| newest.reference.clone())
}

/// How many wait for a decision.
pub fn waiting(held: &Held) -> Option<String> {
    let waiting = held
        .delegates
        .iter()
        .filter(|delegate| delegate.standing == DelegateStanding::Waiting)
        .count();
    (waiting > 0).then(|| {
        words::counted(
            waiting,
            "person waits for approval",
            "people wait for approval",
        )
    })
}
