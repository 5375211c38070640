//! Words of accounts for staff.

use account_model::{Authority, DelegateStanding, Online};
use maud::{Markup, html};
use pages::Tag;
use vocabulary::{ArrangedBy, CareSetting};

/// What each authority is, what it lets somebody see, and what shows it.
pub struct AuthorityWords {
    pub authority: Authority,
    pub id: &'static str,
    pub name: &'static str,
    pub sees: &'static str,
    pub evidence: &'static str,
}

pub const AUTHORITIES: [AuthorityWords; 5] = [
    AuthorityWords {
        authority: Authority::PropertyAttorney,
        id: "property-attorney",
        name: "Attorney for property and financial affairs",
        sees: "A registered lasting power of attorney, or an enduring one. Sees the money of the account.",
        evidence: "See the registered power of attorney itself, or have it confirmed by the Office of the Public Guardian. \
                   Look for limits: one that begins only when the person cannot decide does not begin before.",
    },
    AuthorityWords {
        authority: Authority::PropertyDeputy,
        id: "property-deputy",
        name: "Deputy for property and affairs",
        sees: "Appointed by the Court of Protection. Sees the money of the account.",
        evidence: "See the sealed order of the court. Look for its last day and its limits.",
    },
    AuthorityWords {
        authority: Authority::Agreement,
        id: "agreement",
        name: "Somebody whom the person agrees to",
        sees: "The person can decide this for themselves, and agreed in person. Sees the money of the account.",
        evidence: "Speak to the person in person and on their own. Write down when and where, that they can decide this, and what \
                   they said.",
    },
    AuthorityWords {
        authority: Authority::Appointee,
        id: "appointee",
        name: "Appointee for benefits, and nothing else",
        sees: "Appointed by the Department for Work and Pensions. Sees nothing of the account: an appointee looks after benefits only.",
        evidence: "See the letter of the Department for Work and Pensions.",
    },
    AuthorityWords {
        authority: Authority::Welfare,
        id: "welfare",
        name: "Attorney or deputy for health and welfare only",
        sees: "Sees nothing of the account: this authority is about care, not money.",
        evidence: "See the registered power of attorney or the order of the court.",
    },
];

impl AuthorityWords {
    pub fn of(authority: Authority) -> Option<&'static Self> {
        AUTHORITIES
            .iter()
            .find(|words| words.authority == authority)
    }

    pub fn with_id(id: &str) -> Option<&'static Self> {
        AUTHORITIES.iter().find(|words| words.id == id)
    }

    /// Whether whoever has it is let in at all.
    pub fn sees_money(&self) -> bool {
        !matches!(self.authority, Authority::Appointee | Authority::Welfare)
    }
}

/// Whether an account can be looked at online.
pub fn online(online: Online) -> &'static str {
    match online {
        Online::Open => "Open online",
        Online::Closed => "Closed online",
        Online::Suspended => "Suspended",
    }
}

pub fn online_tag(state: Online) -> Markup {
    let colour = match state {
        Online::Open => "teal",
        Online::Closed => "grey",
        Online::Suspended => "red",
    };
    html! { (Tag::coloured(online(state), colour)) }
}

pub fn standing_tag(standing: DelegateStanding) -> Markup {
    let (words, colour) = match standing {
        DelegateStanding::Waiting => ("Waiting for approval", "yellow"),
        DelegateStanding::Approved => ("Approved", "teal"),
        DelegateStanding::Refused => ("Refused", "grey"),
        DelegateStanding::Ended => ("Ended", "grey"),
    };
    html! { (Tag::coloured(words, colour)) }
}

pub const ARRANGERS: [(ArrangedBy, &str, &str); 2] = [
    (ArrangedBy::Council, "council", "The council"),
    (ArrangedBy::Adult, "self", "The person"),
];

pub fn arranged_by(who: ArrangedBy) -> &'static str {
    let found = ARRANGERS.iter().find(|(known, ..)| *known == who);
    found.map_or("", |(_, _, words)| words)
}

pub const SETTINGS: [(CareSetting, &str, &str); 2] = [
    (CareSetting::Home, "home", "At home"),
    (CareSetting::CareHome, "care-home", "In a care home"),
];

pub fn setting(place: CareSetting) -> &'static str {
    let found = SETTINGS.iter().find(|(known, ..)| *known == place);
    found.map_or("", |(_, _, words)| words)
}

/// Kebab-case as words: `record-death` is `Record death`.
pub fn plain(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}

/// What happened, as an audit calls it; a word that is not known yet stays as it is.
pub fn happened(what: &str) -> String {
    let words = match what {
        "found" => "Found it in a search",
        "listed" => "Saw it in a list",
        "read" => "Opened it",
        "audit-read" => "Read this list",
        "looked" => "Looked at it online",
        "statement-read" => "Read a statement online",
        "statement-prepared" => "Read it to make a statement",
        "statement-issued" => "Issued a statement",
        "imported" => "Figures came in",
        "linked" => "Linked a sign-in of another provider",
        "link-ended" => "Ended the link with another provider",
        "code-sent" => "A code was sent",
        _ => return plain(what),
    };
    words.to_owned()
}

/// `1 session`, `2 sessions`.
pub fn counted(count: usize, one: &str, several: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {several}"),
    }
}

/// Somebody who acted, as an audit names them.
pub fn who(who: &str) -> String {
    match who {
        "account-holder" => "The person".to_owned(),
        "system" => "The system".to_owned(),
        _ => {
            let number = who.strip_prefix("delegate").map(str::trim);
            let number = number.and_then(|number| number.parse::<u32>().ok());
            match (number, who.strip_prefix("token:")) {
                (Some(number), _) => format!("Delegate {number}"),
                (_, Some(machine)) => format!("The machine {machine}"),
                _ => who.to_owned(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_acted_is_named_as_people_speak_of_them() {
        for (id, said) in [
            ("account-holder", "The person"),
            ("delegate 2", "Delegate 2"),
            ("delegate.smith", "delegate.smith"),
            ("token:finance", "The machine finance"),
            ("kim", "kim"),
        ] {
            assert_eq!(who(id), said);
        }
    }

    #[test]
    fn what_happened_is_told_in_words_and_an_unknown_word_as_it_stands() {
        assert_eq!(happened("audit-read"), "Read this list");
        assert_eq!(happened("week-corrected"), "Week corrected");
    }
}
