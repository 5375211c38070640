//! A copy of `spin.toml` with one power taken out is refused, with the component's name and the line.

use toml::Value;

use crate::harness::manifest::Manifest;
use crate::harness::{Site, Start};

/// Starts from the manifest and answers why that was refused.
#[track_caller]
fn refusal(manifest: &Manifest, name: &str) -> String {
    let path = manifest.write(name);
    match Start::named(name).manifest(&path).try_begin() {
        Err(said) => said,
        Ok(_) => panic!("{name} started all the same"),
    }
}

#[track_caller]
fn assert_names(said: &str, component: &str, line: &str) {
    assert!(
        said.contains(component),
        "{component} is not named in: {said}"
    );
    assert!(
        said.contains(line),
        "the line with {line} is not told in: {said}"
    );
}

#[test]
fn a_component_without_its_database_is_refused() {
    if !Site::is_ours() {
        return println!("only a site of our own can be started wrongly");
    }
    for (id, _) in Manifest::of_today().http_components() {
        let granted = Manifest::of_today()
            .component(&id)
            .get("sqlite_databases")
            .cloned();
        let Some(Value::Array(databases)) = granted else {
            continue;
        };
        for database in &databases {
            let mut manifest = Manifest::of_today();
            let left: Vec<Value> = databases
                .iter()
                .filter(|other| *other != database)
                .cloned()
                .collect();
            manifest
                .component(&id)
                .insert("sqlite_databases".to_owned(), Value::Array(left));
            let database = database.as_str().expect("a label");
            let said = refusal(&manifest, &format!("{id}-without-{database}"));
            assert_names(&said, &id, "sqlite_databases");
            assert!(
                said.contains(database),
                "{database} is not named in: {said}"
            );
        }
        let mut manifest = Manifest::of_today();
        manifest.component(&id).remove("sqlite_databases");
        assert_names(
            &refusal(&manifest, &format!("{id}-without-databases")),
            &id,
            "sqlite_databases",
        );
    }
}

#[test]
fn a_component_without_its_settings_is_refused() {
    if !Site::is_ours() {
        return println!("only a site of our own can be started wrongly");
    }
    for (id, _) in Manifest::of_today().http_components() {
        let mut manifest = Manifest::of_today();
        if manifest.component(&id).remove("variables").is_none() {
            continue;
        }
        assert_names(
            &refusal(&manifest, &format!("{id}-without-variables")),
            &id,
            "variables",
        );
    }
}

#[test]
fn a_library_that_inherits_nothing_is_refused() {
    if !Site::is_ours() {
        return println!("only a site of our own can be started wrongly");
    }
    let mut taken = 0;
    for (id, _) in Manifest::of_today().http_components() {
        let dependencies = Manifest::of_today()
            .component(&id)
            .get("dependencies")
            .cloned();
        let Some(Value::Table(dependencies)) = dependencies else {
            continue;
        };
        for (name, dependency) in dependencies {
            let Some(Value::Array(kinds)) = dependency.get("inherit_configuration").cloned() else {
                continue;
            };
            // All of them at once, then one by one.
            let all = (0..kinds.len()).map(Some).chain([None]);
            for without in all {
                let left: Vec<Value> = kinds
                    .iter()
                    .enumerate()
                    .filter(|(place, _)| without.is_some_and(|without| without != *place))
                    .map(|(_, kind)| kind.clone())
                    .collect();
                let mut manifest = Manifest::of_today();
                let table = manifest.component(&id)["dependencies"][&name]
                    .as_table_mut()
                    .expect("a dependency");
                if left.is_empty() {
                    table.remove("inherit_configuration");
                } else {
                    table.insert("inherit_configuration".to_owned(), Value::Array(left));
                }
                taken += 1;
                let said = refusal(&manifest, &format!("{id}-inherits-less-{taken}"));
                assert_names(&said, &id, "inherit_configuration");
            }
        }
    }
    assert!(taken > 0, "no library inherits anything");
}

#[test]
fn a_power_that_is_spelt_wrongly_is_no_power() {
    if !Site::is_ours() {
        return println!("only a site of our own can be started wrongly");
    }
    let mut manifest = Manifest::of_today();
    let component = manifest.component("contact-forms");
    let databases = component.remove("sqlite_databases").expect("databases");
    component.insert("sqlite_database".to_owned(), databases);
    let said = refusal(&manifest, "misspelt");
    assert!(
        said.contains("sqlite_database") && said.contains("sqlite_databases"),
        "{said}"
    );
}
