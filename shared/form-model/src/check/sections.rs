//! Sections of a task list: each page in one, in the order of the pages.

use std::collections::BTreeMap;

use super::meaning::Checker;

impl Checker<'_> {
    pub(super) fn sections(&mut self) {
        let form = self.form;
        let places: BTreeMap<&str, usize> = form
            .page
            .iter()
            .enumerate()
            .map(|(at, page)| (page.id.as_str(), at))
            .collect();
        let mut last: Option<usize> = None;
        let mut first: Option<usize> = None;
        let mut ids = BTreeMap::new();
        for (n, section) in form.section.iter().enumerate() {
            let path = format!("section[{n}]");
            self.id(&format!("{path}.id"), &section.id);
            self.words(&format!("{path}.title"), &section.title);
            if ids.insert(section.id.as_str(), n).is_some() {
                self.report(
                    &format!("{path}.id"),
                    format!("The section id `{}` is there twice", section.id),
                    "Give each section an id of its own.",
                );
            }
            if section.pages.is_empty() {
                self.report(
                    &path,
                    format!("The section `{}` has no page", section.id),
                    "List its pages in pages.",
                );
            }
            for (m, page) in section.pages.iter().enumerate() {
                let path = format!("{path}.pages[{m}]");
                let Some(at) = places.get(page.as_str()).copied() else {
                    let known: Vec<&str> = form.page.iter().map(|page| page.id.as_str()).collect();
                    let remedy = format!("The pages are {}.", known.join(", "));
                    self.report(&path, format!("There is no page `{page}`"), remedy);
                    continue;
                };
                if last.is_some_and(|last| at <= last) {
                    self.report(
                        &path,
                        format!("The page `{page}` is out of order, or in two sections"),
                        "List each page once, in the order in which the pages stand in the file.",
                    );
                }
                last = Some(last.map_or(at, |last| last.max(at)));
                first = first.or(Some(at));
            }
        }
        let Some(first) = first else {
            return;
        };
        for (at, page) in form.page.iter().enumerate().skip(first) {
            if form.section_of(page).is_none() {
                self.report(
                    &format!("page[{at}].id"),
                    format!("The page `{}` is in no section", page.id),
                    "Add it to the pages of a section. Only pages before the first section are in none.",
                );
            }
        }
    }
}
