//! Every form in a real browser, from its first page to the confirmation and what follows it: on a telephone
//! and at a desk, with JavaScript and without. No request fails, no script complains, nothing sticks out, and
//! a mistake is said.
//!
//! One person walks here through each form. Every page that anybody is shown, in every state and language, is
//! looked at in a browser by [`crate::visited`].

use form_model::Form;
use form_model::kinds::ADD;

use super::whole_journey::going_on;
use crate::harness::chromium::Window;
use crate::harness::{Site, json, project};
use crate::journeys::saying::{Fields, Somebody, everybody, forms};

const DESK: u32 = 1280;
const TELEPHONE: u32 = 320;
/// More steps than any form has.
const MOST_STEPS: usize = 90;

/// What a browser says of a page that reports a mistake: that it was answered with this status.
const MISTAKE: &str = "422";

/// A form in a window.
struct Walk<'w> {
    window: &'w Window,
    form: &'w Form,
    javascript: bool,
    /// Mistakes that were made and found.
    mistakes: usize,
}

impl Walk<'_> {
    fn address(&self, page: &str) -> String {
        format!("{}/{page}", self.form.path())
    }

    /// Holds what the window shows to what must hold for every page.
    #[track_caller]
    fn look(&self) {
        self.look_past(&|_| false);
    }

    #[track_caller]
    fn look_past(&self, expected: &dyn Fn(&str) -> bool) {
        let mut wrong = self.window.failed_requests();
        if self.javascript {
            wrong.extend(self.window.complaints());
        }
        wrong.retain(|said| !expected(said));
        wrong.extend(self.window.sticks_out());
        assert!(wrong.is_empty(), "{}: {wrong:?}", self.window.path());
    }

    /// Types and ticks these fields and nothing else.
    fn fill_in(&self, fields: &Fields) {
        let wanted = json!(fields);
        self.window.evaluate(&format!(
            "const wanted = {wanted};
             for (const at of document.querySelectorAll('main form [name]')) {{
               if (['hidden', 'file', 'submit'].includes(at.type)) continue;
               const values = wanted.filter(([name]) => name === at.name).map(([, value]) => value);
               if (at.type === 'radio' || at.type === 'checkbox') {{
                 if (at.checked !== values.includes(at.value)) at.click();
               }} else at.value = values[0] ?? '';
             }}"
        ));
    }

    fn press_on(&self) {
        self.window.press(&going_on(self.window));
    }

    /// One page of the form: the first mistake that can be made, a file or one more of what there can be
    /// several of, and the answer.
    #[track_caller]
    fn answer(&mut self, somebody: &Somebody<'_>) {
        self.look();
        let at = self.window.path();
        let Some(page) = somebody.page_at(&at) else {
            return self.press_on();
        };
        let mistaken = somebody.mistaken(&page.id);
        if self.mistakes == 0 && somebody.is_mistaken(&page.id, &mistaken) {
            self.fill_in(&mistaken);
            self.press_on();
            // Some mistakes cannot be made with JavaScript: it unticks what does not go together.
            if self.window.title().starts_with("Error:") {
                self.mistakes += 1;
                self.look_past(&|said| said.contains(MISTAKE));
            }
            self.window.go(&at);
        }
        let add = self.window.all(&format!("main button[name=\"{ADD}\"]"));
        if let Some(add) = add.first() {
            if let Some(field) = self.window.all("main input[type=file]").first() {
                let picture = project().join("docs/screenshots/resident.png");
                self.window.keys(field, &picture.display().to_string());
            }
            self.window.press(&self.window.text(add));
            self.look();
            self.window.go(&at);
        }
        self.fill_in(&somebody.typed(&page.id));
        self.press_on();
    }

    /// From the first page to the last link of the confirmation.
    #[track_caller]
    fn goes(&mut self, somebody: &Somebody<'_>) {
        self.window.go(&self.form.path());
        self.look();
        self.window.press("Start now");
        let mut parts = 0;
        for _ in 0..MOST_STEPS {
            let at = self.window.path();
            if at.ends_with("/check-answers") {
                break;
            }
            if at.ends_with("/tasks") {
                self.look();
                let tasks = self.window.all("main .govuk-task-list__link");
                let end = self.window.one("main a[href$=\"/check-answers\"]");
                let next = tasks.get(parts).unwrap_or(&end);
                self.window.press(&self.window.text(next));
                parts += 1;
            } else {
                self.answer(somebody);
                assert_ne!(self.window.path(), at, "{at} leads to itself");
            }
        }
        self.look();
        self.print("check-answers");
        self.press_on();
        assert_eq!(self.window.path(), self.address("confirmation"));
        self.look();
        self.print("confirmation");
        self.what_follows();
    }

    /// The page on paper: a picture of it, and no address that says nothing without the site's name.
    #[track_caller]
    fn print(&self, page: &str) {
        let name = format!("printed-{}-{page}", self.form.slug());
        let addresses = self.window.on_paper(|| {
            self.window.screenshot(&name);
            self.window.evaluate(
                "return [...document.querySelectorAll('main a[href^=\"/\"]')]
                   .filter(link => link.checkVisibility())
                   .filter(link => !['none', 'normal'].includes(getComputedStyle(link, '::after').content))
                   .map(link => link.textContent)",
            )
        });
        assert_eq!(addresses, json!([]), "{page}");
    }

    /// What the confirmation leads to within the form.
    #[track_caller]
    fn what_follows(&self) {
        let inside = self.address("");
        let links = self.window.all(&format!("main a[href^=\"{inside}\"]"));
        let links: Vec<String> = links
            .iter()
            .filter_map(|link| self.window.attribute(link, "href"))
            .map(|href| href.trim_start_matches(&Site::shared().url).to_owned())
            .filter(|href| !href.ends_with("/leave"))
            .collect();
        for link in links {
            self.window.go(&link);
            self.look();
        }
    }
}

/// Somebody walks through every form in one window.
#[track_caller]
fn every_form(width: u32, javascript: bool) {
    let window = Window::open(&Site::shared().url, width, javascript);
    let mut mistakes = 0;
    for (_, form) in forms() {
        let everybody = everybody(&form);
        let mut walk = Walk {
            window: &window,
            form: &form,
            javascript,
            mistakes: 0,
        };
        walk.goes(everybody.first().expect("somebody"));
        mistakes += walk.mistakes;
    }
    assert!(mistakes > 0, "nobody made a mistake");
}

#[test]
fn every_form_on_a_telephone() {
    every_form(TELEPHONE, true);
}

#[test]
fn every_form_on_a_telephone_without_javascript() {
    every_form(TELEPHONE, false);
}

#[test]
fn every_form_at_a_desk() {
    every_form(DESK, true);
}

#[test]
fn every_form_at_a_desk_without_javascript() {
    every_form(DESK, false);
}

/// Were scripts run all the same, the walks without them would show nothing.
#[test]
fn without_javascript_there_is_none() {
    let runs = |javascript: bool| {
        let window = Window::open(&Site::shared().url, DESK, javascript);
        window.go("/contact/adult-contact");
        // A script of ours says how often shift was pressed.
        !window.all("span[role=status]").is_empty()
    };
    assert_eq!((runs(true), runs(false)), (true, false));
}
