//! Reads `spin.toml` (manifest version 2): the part of it that this host runs.
//!
//! A key that this host does not know is an error that names the known ones: a power that is spelt
//! wrongly must not silently be no power, or all of them.

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A manifest, as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    spin_manifest_version: u32,
    pub application: Application,
    #[serde(default)]
    pub variables: BTreeMap<String, Variable>,
    #[serde(default)]
    pub trigger: Triggers,
    #[serde(default)]
    pub component: BTreeMap<String, Component>,
    /// The folder that relative paths start from.
    #[serde(skip)]
    pub folder: PathBuf,
}

/// `[application]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Application {
    pub name: String,
    #[serde(default)]
    pub version: String,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub authors: Vec<String>,
    #[serde(default)]
    tool: Tools,
}

#[derive(Debug, Default, Deserialize)]
struct Tools {
    /// `[application.tool.frontdoor]`: what Spin has no words for, by component.
    #[serde(default)]
    frontdoor: BTreeMap<String, Limits>,
}

/// How long a component may take and how much memory it may use, for one request.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    pub timeout_seconds: u32,
    pub memory_mib: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            timeout_seconds: 30,
            memory_mib: 64,
        }
    }
}

impl Limits {
    /// How long one request may take.
    pub fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout_seconds.into())
    }

    /// How many bytes of memory one instance may use.
    pub fn memory(&self) -> usize {
        self.memory_mib as usize * 1024 * 1024
    }
}

/// One of `[variables]`: a setting of the application.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variable {
    #[serde(default)]
    pub default: Option<String>,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub secret: bool,
    #[serde(default)]
    pub description: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Triggers {
    #[serde(default)]
    pub http: Vec<HttpTrigger>,
}

/// `[[trigger.http]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HttpTrigger {
    #[serde(default)]
    pub id: Option<String>,
    pub route: Route,
    pub component: String,
}

/// A path pattern, or `{ private = true }` for a component that answers no path.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Route {
    Path(String),
    Private { private: bool },
}

/// `[component.X]`: its `.wasm` and its powers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    pub source: PathBuf,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub variables: BTreeMap<String, String>,
    #[serde(default)]
    pub environment: BTreeMap<String, String>,
    #[serde(default)]
    pub sqlite_databases: BTreeSet<String>,
    #[serde(default)]
    pub key_value_stores: BTreeSet<String>,
    #[serde(default)]
    pub allowed_outbound_hosts: BTreeSet<String>,
    #[serde(default)]
    pub dependencies: BTreeMap<String, Dependency>,
    #[serde(default)]
    pub dependencies_inherit_configuration: bool,
    #[serde(default)]
    pub build: Option<Build>,
    #[serde(default)]
    tool: ComponentTools,
}

#[derive(Debug, Default, Deserialize)]
struct ComponentTools {
    #[serde(default)]
    frontdoor: CalledDirectly,
}

/// `[component.X.tool.frontdoor]`: what a library may reach when this host calls it directly. Spin never
/// does, and refuses a dependency that has powers of its own.
#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
struct CalledDirectly {
    variables: BTreeMap<String, String>,
    sqlite_databases: BTreeSet<String>,
    key_value_stores: BTreeSet<String>,
    allowed_outbound_hosts: BTreeSet<String>,
}

/// `[component.X.build]`: how Spin builds it. This host only checks that it is there.
#[derive(Debug, Deserialize)]
pub struct Build {
    pub command: String,
}

/// What satisfies an import: another component of this manifest, or a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dependency {
    #[serde(default)]
    component: Option<String>,
    #[serde(default)]
    path: Option<PathBuf>,
    #[serde(default)]
    pub export: Option<String>,
    #[serde(default)]
    pub inherit_configuration: Inherit,
}

/// Which of its parent's powers a dependency has.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(untagged)]
pub enum Inherit {
    /// All of them, or none.
    All(bool),
    /// By kind, such as `sqlite_databases`.
    Kinds(Vec<String>),
}

impl Default for Inherit {
    fn default() -> Self {
        Self::All(false)
    }
}

impl Inherit {
    /// Whether the powers of this kind are inherited.
    pub fn covers(&self, kind: &str) -> bool {
        match self {
            Self::All(all) => *all,
            Self::Kinds(kinds) => kinds.iter().any(|named| named == kind),
        }
    }
}

