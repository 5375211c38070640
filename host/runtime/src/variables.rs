//! spin:variables: a component sees the variables of its own `[component.X.variables]`, and no others.

use crate::bindings::spin::variables::variables::{Error, Host, HostWithStore};
use crate::guest::{Grants, Guest};
use crate::manifest::{Component, Manifest};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::sync::Arc;
use wasmtime::component::{Accessor, HasData};

/// The values of the application's variables: what was handed in, then the environment
/// (`SPIN_VARIABLE_NAME`), then the manifest's default. All that are missing are named at once.
pub fn application(
    manifest: &Manifest,
    given: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>> {
    let mut values = BTreeMap::new();
    let mut missing = Vec::new();
    for (name, variable) in &manifest.variables {
        let key = format!("SPIN_VARIABLE_{}", name.to_uppercase());
        let value = given
            .get(name)
            .cloned()
            .or_else(|| std::env::var(&key).ok())
            .or_else(|| variable.default.clone());
        match value {
            Some(value) => {
                values.insert(name.clone(), value);
            }
            None if variable.required => missing.push(key),
            None => bail!(
                "the variable `{name}` of spin.toml has neither a default nor `required = true`"
            ),
        }
    }
    if !missing.is_empty() {
        bail!(
            "these settings are required and not set: {}",
            missing.join(", ")
        );
    }
    Ok(values)
}

/// The variables of a component, with the application's put into their `{{ templates }}`.
pub fn of_component(
    id: &str,
    component: &Component,
    application: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>> {
    component
        .variables
        .iter()
        .map(|(name, template)| {
            let value = fill(template, application)
                .with_context(|| format!("the variable `{name}` of [component.{id}]"))?;
            Ok((name.clone(), value))
        })
        .collect()
}

/// A text with the application's variables put into its `{{ templates }}`.
pub fn fill(template: &str, values: &BTreeMap<String, String>) -> Result<String> {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").context("has a {{ without its }}")?;
        let name = name.trim();
        let value = values
            .get(name)
            .with_context(|| format!("names `{name}`, which is not in [variables]"))?;
        filled.push_str(before);
        filled.push_str(value);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// The variables of the running component.
pub struct Variables;

impl HasData for Variables {
    type Data<'a> = View<'a>;
}

/// What a call may look at.
pub struct View<'a>(&'a Arc<Grants>);

impl View<'_> {
    pub fn new(guest: &mut Guest) -> View<'_> {
        View(&guest.grants)
    }
}

impl Host for View<'_> {}

impl<T: Send> HostWithStore<T> for Variables {
    async fn get(
        accessor: &Accessor<T, Self>,
        name: String,
    ) -> wasmtime::Result<Result<String, Error>> {
        let legal = !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if !legal {
            return Ok(Err(Error::InvalidName(name)));
        }
        let value = accessor.with(|mut access| access.get().0.variables.get(&name).cloned());
        Ok(value
            .ok_or_else(|| Error::Undefined(format!("{name} is not a variable of this component"))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = r#"
        spin_manifest_version = 2
        application = { name = "x" }
        [variables]
        key = { required = true }
        authority = { default = "essex" }
        [component.forms]
        source = "x.wasm"
        variables = { place = "{{ authority }}/{{key}}", fixed = "yes" }
    "#;

    #[test]
    fn a_component_sees_its_own_variables_and_no_others() {
        let manifest = Manifest::parse(MANIFEST).unwrap();
        let values = application(&manifest, &[("key".to_owned(), "k".to_owned())].into()).unwrap();
        let forms = of_component("forms", &manifest.component["forms"], &values).unwrap();
        assert_eq!(
            forms,
            [
                ("fixed".to_owned(), "yes".to_owned()),
                ("place".to_owned(), "essex/k".to_owned())
            ]
            .into()
        );
    }

    #[test]
    fn a_required_setting_that_is_missing_is_named() {
        let manifest = Manifest::parse(MANIFEST).unwrap();
        let refused = application(&manifest, &BTreeMap::new())
            .unwrap_err()
            .to_string();
        assert!(refused.contains("SPIN_VARIABLE_KEY"), "{refused}");
        let refused =
            of_component("forms", &manifest.component["forms"], &BTreeMap::new()).unwrap_err();
        assert!(
            format!("{refused:#}").contains("`place` of [component.forms]"),
            "{refused:#}"
        );
    }
}
