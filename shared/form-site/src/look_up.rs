//! The steps by which somebody finds their address: a postcode, a list to choose from, the lines.
//!
//! Each step is one post of the page, so it needs no JavaScript, and everything that was typed goes along
//! with it. Nothing is kept between two steps, and nothing here calls anybody: `site` does. Where no
//! service is set up, a page asks for the lines at once and none of this is used.

use form_model::kinds::Posted;
use form_model::{Address, Answer, AnswerKind, Draft, Finding, Form, Page, Question};
use places::Postcode;

/// The name of the buttons of these steps.
pub const LOOK_UP: &str = "look-up";
/// Looks the postcode up.
pub const FIND: &str = "find";
/// Fills the lines in with the address that was chosen.
pub const USE: &str = "use";
/// Asks for the lines.
pub const BY_HAND: &str = "by-hand";
/// Goes on, and gives no address here.
pub const SKIP: &str = "skip";
/// Asks for a postcode again.
pub const AGAIN: &str = "again";

/// Parts the parts of an address in the value of an option.
const BETWEEN: char = '|';
const LINES: [&str; 4] = ["line-1", "line-2", "town", "county"];
const POSTCODE: &str = "postcode";
/// The part under which an address is chosen, and the beginning of those that carry lines along.
const CHOICE: &str = "found";
const BEFORE: &str = "before-";

type Fields = Vec<(String, String)>;

/// What a page asks for on the way to an address.
#[derive(Clone, Copy, Debug)]
pub enum AddressStep<'a> {
    /// The lines. `chosen` says that they were just filled in.
    Lines { chosen: bool },
    /// The postcode by which it is to be found, and what that was when it was asked elsewhere.
    Postcode { known: Option<&'a str> },
    /// One of the addresses of a postcode.
    Choice {
        postcode: &'a str,
        addresses: &'a [Address],
    },
}

/// The address that a page asks for, where it may be found by its postcode.
#[derive(Clone, Copy, Debug)]
pub struct AddressAsked<'f> {
    pub question: &'f Question,
    /// Another question that asks for the postcode, and whether it is on the same page.
    other: Option<(&'f str, bool)>,
}

impl<'f> AddressAsked<'f> {
    /// The first address of a page; none where it asks for none.
    pub fn on(form: &'f Form, page: &'f Page) -> Option<Self> {
        let question = page
            .question
            .iter()
            .find_map(|question| match &question.answer {
                AnswerKind::Address(rules) => Some((question, rules.postcode_asked_elsewhere)),
                _ => None,
            });
        let (question, elsewhere) = question?;
        let other = elsewhere.then(|| {
            let before = form
                .questions()
                .take_while(|(_, other)| other.id != question.id);
            let postcode =
                before.filter(|(_, other)| matches!(other.answer, AnswerKind::Postcode(_)));
            let (at, other) = postcode.last()?;
            Some((other.id.as_str(), at.id == page.id))
        });
        Some(Self {
            question,
            other: other.flatten(),
        })
    }

    /// The field of a part of the address.
    pub fn field(&self, part: &str) -> String {
        format!("{}-{part}", self.question.id)
    }

    /// The field in which an address is chosen.
    pub fn choice(&self) -> String {
        self.field(CHOICE)
    }

    /// Whether another question of the same page asks for the postcode.
    pub fn postcode_on_page(&self) -> bool {
        self.other.is_some_and(|(_, same_page)| same_page)
    }

    /// The field of the postcode that is looked up.
    pub fn postcode_field(&self) -> String {
        match self.other {
            Some((id, true)) => id.to_owned(),
            _ => self.field(POSTCODE),
        }
    }

    /// The postcode that another question has asked for.
    fn known<'p>(&self, draft: &'p Draft, post: &'p [(String, String)]) -> Option<&'p str> {
        let (id, same_page) = self.other?;
        if same_page && post.iter().any(|(name, _)| name == id) {
            return Some(Posted(post).first(id));
        }
        match draft.answers.get(id) {
            Some(Answer::Text(postcode)) => Some(postcode),
            _ => None,
        }
    }

