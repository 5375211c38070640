//! From what the store counts to sheets.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use figures::{By, Pace, Period, Step, Tally, Told, Until, share};
use vocabulary::{Date, Instant};
use working_calendar::day_in_words;

use super::{Cell, Figure, Sheet, words};
use crate::stores::{Actor, Refusal, Stores};

/// Asks the store for a figure.
///
/// # Errors
/// Who asks may not see it, or the store cannot be used.
pub async fn gather(
    stores: &impl Stores,
    figure: Figure,
    period: Period,
    by: &Actor,
    now: Instant,
) -> Result<Sheet, Refusal> {
    let tallies = async |what: By| stores.contacts(period, what, by).await;
    Ok(match figure {
        Figure::ByDay => contacts(figure, "day", tallies(By::Day).await?, day),
        Figure::ByChannel => contacts(
            figure,
            "channel",
            tallies(By::Channel).await?,
            words::channel,
        ),
        Figure::ByLocality => contacts(
            figure,
            "locality",
            tallies(By::Locality).await?,
            words::plain,
        ),
        Figure::ByOutcome => contacts(
            figure,
            "outcome",
            tallies(By::Outcome).await?,
            words::outcome,
        ),
        Figure::ByReporter | Figure::ByNeed | Figure::NeedsByLocality | Figure::Section42 => {
            let all = tallies(By::Channel)
                .await?
                .iter()
                .map(|tally| tally.contacts)
                .sum();
            let told = stores.told(period, by).await?;
            let missing = missing(&told, all);
            let sheet = match figure {
                Figure::ByReporter => contacts(figure, "reporter", told.reporters, words::reporter),
                Figure::ByNeed => needs(told),
                Figure::NeedsByLocality => needs_by_locality(told),
                _ => sources(told),
            };
            Sheet { missing, ..sheet }
        }
        Figure::FirstResponse => pace(
            figure,
            stores.pace(period, Until::FirstResponse, by, now).await?,
        ),
        Figure::Close => pace(figure, stores.pace(period, Until::Closed, by, now).await?),
        Figure::Overdue => {
            let rows = stores.overdue(by, now).await?.into_iter().map(|overdue| {
                vec![
                    words::name(Some(overdue.queue), words::queue),
                    Cell::Count(overdue.contacts),
                    Cell::Moment(overdue.since),
                ]
            });
            let columns = [
                ("queue", "Queue"),
                ("contacts", "Contacts"),
                ("since", "Longest since"),
            ];
            sheet(figure, &columns, rows.collect())
        }
        Figure::Completion => completion(&stores.steps(period, by).await?),
        Figure::Pages => {
            let steps = stores.steps(period, by).await?;
            let headings = headings(stores, &steps).await?;
            pages_of_forms(&steps, &headings)
        }
    })
}

fn sheet(figure: Figure, columns: &[(&str, &str)], rows: Vec<Vec<Cell>>) -> Sheet {
    let columns = columns.iter();
    Sheet {
        of: figure,
        columns: columns
            .map(|(id, heading)| ((*id).to_owned(), (*heading).to_owned()))
            .collect(),
        rows,
        missing: None,
    }
}

fn day(id: &str) -> String {
    id.parse::<Date>()
        .map_or_else(|_| id.to_owned(), day_in_words)
}

/// How many contacts have each value, and what part of all that is.
fn contacts(figure: Figure, id: &str, tallies: Vec<Tally>, words: fn(&str) -> String) -> Sheet {
    let all = tallies.iter().map(|tally| tally.contacts).sum();
    let rows = tallies.into_iter().map(|tally| {
        vec![
            words::name(tally.value, words),
            Cell::Count(tally.contacts),
            Cell::Share(share(tally.contacts, all)),
        ]
    });
    let heading = words::plain(if id == "reporter" { "who-told-us" } else { id });
    let columns = [
        (id, heading.as_str()),
        ("contacts", "Contacts"),
        ("percent", "Share"),
    ];
    sheet(figure, &columns, rows.collect())
}

fn needs(told: Told) -> Sheet {
    let rows = told.needs.into_iter().map(|tally| {
        vec![
            need(tally.need),
            Cell::Count(tally.contacts),
            Cell::Share(share(tally.contacts, told.contacts)),
        ]
    });
    let columns = [
        ("need", "Need"),
        ("contacts", "Contacts"),
        ("percent", "Share of contacts"),
    ];
    sheet(Figure::ByNeed, &columns, rows.collect())
}

fn need(id: Option<String>) -> Cell {
    match id {
        Some(_) => words::name(id, words::need),
        None => Cell::Name(None, "No need was told".to_owned()),
    }
}

fn needs_by_locality(told: Told) -> Sheet {
    let mut columns = vec![("need".to_owned(), "Need".to_owned())];
    columns.extend(told.localities.into_iter().map(|locality| match locality {
        Some(id) => (id.clone(), words::plain(&id)),
        None => ("not-known".to_owned(), "Not known".to_owned()),
    }));
    let rows = told.needs.into_iter().map(|tally| {
        let cells = tally.by_locality.into_iter();
        let cells = cells.map(|contacts| contacts.map_or(Cell::LeftOut, Cell::Count));
        std::iter::once(need(tally.need)).chain(cells).collect()
    });
    Sheet {
        of: Figure::NeedsByLocality,
        columns,
        rows: rows.collect(),
        missing: None,
    }
}

fn sources(told: Told) -> Sheet {
    let rows = told.sources.into_iter().map(|source| {
        let decided = source.enquiry + source.not_met + source.other;
        vec![
            words::name(source.reporter, words::reporter),
            Cell::Count(source.concerns),
            Cell::Count(decided),
            Cell::Count(source.not_met),
            Cell::Share(share(source.not_met, decided)),
        ]
    });
    let columns = [
        ("reporter", "Who told us"),
        ("concerns", "Concerns"),
        ("decided", "Decided"),
        ("not_met", "Not met"),
        ("percent_not_met", "Share not met"),
    ];
    sheet(Figure::Section42, &columns, rows.collect())
}

