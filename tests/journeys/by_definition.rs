//! Every form, by its definition: everybody that [`super::saying`] finds goes through it page by page, in
//! every language that it has, makes every mistake that can be made, and sends it.
//!
//! What these pages look like in a browser, and whether their HTML is right, is held elsewhere, over
//! the pages that were seen here.

use std::collections::BTreeMap;

use form_model::Form;
use form_model::kinds::{ADD, REMOVE};
use form_site::languages::languages;

use super::filling_in::send;
use super::saying::{Fields, Somebody, everybody, forms};
use crate::harness::{Page, Resident, Site};

/// More steps than any form has.
const MOST_STEPS: usize = 90;

/// The first button of this name.
fn named(page: &Page, name: &str) -> Option<String> {
    let buttons = page.forms.iter().flat_map(|form| &form.buttons);
    buttons
        .filter(|button| button.name == name)
        .map(|button| button.text.clone())
        .next()
}

/// Types and ticks these fields, and takes out of the others what stands there.
fn fill_in(resident: &mut Resident, fields: &Fields) {
    let mut values: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for control in &resident.page().question().controls {
        if !["hidden", "file"].contains(&control.kind.as_str()) {
            values.insert(control.name.clone(), Vec::new());
        }
    }
    for (name, value) in fields {
        values
            .entry(name.clone())
            .and_modify(|values| values.push(value));
    }
    for (name, values) in values {
        resident.fill(&name, &values);
    }
}

fn go_on(resident: &mut Resident) {
    let button = resident.page().question().buttons[0].text.clone();
    resident.press(&button);
}

/// The parts of a task list, in order: where each begins.
fn tasks(page: &Page, form: &Form) -> Vec<String> {
    let inside = format!("{}/", form.path());
    let links = page.links.iter().map(|link| link.href.clone());
    links
        .filter(|href| {
            let own = href.strip_prefix(&inside);
            own.is_some_and(|id| form.find_page(id).is_some())
        })
        .collect()
}

/// One page: filled in wrongly, with room for one more, and as it should be.
#[track_caller]
fn answer(resident: &mut Resident, somebody: &Somebody<'_>) {
    let at = resident.at.clone();
    let Some(page) = somebody.page_at(&at) else {
        // A page that the definition does not have, such as one that offers what was looked up.
        return go_on(resident);
    };
    let mistaken = somebody.mistaken(&page.id);
    fill_in(resident, &mistaken);
    go_on(resident);
    if somebody.is_mistaken(&page.id, &mistaken) {
        assert_eq!(resident.status, 422, "{at} takes {mistaken:?}");
        assert!(
            !resident.page().errors.is_empty(),
            "{at} does not say what is wrong"
        );
    }
    if resident.status != 422 {
        resident.open(&at);
    }
    let form = resident.page().question().clone();
    let takes_files = form.controls.iter().any(|control| control.kind == "file");
    if let Some(add) = named(resident.page(), ADD).filter(|_| !takes_files) {
        resident.press(&add);
        let remove = named(resident.page(), REMOVE).expect("a way to take one away");
        resident.press(&remove);
        assert!(
            resident.page().errors.is_empty(),
            "{:?}",
            resident.page().errors
        );
    }
    fill_in(resident, &somebody.typed(&page.id));
    go_on(resident);
    assert_eq!(resident.status, 200, "{at}: {:?}", resident.page().errors);
}

/// From the first page to the last link of the confirmation.
#[track_caller]
fn goes_through(form: &Form, somebody: &Somebody<'_>, language: &str) {
    let path = form.path();
    let mut resident = Site::shared().resident();
    resident.open(&format!("{path}?language={language}"));
    let first = format!("{path}/{}", form.page[0].id);
    resident.open(&first);
    let mut parts = 0;
    for _ in 0..MOST_STEPS {
        let at = resident.at.clone();
        if at.ends_with("/check-answers") {
            break;
        }
        if at.ends_with("/tasks") {
            let list = tasks(resident.page(), form);
            let check = format!("{path}/check-answers");
            resident.open(&list.get(parts).cloned().unwrap_or(check));
            parts += 1;
        } else {
            answer(&mut resident, somebody);
            assert_ne!(resident.at, at, "{at} leads to itself");
        }
    }
    send(&mut resident);
    let inside = format!("{path}/");
    let links: Vec<String> = resident
        .page()
        .links
        .iter()
        .map(|link| link.href.clone())
        .collect();
    for link in links
        .iter()
        .filter(|link| link.starts_with(&inside) && !link.contains("leave"))
    {
        resident.open(link);
        assert_eq!(resident.status, 200, "{link}");
    }
}

#[test]
fn every_form_is_gone_through_by_everybody_in_every_language() {
    for (site, form) in forms() {
        let everybody = everybody(&form);
        println!("{}: {} people", form.id, everybody.len());
        for language in languages(site, &form, true) {
            for somebody in &everybody {
                goes_through(&form, somebody, &language.id);
            }
        }
    }
}