impl Manifest {
    /// Reads a manifest file.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let mut manifest =
            Self::parse(&text).with_context(|| format!("{} cannot be used", path.display()))?;
        manifest.folder = path.parent().unwrap_or(Path::new("")).to_owned();
        Ok(manifest)
    }

    /// Reads a manifest's text. Relative paths start from the current folder.
    pub fn parse(text: &str) -> Result<Self> {
        let mut manifest: Self = toml::from_str(text)?;
        ensure!(
            manifest.spin_manifest_version == 2,
            "spin_manifest_version must be 2"
        );
        manifest.grant_called_directly()?;
        for trigger in &manifest.trigger.http {
            ensure!(
                manifest.component.contains_key(&trigger.component),
                "a [[trigger.http]] names the component `{}`, but there is no [component.{}]",
                trigger.component,
                trigger.component,
            );
            if let Route::Private { private } = trigger.route {
                ensure!(
                    private,
                    "the route of `{}` must be a path or {{ private = true }}",
                    trigger.component
                );
            }
        }
        for name in manifest.application.tool.frontdoor.keys() {
            ensure!(
                manifest.component.contains_key(name),
                "[application.tool.frontdoor] sets limits for `{name}`, but there is no [component.{name}]",
            );
        }
        for (id, component) in &manifest.component {
            for (name, dependency) in &component.dependencies {
                manifest.source_of(id, name, dependency)?;
                if component.dependencies_inherit_configuration {
                    ensure!(
                        dependency.inherit_configuration == Inherit::default(),
                        "[component.{id}] has dependencies_inherit_configuration, so its dependency \"{name}\" may not have inherit_configuration",
                    );
                }
            }
        }
        Ok(manifest)
    }

    /// Gives libraries the powers that they have when this host calls them directly.
    fn grant_called_directly(&mut self) -> Result<()> {
        for (id, component) in &mut self.component {
            let powers = std::mem::take(&mut component.tool.frontdoor);
            ensure!(
                powers == CalledDirectly::default() || !answers_requests(&self.trigger, id),
                "[component.{id}.tool.frontdoor] is for libraries, but a [[trigger.http]] names `{id}`. Spin would give it nothing of this: write it below [component.{id}]",
            );
            component.variables.extend(powers.variables);
            component.sqlite_databases.extend(powers.sqlite_databases);
            component.key_value_stores.extend(powers.key_value_stores);
            component
                .allowed_outbound_hosts
                .extend(powers.allowed_outbound_hosts);
        }
        Ok(())
    }

    /// The table of `spin.toml` in which the powers of a component stand.
    pub fn powers_table(&self, id: &str) -> String {
        if answers_requests(&self.trigger, id) {
            format!("[component.{id}]")
        } else {
            format!("[component.{id}.tool.frontdoor]")
        }
    }

    /// The limits of a component.
    pub fn limits(&self, component: &str) -> Limits {
        self.application
            .tool
            .frontdoor
            .get(component)
            .copied()
            .unwrap_or_default()
    }

    /// The `.wasm` of a component.
    pub fn source(&self, component: &Component) -> PathBuf {
        self.folder.join(&component.source)
    }

    /// The `.wasm` of a dependency, and the id of the component that it is, if it is one of this manifest.
    pub fn source_of<'a>(
        &self,
        of: &str,
        name: &str,
        dependency: &'a Dependency,
    ) -> Result<(PathBuf, Option<&'a str>)> {
        match (&dependency.component, &dependency.path) {
            (Some(id), None) => {
                let component = self.component.get(id).with_context(|| {
                    format!("the dependency \"{name}\" of `{of}` names the component `{id}`, but there is no [component.{id}]")
                })?;
                Ok((self.source(component), Some(id)))
            }
            (None, Some(path)) => Ok((self.folder.join(path), None)),
            _ => bail!("the dependency \"{name}\" of `{of}` needs either `component` or `path`"),
        }
    }

    /// What a dependency of this component inherits, wherever that is written.
    pub fn inherited(component: &Component, dependency: &Dependency) -> Inherit {
        if component.dependencies_inherit_configuration {
            Inherit::All(true)
        } else {
            dependency.inherit_configuration.clone()
        }
    }
}

