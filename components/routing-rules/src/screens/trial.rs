//! A version tried on contacts that are kept: how many would go elsewhere, sooner or later. Numbers, and nobody.

use std::collections::BTreeMap;

use maud::{Markup, html};
use pages::{Button, Details, Select, Table};
use vocabulary::{Priority, queue_name};
use web::{FormPost, Params, Reply};

use super::words::{address, contacts, name};
use super::{Visit, version};
use crate::simulation::{Moves, NO_LOCALITY, NotTried, Simulated, Tally, simulate};
use crate::stores::{Refusal, Stores};
use crate::versions::{Examined, Problem, Shown, Texts};

/// How many contacts somebody can choose.
const CHOICES: [(&str, u32); 3] = [("500", 500), ("2000", 2_000), ("5000", 5_000)];
/// The field of that.
const OVER: &str = "over";

/// The choice of how many contacts.
pub fn how_many() -> Markup {
    let choices: Vec<(&str, String)> = CHOICES
        .iter()
        .map(|(id, count)| (*id, format!("The newest {count}")))
        .collect();
    let choices = choices.iter().map(|(id, text)| (*id, text.as_str()));
    html! { (Select::new(OVER, "Contacts to try it on", choices.collect())) }
}

/// The part of a version's page from which it is tried.
pub fn section(visit: &Visit, shown: &Shown) -> Markup {
    html! {
        section class="desk-action" aria-labelledby="simulate" {
            h2 class="govuk-heading-s" id="simulate" { "Try it on contacts that are kept" }
            p class="govuk-body" {
                "It decides them again, from their facts alone, and tells how many would go elsewhere, sooner or later. \
                 You see numbers and nobody’s contact. That the facts were read is written down."
            }
            form method="post" action={ (address(&shown.version.id)) "/simulate" } novalidate {
                (visit.session.guards(None))
                (how_many())
                (Button::new("Try it").secondary())
            }
        }
    }
}

/// Somebody tries a version that is there.
pub async fn send(
    stores: &impl Stores,
    visit: &Visit,
    post: &FormPost,
    params: &Params,
) -> Result<Reply, Refusal> {
    let shown = version::find(stores, visit, params).await?;
    if !visit.writes_rules() {
        return Err(Refusal::NotAllowed);
    }
    if !visit.session.sent(post) {
        let said = staff_pages::from_an_earlier_session();
        let main = html! { (staff_pages::not_done(&said)) (section(visit, &shown)) };
        return Ok(visit
            .frame()
            .part(said.status, said.heading, None, &[], &main));
    }
    let simulated = over(stores, visit, post, &shown.texts).await?;
    let examined = stores.examine(&shown.texts);
    let back = address(&shown.version.id);
    let title = format!(
        "What {} would change",
        name(&shown.version.id).to_lowercase()
    );
    let main = html! {
        h1 class="govuk-heading-l" { (title) }
        (result(&simulated, &examined))
        (section(visit, &shown))
    };
    Ok(visit.frame().part(200, &title, Some(&back), &[], &main))
}

/// Tries texts on as many contacts as were chosen.
///
/// # Errors
/// As the store refuses; texts that cannot be read are a conflict.
pub async fn over(
    stores: &impl Stores,
    visit: &Visit,
    post: &FormPost,
    texts: &Texts,
) -> Result<Simulated, Refusal> {
    let chosen = post.first(OVER).unwrap_or_default();
    let found = CHOICES.iter().find(|(id, _)| *id == chosen);
    let count = found.map_or(500, |(_, count)| *count);
    let tried = simulate(stores, texts, None, count, visit.actor(), visit.now).await;
    tried.map_err(|not_tried| match not_tried {
        NotTried::Refused(refusal) => refusal,
        NotTried::Problems(problems) => {
            let problems: Vec<String> = problems.iter().map(Problem::in_words).collect();
            Refusal::Conflict(format!("It cannot be read. {}", problems.join(" ")))
        }
    })
}