    /// What a page that is opened, or shown again, asks for.
    pub fn step<'p>(
        &self,
        draft: &'p Draft,
        typed: Option<&[(String, String)]>,
        findings: &[Finding],
    ) -> AddressStep<'p> {
        let is_line = |name: &str| self.part_of(name).is_some_and(|part| LINES.contains(&part));
        let answered = match (typed, draft.answers.get(&self.question.id)) {
            (Some(typed), _) => typed.iter().any(|(name, _)| is_line(name)),
            (None, Some(Answer::Address(address))) => address
                .parts()
                .iter()
                .any(|(part, value)| *part != POSTCODE && value.is_some()),
            (None, _) => false,
        };
        // What is wrong with a line, or that there is none, can only be put right in the lines.
        if answered || findings.iter().any(|finding| is_line(&finding.field)) {
            return AddressStep::Lines { chosen: false };
        }
        self.begin(draft)
    }

    /// The first step: the postcode.
    pub fn begin<'p>(&self, draft: &'p Draft) -> AddressStep<'p> {
        let known = self.known(draft, &[]).filter(|_| !self.postcode_on_page());
        AddressStep::Postcode {
            known: known.filter(|known| Postcode::parse(known).is_some()),
        }
    }

    /// The fields of a posted page as if it had asked for the lines: those of the address that was chosen,
    /// else those that were typed before.
    pub fn lines(&self, draft: &Draft, post: &[(String, String)]) -> Fields {
        let has_lines = post.iter().any(|(name, _)| *name == self.field("line-1"));
        let chosen = match Posted(post).first(LOOK_UP) {
            SKIP => "",
            _ => Posted(post).first(&self.choice()),
        };
        let mut fields = Fields::new();
        for (name, value) in post {
            let part = self.part_of(name).unwrap_or_default();
            let replaced = !chosen.is_empty() && (part == POSTCODE || LINES.contains(&part));
            let name = match part.strip_prefix(BEFORE) {
                Some(_) if has_lines || !chosen.is_empty() => continue,
                Some(part) => self.field(part),
                None if replaced || part == CHOICE || name == LOOK_UP => continue,
                None => name.clone(),
            };
            fields.push((name, value.clone()));
        }
        if !chosen.is_empty() {
            let parts = LINES
                .into_iter()
                .chain([POSTCODE])
                .map(|part| self.field(part));
            fields.extend(parts.zip(chosen.split(BETWEEN).map(str::to_owned)));
        }
        // A postcode that another question has is not said twice.
        if let Some(known) = self.known(draft, post) {
            let postcode = self.field(POSTCODE);
            fields.retain(|(name, value)| *name != postcode || !same(value, known));
        }
        fields
    }

    /// The hidden fields that carry what was typed into the lines while they are not asked for.
    pub fn carried(&self, typed: &[(String, String)]) -> Fields {
        let lines = typed.iter().filter_map(|(name, value)| {
            let part = self.part_of(name).filter(|part| LINES.contains(part))?;
            (!value.is_empty()).then(|| (self.field(&format!("{BEFORE}{part}")), value.clone()))
        });
        lines.collect()
    }

    /// Whether lines were typed before, which are kept by whoever goes on.
    pub fn has_lines(&self, typed: &[(String, String)]) -> bool {
        !self.carried(typed).is_empty()
    }

    /// Which part of the address a field of the page is.
    fn part_of<'n>(&self, name: &'n str) -> Option<&'n str> {
        name.strip_prefix(self.question.id.as_str())?
            .strip_prefix('-')
    }

    /// What was asked for by pressing a button.
    pub fn pressed<'p>(&self, draft: &Draft, post: &'p [(String, String)]) -> Pressed<'p> {
        let posted = Posted(post);
        let postcode = posted.first(&self.postcode_field());
        let has = |name: &str| post.iter().any(|(key, _)| key == name);
        let chose = !posted.first(&self.choice()).is_empty();
        match posted.first(LOOK_UP) {
            FIND => Pressed::Find(postcode),
            USE if chose => Pressed::Lines { chosen: true },
            USE => Pressed::ChooseOne(postcode),
            BY_HAND => Pressed::Lines { chosen: false },
            AGAIN => Pressed::Again,
            SKIP => Pressed::Other,
            _ if !posted.first("go").is_empty() => Pressed::Other,
            _ if has(&self.choice()) && !chose => Pressed::ChooseOne(postcode),
            // Whoever has just typed a postcode and goes on means to find the address.
            _ if !has(&self.choice())
                && !has(&self.field("line-1"))
                && !self.postcode_on_page()
                && Postcode::parse(postcode).is_some()
                && !self
                    .known(draft, post)
                    .is_some_and(|known| same(known, postcode)) =>
            {
                Pressed::Find(postcode)
            }
            _ => Pressed::Other,
        }
    }
}

/// Which of the steps was asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Pressed<'p> {
    Find(&'p str),
    /// To go on, but none of the addresses of this postcode was chosen.
    ChooseOne(&'p str),
    Lines {
        chosen: bool,
    },
    Again,
    /// Nothing of this.
    Other,
}

/// Whether two postcodes are the same, however they are written.
fn same(one: &str, other: &str) -> bool {
    match (Postcode::parse(one), Postcode::parse(other)) {
        (Some(one), Some(other)) => one == other,
        (None, None) => one.trim().eq_ignore_ascii_case(other.trim()),
        _ => false,
    }
}

/// The value of an option, from which the address is read when it was chosen.
pub fn option_value(address: &Address) -> String {
    let mut value = String::new();
    for (place, (_, part)) in address.parts().into_iter().enumerate() {
        if place > 0 {
            value.push(BETWEEN);
        }
        value.extend(part.unwrap_or_default().chars().filter(|c| *c != BETWEEN));
    }
    value
}
