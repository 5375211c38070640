//! Which component answers a path, by Spin's precedence: an exact route first, then a route with named
//! parts, then the wildcard with the longest prefix.

use crate::manifest::{Manifest, Route};
use anyhow::{Result, ensure};

/// The routes of a manifest, the most particular first.
#[derive(Debug)]
pub struct Routes {
    routes: Vec<Pattern>,
}

#[derive(Debug)]
struct Pattern {
    /// As the manifest writes it.
    written: String,
    component: String,
    parts: Vec<Part>,
    wildcard: bool,
}

#[derive(Debug, PartialEq)]
enum Part {
    Exactly(String),
    Named(String),
}

/// A path and the route that answers it.
#[derive(Debug)]
pub struct Match<'a> {
    pub component: &'a str,
    /// The route as the manifest writes it: it goes to the log, where a path could hold a secret.
    pub route: &'a str,
    /// What `/...` stood for, with its leading slash; empty for an exact route.
    pub rest: String,
    /// What the `:name` parts stood for.
    pub named: Vec<(&'a str, String)>,
}

impl<'a> Match<'a> {
    /// The route without its wildcard.
    pub fn prefix(&self) -> &'a str {
        self.route.strip_suffix("/...").unwrap_or(self.route)
    }
}

impl Routes {
    /// The routes of a manifest.
    pub fn of(manifest: &Manifest) -> Result<Self> {
        Self::new(
            manifest
                .trigger
                .http
                .iter()
                .filter_map(|trigger| match &trigger.route {
                    Route::Path(path) => Some((path.as_str(), trigger.component.as_str())),
                    Route::Private { .. } => None,
                }),
        )
    }

    fn new<'a>(written: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self> {
        let mut routes: Vec<Pattern> = Vec::new();
        for (route, component) in written {
            let pattern = Pattern::read(route, component);
            if let Some(other) = routes
                .iter()
                .find(|other| other.parts == pattern.parts && other.wildcard == pattern.wildcard)
            {
                ensure!(
                    false,
                    "the route {route} is given to both `{}` and `{component}`",
                    other.component
                );
            }
            routes.push(pattern);
        }
        routes.sort_by_key(|route| {
            let kinds: Vec<u8> = route
                .parts
                .iter()
                .map(|part| u8::from(!matches!(part, Part::Exactly(_))))
                .collect();
            (route.wildcard, std::cmp::Reverse(route.parts.len()), kinds)
        });
        Ok(Self { routes })
    }

    /// The routes of the components named; all of them if none is.
    #[must_use]
    pub fn only(mut self, components: &[String]) -> Self {
        self.routes
            .retain(|route| components.is_empty() || components.contains(&route.component));
        self
    }

    /// The route that answers a path.
    pub fn find(&self, path: &str) -> Option<Match<'_>> {
        let parts: Vec<&str> = split(path);
        self.routes
            .iter()
            .find_map(|route| route.fits(path, &parts))
    }

    /// Every route with its component, the most particular first.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.routes
            .iter()
            .map(|route| (route.written.as_str(), route.component.as_str()))
    }
}

fn split(path: &str) -> Vec<&str> {
    let trimmed = path.strip_prefix('/').unwrap_or(path);
    let trimmed = trimmed.strip_suffix('/').unwrap_or(trimmed);
    if trimmed.is_empty() {
        Vec::new()
    } else {
        trimmed.split('/').collect()
    }
}

impl Pattern {
    fn read(written: &str, component: &str) -> Self {
        let (path, wildcard) = match written
            .strip_suffix("/...")
            .or_else(|| written.strip_suffix("/*"))
        {
            Some(prefix) => (prefix, true),
            None => (written, false),
        };
        let parts = split(path)
            .into_iter()
            .map(|part| match part.strip_prefix(':') {
                Some(name) => Part::Named(name.to_owned()),
                None => Part::Exactly(part.to_owned()),
            })
            .collect();
        Self {
            written: written.to_owned(),
            component: component.to_owned(),
            parts,
            wildcard,
        }
    }

    fn fits(&self, path: &str, given: &[&str]) -> Option<Match<'_>> {
        if given.len() < self.parts.len() || (!self.wildcard && given.len() != self.parts.len()) {
            return None;
        }
        let mut named = Vec::new();
        for (part, given) in self.parts.iter().zip(given) {
            match part {
                Part::Exactly(word) if word == given => {}
                Part::Exactly(_) => return None,
                Part::Named(name) => named.push((name.as_str(), (*given).to_owned())),
            }
        }
        let mut rest: String = given
            .iter()
            .skip(self.parts.len())
            .flat_map(|part| ["/", part])
            .collect();
        if self.wildcard && path.ends_with('/') {
            rest.push('/');
        }
        Some(Match {
            component: &self.component,
            route: &self.written,
            rest,
            named,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_answered_by_the_most_particular_route() {
        let routes = Routes::new([
            ("/...", "front-door"),
            ("/contact/...", "contact-forms"),
            ("/contact/special", "special"),
            ("/contact/:form/save", "saver"),
            ("/api/v1/forms/...", "contact-forms"),
            ("/api/v1/staff", "staff-desk"),
            ("/api/v1/referrals/...", "staff-desk"),
            ("/readyz/contact-forms", "contact-forms"),
        ])
        .unwrap();
        for (path, component, route, rest) in [
            ("/", "front-door", "/...", "/"),
            ("/advice", "front-door", "/...", "/advice"),
            ("/contact", "contact-forms", "/contact/...", ""),
            ("/contact/", "contact-forms", "/contact/...", "/"),
            (
                "/contact/adult-contact/needs",
                "contact-forms",
                "/contact/...",
                "/adult-contact/needs",
            ),
            (
                "/contact/adult-contact/needs/",
                "contact-forms",
                "/contact/...",
                "/adult-contact/needs/",
            ),
            ("/contacts", "front-door", "/...", "/contacts"),
            ("/contact/special", "special", "/contact/special", ""),
            (
                "/contact/special/x",
                "contact-forms",
                "/contact/...",
                "/special/x",
            ),
            (
                "/contact/adult-contact/save",
                "saver",
                "/contact/:form/save",
                "",
            ),
            ("/api/v1/forms", "contact-forms", "/api/v1/forms/...", ""),
            ("/api/v1/staff", "staff-desk", "/api/v1/staff", ""),
            ("/api/v1/staff/x", "front-door", "/...", "/api/v1/staff/x"),
            (
                "/api/v1/referrals/ASC-1/claim",
                "staff-desk",
                "/api/v1/referrals/...",
                "/ASC-1/claim",
            ),
            (
                "/readyz/contact-forms",
                "contact-forms",
                "/readyz/contact-forms",
                "",
            ),
            ("/readyz", "front-door", "/...", "/readyz"),
            ("//contact", "front-door", "/...", "//contact"),
        ] {
            let found = routes.find(path).unwrap();
            assert_eq!(
                (found.component, found.route, found.rest.as_str()),
                (component, route, rest),
                "{path}"
            );
        }
        assert_eq!(
            routes.find("/contact/a-form/save").unwrap().named,
            [("form", "a-form".to_owned())]
        );
    }

    #[test]
    fn a_path_without_a_route_has_no_component_and_a_route_has_only_one() {
        assert!(
            Routes::new([("/staff/...", "staff-desk")])
                .unwrap()
                .find("/stuff")
                .is_none()
        );
        let twice = Routes::new([("/a/...", "one"), ("/a/*", "two")])
            .unwrap_err()
            .to_string();
        assert!(twice.contains("given to both `one` and `two`"), "{twice}");
    }
}