/// Contacts of which nobody counted what they told.
fn missing(told: &Told, all: u32) -> Option<String> {
    let missing = all.saturating_sub(told.contacts);
    (missing > 0).then(|| {
        format!(
            "What people told has been counted since this version of the service. {missing} of the {all} contacts of \
             these days came before, and are in no line of this."
        )
    })
}

fn pace(figure: Figure, paces: Vec<Pace>) -> Sheet {
    let rows = paces.into_iter().map(|pace| {
        vec![
            words::priority(pace.priority),
            Cell::Count(pace.contacts),
            Cell::Count(pace.done),
            Cell::Count(pace.late),
            Cell::Time(pace.median),
            Cell::Time(pace.ninetieth),
            Cell::Share(pace.share_in_time()),
        ]
    });
    let (done, waiting) = match figure {
        Figure::Close => ("Closed", "Open and past respond-by"),
        _ => ("Taken on", "Waiting and late"),
    };
    let columns = [
        ("priority", "Priority"),
        ("contacts", "Contacts"),
        ("done", done),
        ("late", waiting),
        ("median_seconds", "Half within"),
        ("ninetieth_seconds", "Nine in ten within"),
        ("percent_in_time", "In time"),
    ];
    sheet(figure, &columns, rows.collect())
}

type Version = (String, u32);

fn version(step: &Step) -> Version {
    (step.form.clone(), step.version)
}

fn form_cells((form, version): Version) -> [Cell; 2] {
    [words::name(Some(form), words::form), Cell::Count(version)]
}

/// How many of each form were begun, and sent.
fn completion(steps: &[Step]) -> Sheet {
    let mut forms: BTreeMap<Version, (u32, u32)> = BTreeMap::new();
    for step in steps {
        let (begun, sent) = forms.entry(version(step)).or_default();
        *begun += if step.begun { step.drafts } else { 0 };
        let is_sent = step.reached.as_deref() == Some(figures::SENT);
        *sent += if is_sent { step.drafts } else { 0 };
    }
    let rows = forms.into_iter().map(|(form, (begun, sent))| {
        let [name, version] = form_cells(form);
        let counts = [
            Cell::Count(begun),
            Cell::Count(sent),
            Cell::Share(share(sent, begun)),
        ];
        [name, version].into_iter().chain(counts).collect()
    });
    let columns = [
        ("form", "Form"),
        ("version", "Version"),
        ("begun", "Begun"),
        ("sent", "Sent"),
        ("percent_sent", "Share sent"),
    ];
    sheet(Figure::Completion, &columns, rows.collect())
}

/// What the pages of each form are called, by their ids.
type Headings = BTreeMap<Version, BTreeMap<String, String>>;

/// The headings of every form that steps are of, as that version has them.
async fn headings(stores: &impl Stores, steps: &[Step]) -> Result<Headings, Refusal> {
    let mut headings = Headings::new();
    for step in steps {
        if let Entry::Vacant(free) = headings.entry(version(step)) {
            let (id, version) = free.key();
            let text = stores.form(id, *version).await?;
            // A version that is not there any more, or that cannot be read any more, names its pages by their ids.
            let read = text.and_then(|text| form_model::read_published(&text).ok());
            let pages = read.map(|form| form.page).unwrap_or_default().into_iter();
            free.insert(pages.map(|page| (page.id, page.heading)).collect());
        }
    }
    Ok(headings)
}

/// How many came to each page, answered it, and stopped there: the pages that most came to first.
fn pages_of_forms(steps: &[Step], headings: &Headings) -> Sheet {
    let mut pages: BTreeMap<Version, BTreeMap<String, (u32, u32)>> = BTreeMap::new();
    for step in steps {
        let form = pages.entry(version(step)).or_default();
        if let Some(page) = &step.passed {
            let (came, passed) = form.entry(page.clone()).or_default();
            *passed += step.drafts;
            // Nothing led to the page that a form began with.
            *came += if step.begun { step.drafts } else { 0 };
        }
        if let Some(page) = step.reached.as_ref().filter(|page| *page != figures::SENT) {
            form.entry(page.clone()).or_default().0 += step.drafts;
        }
    }
    let mut rows = Vec::new();
    for (form, pages) in pages {
        let mut pages: Vec<(String, u32, u32)> = pages
            .into_iter()
            // Who opened a page by its address came to it too.
            .map(|(page, (came, passed))| (page, came.max(passed), passed))
            .collect();
        pages.sort_by_key(|(_, came, passed)| std::cmp::Reverse((*came, *passed)));
        let called = |page: &str| {
            headings
                .get(&form)
                .and_then(|pages| pages.get(page))
                .cloned()
        };
        for (page, came, passed) in pages {
            let [name, version] = form_cells(form.clone());
            let stopped = came - passed;
            rows.push(vec![
                name,
                version,
                words::name(Some(page), |id| {
                    called(id).unwrap_or_else(|| words::page(id))
                }),
                Cell::Count(came),
                Cell::Count(passed),
                Cell::Count(stopped),
                Cell::Share(share(stopped, came)),
            ]);
        }
    }
    let columns = [
        ("form", "Form"),
        ("version", "Version"),
        ("page", "Page"),
        ("came", "Came to it"),
        ("answered", "Answered it"),
        ("stopped", "Stopped there"),
        ("percent_stopped", "Share that stopped"),
    ];
    sheet(Figure::Pages, &columns, rows)
}
