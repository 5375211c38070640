//! Who can help: services of the council, of the NHS and of charities, as data with its sources
//! (`data/services.toml`, made from `data/services-source.json`, which a test holds it against).
//!
//! Only what is certain is told to somebody in need: [`shown`] leaves out a service whose source is not
//! sure of what it does, and [`Service::phone_to_show`] a number that nobody has verified. Which service
//! fits whom is the business of the caller.

mod card;

use std::sync::LazyLock;

use packed::{Packed, packed};
use serde::Deserialize;

pub use card::card;

/// How sure the source is of what a service does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    High,
    Medium,
    Low,
}

/// A service that can help.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Service {
    pub id: String,
    pub name: String,
    /// What it does, in words for residents.
    pub says: String,
    /// As the source has it; for those who keep the data.
    pub who_for: String,
    pub area: String,
    /// The address of its pages.
    pub web: Option<String>,
    phone: Option<String>,
    phone_source: Option<String>,
    #[serde(default)]
    phone_verified: bool,
    /// Where it was read.
    pub source: String,
    pub confidence: Confidence,
}

impl Service {
    /// The number, only where what stands behind it is certain enough to tell somebody in need.
    pub fn phone_to_show(&self) -> Option<&str> {
        let certain = self.confidence == Confidence::High
            && self.phone_verified
            && self.phone_source.is_some();
        self.phone.as_deref().filter(|_| certain)
    }
}

const DATA: Packed = packed!("services.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    service: Vec<Service>,
}

/// Every service that the data has.
pub fn all() -> &'static [Service] {
    static ALL: LazyLock<Vec<Service>> = LazyLock::new(|| {
        // A test reads the file, so that this is never empty in use; were it, pages still work.
        toml_reader::from_text::<File>(&DATA.text())
            .map(|file| file.service)
            .unwrap_or_default()
    });
    &ALL
}

/// The services with these ids of which we know enough to say what they do, in the order of the ids.
pub fn shown(ids: &[String]) -> Vec<&'static Service> {
    ids.iter()
        .filter_map(|id| all().iter().find(|service| service.id == *id))
        .filter(|service| service.confidence == Confidence::High)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn source() -> Vec<Value> {
        let text = include_str!("../data/services-source.json");
        let source: Value = serde_json::from_str(text).unwrap();
        source["services"].as_array().unwrap().clone()
    }

    #[test]
    fn what_we_say_of_a_service_stands_in_the_source() {
        let source = source();
        assert_eq!(all().len(), source.len());
        for (ours, theirs) in all().iter().zip(&source) {
            assert_eq!(theirs["id"], ours.id.as_str());
            assert_eq!(
                theirs["phone"].as_str(),
                ours.phone.as_deref(),
                "{}",
                ours.id
            );
            assert_eq!(
                theirs["phone_source"].as_str(),
                ours.phone_source.as_deref()
            );
            assert_eq!(theirs["web"].as_str(), ours.web.as_deref(), "{}", ours.id);
            assert_eq!(theirs["source"], ours.source.as_str());
            assert_eq!(theirs["who_for"], ours.who_for.as_str());
            assert_eq!(theirs["area"], ours.area.as_str());
            let confidence = theirs["confidence"].as_str().unwrap().to_lowercase();
            assert_eq!(format!("{:?}", ours.confidence).to_lowercase(), confidence);
        }
    }

    #[test]
    fn a_number_that_is_old_or_uncertain_is_not_shown() {
        for service in all() {
            if service.phone_to_show().is_some() {
                let source = service.phone_source.as_deref().unwrap_or_default();
                for doubt in ["older", "re-check", "not verified"] {
                    assert!(!source.to_lowercase().contains(doubt), "{}", service.id);
                }
                assert!(!source.is_empty());
                assert_eq!(service.confidence, Confidence::High, "{}", service.id);
            }
        }
        let shown = |id: &str| {
            let service = all().iter().find(|one| one.id == id).unwrap();
            service.phone_to_show().is_some()
        };
        assert!(shown("asc-connects") && shown("southend-asc"));
        assert!(!shown("affc") && !shown("thurrock-asc") && !shown("carers-first"));
    }

    #[test]
    fn a_service_that_no_source_is_sure_of_is_not_shown() {
        let ids = ["ews", "carers-first", "nowhere", "affc"].map(str::to_owned);
        let shown: Vec<&str> = shown(&ids).iter().map(|one| one.id.as_str()).collect();
        assert_eq!(shown, ["ews", "affc"]);
    }

    #[test]
    fn no_service_states_a_charge_or_a_limit() {
        let text = include_str!("../data/services.toml");
        assert!(!text.contains('£') && !text.contains('%'));
    }
}
