//! A referral as plain text, to be pasted into the case system: on a page from which it can be copied without a
//! script, and as a text of its own. Possible matches stay out: the record may be read by either person.

use ::casework::ShownFor;
use maud::{Markup, html};
use pages::{Question, Size, Textarea, WarningText};
use web::Reply;
use working_calendar::staff_time;

use super::referral::happened;
use super::{Visit, casework, frame, person, safe_contact, words};
use crate::referral::{Event, Referral};
use crate::stores::{Refusal, Stores};

/// The page, or with `bare` the text alone.
pub async fn answer(
    stores: &impl Stores,
    visit: &Visit,
    reference: &str,
    bare: bool,
) -> Result<Reply, Refusal> {
    let referral = stores
        .read_for(reference, ShownFor::CopiedText, visit.actor(), visit.now)
        .await?;
    let text = text(visit, &referral);
    if bare {
        return Ok(Reply::text(200, text));
    }
    Ok(page(visit, &referral, &text))
}

fn page(visit: &Visit, referral: &Referral, text: &str) -> Reply {
    let reference = &referral.entry.reference;
    let rows = u8::try_from(text.lines().count() + 1)
        .unwrap_or(u8::MAX)
        .min(40);
    let main: Markup = html! {
        span class="govuk-caption-l app-reference" { (reference) }
        h1 class="govuk-heading-l" { "Copy for the case system" }
        (WarningText("This is everything that we know of the person. Paste it into the record of this person only."))
        (Textarea::new("copy", Question::sized("The referral as text", Size::S)).rows(rows)
            .hint(Some("Go into the box, choose everything (Ctrl and A), then copy it (Ctrl and C)."))
            .value(Some(text)).read_only())
        p class="govuk-body" { a class="govuk-link" href={ "/staff/referrals/" (reference) "/text" } { "Open it as a page of plain text" } }
    };
    let (back, title) = (
        format!("/staff/referrals/{reference}"),
        format!("Copy for the case system: {reference}"),
    );
    let head = frame::Head {
        title: &title,
        back: Some(&back),
        current: staff_pages::QUEUES,
        ..frame::Head::default()
    };
    frame::page(visit, 200, &head, &main)
}

/// The referral in the order of its page.
fn text(visit: &Visit, referral: &Referral) -> String {
    let mut text = Text::default();
    head(&mut text, visit, referral);
    text.part("Case", casework::in_lines(visit, referral));
    text.part("Risks", risks(referral));
    text.part("Safe contact", safe_contact::in_lines(referral));
    text.part(
        "To understand and be understood",
        person::communication_in_lines(referral),
    );
    text.part(
        "What they need, in their own words",
        person::wanted_in_lines(referral),
    );
    let because = referral.decision.reasons.iter();
    text.part(
        "Why it came here",
        because.map(|reason| reason.because.clone()),
    );
    text.part("Section 42 decision", decided(referral));
    let answers = referral.answers.iter().map(|answer| {
        let mark = safe_contact::not_safe(referral, &answer.question);
        let mark = mark.map_or_else(String::new, |mark| format!(" ({})", mark.words()));
        format!(
            "{}\n  {}{mark}",
            answer.asked,
            answer.said.replace('\n', "\n  ")
        )
    });
    text.part("All answers, as they were asked", answers);
    let events = referral.timeline.iter();
    let happened = events
        .filter(|event| !casework::speaks_of_another(&event.what))
        .map(|event| line(visit, referral, event));
    text.part("What has happened", happened);
    text.0
}

fn head(text: &mut Text, visit: &Visit, referral: &Referral) {
    let entry = &referral.entry;
    text.line(&format!(
        "{}: {}",
        entry.reference,
        entry.name.as_deref().unwrap_or("No name given")
    ));
    text.line(&format!(
        "{}, version {}. Came by: {}. Arrived: {}.",
        words::form(&entry.form.id),
        entry.form.version,
        words::channel(&referral.channel).to_lowercase(),
        staff_time(entry.received_at)
    ));
    match &referral.outcome {
        Some(outcome) => text.line(&format!(
            "Closed: {}",
            vocabulary::outcome_in_words(outcome)
        )),
        None => text.line(&format!(
            "Priority: {}. Respond by: {}.",
            entry.priority.label().to_lowercase(),
            staff_time(entry.respond_by)
        )),
    }
    let holder = entry.assignee.as_deref();
    text.line(&format!(
        "In: {}. Held by: {}.",
        words::queue(&entry.queue),
        holder.map_or_else(|| "nobody".to_owned(), |who| visit.name_on_paper(who))
    ));
    text.line(&format!(
        "Copied from Front Door by {}: {}.",
        visit.session.display_name,
        staff_time(visit.now)
    ));
}

fn risks(referral: &Referral) -> Vec<String> {
    let entry = &referral.entry;
    let mut lines = Vec::new();
    if entry.safeguarding_sign {
        lines.push("Safeguarding sign".to_owned());
    }
    lines.extend(entry.risks.iter().map(|risk| words::risk(risk)));
    if entry.risks.is_empty() {
        lines.push(person::no_risk_in_words(referral));
    }
    for id in ["harm-source", "harm-who", "person-knows"] {
        if let Some(answer) = person::answer(referral, id) {
            lines.push(format!("{} {}", answer.asked, answer.said));
        }
    }
    lines
}

fn decided(referral: &Referral) -> Vec<String> {
    let decision = referral.s42.as_ref();
    let line = decision
        .map(|decision| format!("{}: {}", words::s42(&decision.decision), decision.reasons));
    line.into_iter().collect()
}

fn line(visit: &Visit, referral: &Referral, event: &Event) -> String {
    let words = casework::said(referral, event)
        .or_else(|| Some(words::event(&event.what, event.text.as_deref()?)))
        .map_or_else(String::new, |words| format!(": {words}"));
    format!(
        "{}, {}, {}{words}",
        staff_time(event.at),
        visit.name_on_paper(&event.who),
        happened(&event.what)
    )
}

/// Lines under headings in capitals, which every case system takes.
#[derive(Default)]
struct Text(String);

impl Text {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    /// A part; nothing where it has no lines.
    fn part(&mut self, heading: &str, lines: impl IntoIterator<Item = String>) {
        let lines: Vec<String> = lines.into_iter().collect();
        if lines.is_empty() {
            return;
        }
        self.line("");
        self.line(&heading.to_uppercase());
        for line in lines {
            self.line(&format!("- {line}"));
        }
    }
}
