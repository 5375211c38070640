//! The two kinds of line.

use std::fmt;
use std::str::FromStr;

use metering::{Pence, Week};
use serde_json::{Value, json};
use vocabulary::Date;

/// How other systems know an account: 1 to 40 letters, digits, slashes and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountReference(String);

impl AccountReference {
    /// The most characters.
    pub const MOST: usize = 40;

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AccountReference {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'/' || byte == b'-';
        let fits = (1..=Self::MOST).contains(&text.len()) && text.bytes().all(allowed);
        fits.then(|| Self(text.to_owned())).ok_or(())
    }
}

impl fmt::Display for AccountReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// A line that can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    Account(AccountLine),
    Week(WeekLine),
}

/// Whose an account is, and how they are reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountLine {
    pub account_reference: AccountReference,
    pub given_name: String,
    pub family_name: String,
    pub date_of_birth: Date,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// When an assessment was asked for: costs may count from then, however late it was made.
    pub requested_on: Option<Date>,
    pub brought_forward: Option<BroughtForward>,
    pub died_on: Option<Date>,
}

/// What another council had counted when the person moved here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BroughtForward {
    /// The day that the figure was of, at its beginning.
    pub date: Date,
    pub accrued: Pence,
    /// The council that gave it.
    pub authority: String,
}

/// One week of somebody's care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekLine {
    pub account_reference: AccountReference,
    pub week: Week,
    /// Why these figures replace the earlier ones of this week.
    pub correction: Option<String>,
}

impl BroughtForward {
    /// As the meter takes it.
    #[must_use]
    pub fn figure(&self) -> metering::BroughtForward {
        metering::BroughtForward {
            date: self.date,
            accrued: self.accrued,
        }
    }
}

impl Line {
    #[must_use]
    pub fn account_reference(&self) -> &AccountReference {
        match self {
            Self::Account(account) => &account.account_reference,
            Self::Week(week) => &week.account_reference,
        }
    }

    /// The object that it is read from. What is not known is left out.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut object = match self {
            Self::Account(account) => account.to_json(),
            Self::Week(week) => week.to_json(),
        };
        if let Value::Object(members) = &mut object {
            // A week without a budget says so.
            members.retain(|name, value| !value.is_null() || name == "budget");
        }
        object
    }
}

impl AccountLine {
    fn to_json(&self) -> Value {
        let day = |date: Option<Date>| date.map(|date| date.to_string());
        json!({
            "kind": "account",
            "account_reference": self.account_reference.as_str(),
            "given_name": self.given_name,
            "family_name": self.family_name,
            "date_of_birth": self.date_of_birth.to_string(),
            "email": self.email,
            "phone": self.phone,
            "requested_on": day(self.requested_on),
            "brought_forward": self.brought_forward.as_ref().map(BroughtForward::to_json),
            "died_on": day(self.died_on),
        })
    }
}

impl BroughtForward {
    fn to_json(&self) -> Value {
        json!({
            "date": self.date.to_string(),
            "accrued": self.accrued.get(),
            "authority": self.authority,
        })
    }
}

impl WeekLine {
    fn to_json(&self) -> Value {
        let week = &self.week;
        json!({
            "kind": "week",
            "account_reference": self.account_reference.as_str(),
            "week_starting": week.week_starting.to_string(),
            "arranged_by": week.arranged_by.id(),
            "setting": week.setting.id(),
            "budget": week.budget.map(Pence::get),
            "charged": week.charged.get(),
            "paid": week.paid.get(),
            "correction": self.correction,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_one_to_forty_letters_digits_slashes_and_hyphens() {
        for text in ["1", "LAS/2026-004711", &"a".repeat(40)] {
            assert_eq!(text.parse::<AccountReference>().unwrap().as_str(), text);
        }
        for text in ["", " A", "A B", "A_1", "Ä1", "A\0", "A.1", &"a".repeat(41)] {
            assert!(text.parse::<AccountReference>().is_err(), "{text:?}");
        }
    }
}