fn answers_requests(triggers: &Triggers, id: &str) -> bool {
    triggers.http.iter().any(|trigger| trigger.component == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"
        spin_manifest_version = 2
        [application]
        name = "front-door"
        version = "0.1.0"
        [application.tool.frontdoor]
        forms = { timeout_seconds = 5 }
        [variables]
        sealing_key = { required = true, secret = true }
        authority = { default = "essex" }
        [[trigger.http]]
        route = "/contact/..."
        component = "forms"
        [[trigger.http]]
        route = { private = true }
        component = "store"
        [component.forms]
        source = "forms.wasm"
        sqlite_databases = ["cases"]
        variables = { authority = "{{ authority }}" }
        [component.forms.build]
        command = "cargo frontdoor build forms"
        [component.forms.dependencies]
        "front-door:store@0.1.0" = { component = "store", inherit_configuration = ["sqlite_databases"] }
        "front-door:rules" = { path = "rules.wasm" }
        [component.store]
        source = "store.wasm"
    "#;

    #[test]
    fn a_manifest_says_which_powers_and_limits_a_component_has() {
        let manifest = Manifest::parse(SMALL).unwrap();
        let forms = &manifest.component["forms"];
        assert!(forms.sqlite_databases.contains("cases"));
        assert_eq!(
            manifest.limits("forms"),
            Limits {
                timeout_seconds: 5,
                memory_mib: 64
            }
        );
        assert_eq!(manifest.limits("store"), Limits::default());
        let store = &forms.dependencies["front-door:store@0.1.0"];
        assert!(store.inherit_configuration.covers("sqlite_databases"));
        assert!(!store.inherit_configuration.covers("variables"));
        assert_eq!(
            manifest
                .source_of("forms", "front-door:store", store)
                .unwrap(),
            (PathBuf::from("store.wasm"), Some("store"))
        );
        assert!(
            !forms.dependencies["front-door:rules"]
                .inherit_configuration
                .covers("variables")
        );
    }

    #[test]
    fn a_library_has_its_powers_where_spin_does_not_look() {
        let tool = |id: &str| {
            format!(
                "[component.{id}.tool.frontdoor]\nsqlite_databases = [\"cases\"]\nvariables = {{ authority = \"essex\" }}\n"
            )
        };
        let library = format!("{SMALL}\n[component.rules]\nsource = \"rules.wasm\"\n");
        let manifest = Manifest::parse(&format!("{library}{}", tool("rules"))).unwrap();
        let rules = &manifest.component["rules"];
        assert!(rules.sqlite_databases.contains("cases"));
        assert_eq!(rules.variables["authority"], "essex");
        assert_eq!(
            manifest.powers_table("rules"),
            "[component.rules.tool.frontdoor]"
        );
        assert_eq!(manifest.powers_table("forms"), "[component.forms]");

        let refused = Manifest::parse(&format!("{library}{}", tool("forms"))).unwrap_err();
        assert!(refused.to_string().contains("`forms`"), "{refused}");
    }

    #[test]
    fn a_mistake_in_the_manifest_is_refused_in_words() {
        for (from, to, said) in [
            (
                "sqlite_databases = [\"cases\"]",
                "sqlite_database = [\"cases\"]",
                "unknown field `sqlite_database`",
            ),
            (
                "component = \"forms\"",
                "component = \"form\"",
                "no [component.form]",
            ),
            (
                "{ component = \"store\", inherit",
                "{ component = \"stores\", inherit",
                "no [component.stores]",
            ),
            (
                "{ path = \"rules.wasm\" }",
                "{ export = \"x\" }",
                "needs either `component` or `path`",
            ),
            (
                "{ private = true }",
                "{ private = false }",
                "must be a path or { private = true }",
            ),
            (
                "forms = { timeout_seconds",
                "form = { timeout_seconds",
                "sets limits for `form`",
            ),
            (
                "spin_manifest_version = 2",
                "spin_manifest_version = 1",
                "must be 2",
            ),
        ] {
            assert!(SMALL.contains(from), "{from}");
            let refused = format!(
                "{:#}",
                Manifest::parse(&SMALL.replacen(from, to, 1)).unwrap_err()
            );
            assert!(refused.contains(said), "{refused:?} does not say {said:?}");
        }
    }
}
