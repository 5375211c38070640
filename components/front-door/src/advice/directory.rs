//! The topics of advice and the services that can help: data with sources, read once.

use std::sync::LazyLock;

use serde::Deserialize;

/// How sure the source is of what a service does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    High,
    Medium,
    Low,
}

/// A service that can help.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Service {
    pub id: String,
    pub name: String,
    pub says: String,
    #[allow(
        dead_code,
        reason = "read by the test that holds the data against its source"
    )]
    who_for: String,
    #[allow(
        dead_code,
        reason = "read by the test that holds the data against its source"
    )]
    area: String,
    pub web: Option<String>,
    phone: Option<String>,
    phone_source: Option<String>,
    #[serde(default)]
    phone_verified: bool,
    #[allow(
        dead_code,
        reason = "read by the test that holds the data against its source"
    )]
    source: String,
    confidence: Confidence,
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

/// A link to somebody else's page.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OutsideLink {
    pub href: String,
    pub text: String,
}

/// A part of a topic.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Section {
    pub heading: Option<String>,
    #[serde(default)]
    pub text: Vec<String>,
    #[serde(default)]
    pub list: Vec<String>,
    #[serde(default)]
    pub links: Vec<OutsideLink>,
}

/// A page of advice.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Topic {
    pub id: String,
    pub title: String,
    pub summary: String,
    needs: Vec<String>,
    services: Vec<String>,
    #[serde(default, rename = "section")]
    pub sections: Vec<Section>,
}

impl Topic {
    /// Whether it is for one of these needs.
    pub fn is_for(&self, needs: &[&str]) -> bool {
        self.needs.iter().any(|need| needs.contains(&need.as_str()))
    }
}

/// All of it.
#[derive(Debug)]
pub struct Directory {
    pub topics: Vec<Topic>,
    services: Vec<Service>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicFile {
    topic: Vec<Topic>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ServiceFile {
    service: Vec<Service>,
}

impl Directory {
    /// Reads the two files.
    fn parse(topics: &str, services: &str) -> Result<Self, toml_reader::Problem> {
        Ok(Self {
            topics: toml_reader::from_text::<TopicFile>(topics)?.topic,
            services: toml_reader::from_text::<ServiceFile>(services)?.service,
        })
    }

    /// The directory that is built in.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Directory> = LazyLock::new(|| {
            // Tests read both files, so that this is never empty in use; were it, pages still work.
            Directory::parse(
                include_str!("../../data/advice.toml"),
                include_str!("../../data/services.toml"),
            )
            .unwrap_or(Directory {
                topics: Vec::new(),
                services: Vec::new(),
            })
        });
        &BUILT_IN
    }

    /// The topic with this id, or the first for this need.
    pub fn topic(&self, id: &str) -> Option<&Topic> {
        let by_id = self.topics.iter().find(|topic| topic.id == id);
        by_id.or_else(|| self.topics.iter().find(|topic| topic.is_for(&[id])))
    }

    /// The services of a topic of which we know enough to say what they do.
    pub fn services_of(&self, topic: &Topic) -> Vec<&Service> {
        topic
            .services
            .iter()
            .filter_map(|id| self.services.iter().find(|service| service.id == *id))
            .filter(|service| service.confidence == Confidence::High)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;
    use vocabulary::Need;

    fn source() -> Vec<Value> {
        let text = include_str!("../../data/services-source.json");
        let source: Value = serde_json::from_str(text).unwrap();
        source["services"].as_array().unwrap().clone()
    }

    #[test]
    fn every_need_that_somebody_can_choose_leads_to_advice() {
        let directory = Directory::built_in();
        for need in Need::ALL {
            assert!(directory.topic(need.id()).is_some(), "{}", need.id());
        }
    }

    #[test]
    fn topics_name_only_needs_and_services_that_exist() {
        let directory = Directory::built_in();
        for topic in &directory.topics {
            assert!(!topic.sections.is_empty(), "{}", topic.id);
            for need in &topic.needs {
                assert!(Need::ALL.iter().any(|known| known.id() == need), "{need}");
            }
            for service in &topic.services {
                let known = directory.services.iter().any(|one| one.id == *service);
                assert!(known, "{service}");
            }
            let twice = directory
                .topics
                .iter()
                .filter(|one| one.id == topic.id)
                .count();
            assert_eq!(twice, 1, "{}", topic.id);
        }
    }

    #[test]
    fn what_we_say_of_a_service_stands_in_the_source() {
        let directory = Directory::built_in();
        let source = source();
        assert_eq!(directory.services.len(), source.len());
        for (ours, theirs) in directory.services.iter().zip(&source) {
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
        for service in &Directory::built_in().services {
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
            let services = &Directory::built_in().services;
            services
                .iter()
                .find(|one| one.id == id)
                .unwrap()
                .phone_to_show()
                .is_some()
        };
        assert!(shown("asc-connects") && shown("southend-asc"));
        assert!(!shown("affc") && !shown("thurrock-asc") && !shown("carers-first"));
    }

    #[test]
    fn no_page_of_advice_states_a_charge_or_a_limit() {
        for text in [
            include_str!("../../data/advice.toml"),
            include_str!("../../data/services.toml"),
        ] {
            assert!(!text.contains('£') && !text.contains('%'));
        }
    }
}
