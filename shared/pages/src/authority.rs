//! Whose service this is and whom to telephone: data with sources, so that no code says which council.

mod check;
mod chosen;
mod intake;

use serde::Deserialize;

pub use check::check_authority;
pub use chosen::UnknownAuthority;
pub use intake::{Handover, ReportPhone, SafeguardingIntake};

/// A number that people may call.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Phone {
    pub id: String,
    /// What it is for, such as `In a mental health crisis`.
    pub purpose: String,
    /// The same where somebody else may be reading.
    pub discreet: Option<String>,
    /// As people write it.
    pub number: String,
    /// When it is answered, or another way to reach it.
    pub note: Option<String>,
    /// Where the number was published.
    pub source: String,
}

/// The authority whose residents this installation serves.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Authority {
    pub id: String,
    /// The council's name.
    pub name: String,
    /// The service's name, as the header has it.
    pub service: String,
    /// The day on which another authority is expected to take over.
    pub valid_until: Option<String>,
    /// Its code in the national client level data, once somebody has verified it.
    pub la_code: Option<String>,
    pub website: String,
    /// The harmless page to which "Exit this page" leads in the end.
    pub exit_to: String,
    /// It is made up, for development and tests: nobody can be served by it.
    #[serde(default)]
    pub demonstration: bool,
    #[serde(rename = "phone")]
    pub phones: Vec<Phone>,
    /// Where somebody tells that an adult may be at risk.
    #[serde(default)]
    pub safeguarding_intake: Vec<SafeguardingIntake>,
}

impl Authority {
    /// Reads an authority's file.
    pub fn parse(text: &str) -> Result<Self, toml_reader::Problem> {
        toml_reader::from_text(text)
    }

    /// Every sentence that people read, for whoever says them in another language.
    pub fn sentences(&self) -> Vec<String> {
        let of_phone = |phone: &Phone| {
            let more = [&phone.discreet, &phone.note];
            std::iter::once(phone.purpose.clone())
                .chain(more.into_iter().flatten().cloned())
                .collect::<Vec<_>>()
        };
        std::iter::once(self.service.clone())
            .chain(self.phones.iter().flat_map(of_phone))
            .collect()
    }

    /// A number by its id.
    pub fn phone(&self, id: &str) -> Option<&Phone> {
        self.phones.iter().find(|phone| phone.id == id)
    }
}

#[cfg(test)]
mod tests;
