//! The topics of advice: data, read once. The services that can help are data of `services`.

use std::sync::LazyLock;

use serde::Deserialize;
use services::Service;

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

    /// Who can help, of whom we know enough to say what they do.
    pub fn shown_services(&self) -> Vec<&'static Service> {
        services::shown(&self.services)
    }
}

/// All of it.
#[derive(Debug)]
pub struct Directory {
    pub topics: Vec<Topic>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicFile {
    topic: Vec<Topic>,
}

impl Directory {
    /// The directory that is built in.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Directory> = LazyLock::new(|| {
            // A test reads the file, so that this is never empty in use; were it, pages still work.
            toml_reader::from_text::<TopicFile>(include_str!("../../data/advice.toml"))
                .map(|file| Directory { topics: file.topic })
                .unwrap_or(Directory { topics: Vec::new() })
        });
        &BUILT_IN
    }

    /// The topic with this id, or the first for this need.
    pub fn topic(&self, id: &str) -> Option<&Topic> {
        let by_id = self.topics.iter().find(|topic| topic.id == id);
        by_id.or_else(|| self.topics.iter().find(|topic| topic.is_for(&[id])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::Need;

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
                let known = services::all().iter().any(|one| one.id == *service);
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
    fn no_page_of_advice_states_a_charge_or_a_limit() {
        let text = include_str!("../../data/advice.toml");
        assert!(!text.contains('£') && !text.contains('%'));
    }
}