/// What came out.
pub fn result(simulated: &Simulated, examined: &Examined) -> Markup {
    let tally = &simulated.tally;
    let team = |id: &str| {
        let found = examined.teams.iter().find(|(known, _)| known == id);
        let known = found.map(|(_, name)| name.as_str()).or(queue_name(id));
        known.unwrap_or(id).to_owned()
    };
    let priority = |id: &str| {
        let found = Priority::from_id(id).map(Priority::label);
        found.unwrap_or(id).to_owned()
    };
    let locality = |id: &str| match id {
        NO_LOCALITY => "Not known".to_owned(),
        id => team(&format!("locality-{id}")),
    };
    let unused: Vec<&str> = examined
        .rules
        .iter()
        .map(|rule| rule.id.as_str())
        .filter(|rule| !tally.applied.contains_key(*rule))
        .collect();
    html! {
        section class="desk-trial" aria-labelledby="trial" {
            h2 class="govuk-heading-m" id="trial" { "What would change" }
            @if tally.contacts == 0 {
                p class="govuk-body" { "No contact is kept yet, so there is nothing to try it on." }
            } @else {
                p class="govuk-body" {
                    "Of the newest " (contacts(tally.contacts)) ", "
                    @match tally.changed {
                        0 => "none would be decided otherwise",
                        changed => strong { (contacts(changed)) " would be decided otherwise" },
                    }
                    " than by version " (simulated.compared_with.version) ", which is in use. Restricted referrals are left out."
                }
                @if tally.decided_otherwise > 0 {
                    p class="govuk-body" {
                        (contacts(tally.decided_otherwise)) " of them would be decided otherwise by the version in use, too, than \
                         they were when they came: by an earlier version of the rules, or on facts that names were taken from."
                    }
                }
                (due(tally))
                (changes("By queue", "Queue", &tally.queue, &team))
                (changes("By priority", "Priority", &tally.priority, &priority))
                (changes("By locality", "Locality", &tally.locality, &locality))
                @if !unused.is_empty() {
                    (Details::new(
                        &format!("Rules that applied to none of them: {}", unused.len()),
                        html! { ul class="govuk-list govuk-list--bullet" { @for rule in unused { li { (rule) } } } },
                    ))
                }
            }
        }
    }
}

/// How many would be due earlier or later.
fn due(tally: &Tally) -> Markup {
    let told =
        [(tally.sooner, "sooner"), (tally.later, "later")].map(|(count, word)| match count {
            0 => format!("none would be due {word}"),
            count => format!("{} would be due {word}", contacts(count)),
        });
    html! { p class="govuk-body" { "By the time to respond: " (told.join(", and ")) "." } }
}

/// How many stand where before and after, and who moves from where to where.
fn changes(heading: &str, what: &str, moves: &Moves, name: &dyn Fn(&str) -> String) -> Markup {
    let mut totals: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for ((before, after), count) in moves {
        totals.entry(name(before)).or_default().0 += count;
        totals.entry(name(after)).or_default().1 += count;
    }
    let moved: Vec<(String, String, u32)> = moves
        .iter()
        .filter(|((before, after), _)| before != after)
        .map(|((before, after), count)| (name(before), name(after), *count))
        .collect();
    let rows = totals.into_iter().map(|(word, (before, after))| {
        let change = i64::from(after) - i64::from(before);
        let change = match change {
            0 => "same".to_owned(),
            change => format!("{change:+}"),
        };
        vec![
            html! { (word) },
            html! { (before) },
            html! { (after) },
            html! { (change) },
        ]
    });
    let head = vec![what, "In use now", "With this version", "Change"];
    let table = Table::new(heading, head, rows.collect())
        .caption_class("govuk-table__caption--m")
        .first_is_header()
        .numeric(&[1, 2, 3])
        .stacked();
    html! {
        (table)
        @if moved.is_empty() {
            p class="govuk-body" { "Nobody moves." }
        } @else {
            ul class="govuk-list govuk-list--bullet" {
                @for (before, after, count) in moved {
                    li { "From " (before) " to " (after) ": " (contacts(count)) }
                }
            }
        }
    }
}
