//! The people who use a site. They speak HTTP and nothing else.

use super::{Answer, Caller, Form, Json, Page, json};

/// Somebody with a browser and no JavaScript, who reads pages and presses buttons.
#[derive(Debug)]
pub struct Resident {
    pub caller: Caller,
    page: Option<Page>,
    /// Where they are.
    pub at: String,
    filling: Option<Form>,
    /// The status of the page.
    pub status: u16,
}

impl Resident {
    pub fn new(base: &str) -> Self {
        Self {
            caller: Caller::new(base, None),
            page: None,
            at: String::new(),
            filling: None,
            status: 0,
        }
    }

    /// The page in front of them.
    #[track_caller]
    pub fn page(&self) -> &Page {
        self.page.as_ref().expect("a page was opened")
    }

    /// Opens an address and follows where it leads.
    #[track_caller]
    pub fn open(&mut self, path: &str) -> &Page {
        let answer = self.caller.get(path);
        self.arrive(path, answer)
    }

    /// Follows the link with these words.
    #[track_caller]
    pub fn follow(&mut self, text: &str) -> &Page {
        let path = resolve(&self.at, self.page().link(text));
        self.open(&path)
    }

    /// Types or chooses in the form that has this control, as it stands on the page.
    #[track_caller]
    pub fn fill(&mut self, name: &str, values: &[&str]) -> &mut Self {
        let begun = self.filling.take().filter(|form| form.has(name));
        let mut form = begun.unwrap_or_else(|| self.page().form_with(name).clone());
        form.fill(name, values);
        self.filling = Some(form);
        self
    }

    /// Presses a button, of the form that was being filled in or else of the first that has it.
    #[track_caller]
    pub fn press(&mut self, text: &str) -> &Page {
        let has_it = |form: &Form| form.buttons.iter().any(|button| button.text == text);
        let form = self
            .filling
            .take()
            .filter(has_it)
            .unwrap_or_else(|| self.page().form_with(text).clone());
        let (elsewhere, pairs) = form.pressed(text);
        let action = elsewhere.unwrap_or(form.action.clone());
        let path = resolve(&self.at, &action);
        let answer = if form.method == "post" {
            self.caller.post_form(&path, &pairs)
        } else {
            let query = super::page::urlencode(&pairs);
            self.caller.get(&format!(
                "{}?{query}",
                path.split('?').next().unwrap_or(&path)
            ))
        };
        self.arrive(&path, answer)
    }

    /// Goes where redirects lead, at most ten of them.
    #[track_caller]
    fn arrive(&mut self, path: &str, answer: Answer) -> &Page {
        let (mut at, mut answer) = (path.to_owned(), answer);
        for _ in 0..10 {
            let Some(next) = answer
                .header("location")
                .filter(|_| (300..400).contains(&answer.status))
            else {
                break;
            };
            if next.starts_with("http") {
                // Out of the site: there is nothing more to see.
                at = next.to_owned();
                answer.status = 200;
                break;
            }
            at = resolve(&at, next);
            answer = self.caller.get(&at);
        }
        assert!(
            !(300..400).contains(&answer.status),
            "{path} leads in circles"
        );
        self.status = answer.status;
        self.at = at;
        self.filling = None;
        self.page = Some(answer.page());
        self.page()
    }
}

/// A machine with a service token, or nobody in particular without one.
#[derive(Debug)]
pub struct Machine {
    pub caller: Caller,
    /// As staff see it.
    pub name: String,
}

impl Machine {
    /// Reads a referral, with its entity tag.
    #[track_caller]
    pub fn referral(&self, reference: &str) -> (Json, String) {
        let answer = self
            .caller
            .get(&format!("/api/v1/referrals/{reference}"))
            .expect(200);
        let tag = answer.header("etag").expect("an ETag").to_owned();
        (answer.json(), tag)
    }

    /// Changes a referral, with this entity tag if any.
    pub fn change(&self, reference: &str, action: &str, body: &Json, tag: Option<&str>) -> Answer {
        let headers: Vec<(&str, &str)> = tag.map(|tag| ("if-match", tag)).into_iter().collect();
        self.caller.post_with(
            &format!("/api/v1/referrals/{reference}/{action}"),
            body,
            &headers,
        )
    }

    /// Changes a referral as it stands now.
    pub fn change_now(&self, reference: &str, action: &str, body: &Json) -> Answer {
        let (_, tag) = self.referral(reference);
        self.change(reference, action, body, Some(&tag))
    }

    /// Everything on a list, page by page.
    #[track_caller]
    pub fn list(&self, query: &str, limit: u32) -> Vec<Json> {
        let mut items: Vec<Json> = Vec::new();
        let mut cursor = String::new();
        loop {
            let path = format!("/api/v1/referrals?limit={limit}{query}{cursor}");
            let page = self.caller.get(&path).expect(200).json();
            items.extend(page["items"].as_array().expect("items").iter().cloned());
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return items,
            }
        }
    }

    /// Sends a contact and answers what came back.
    #[track_caller]
    pub fn submit(&self, form: &str, answers: &Json) -> Json {
        self.caller
            .post(
                &format!("/api/v1/forms/{form}/submissions"),
                &json!({"answers": answers, "channel": "web"}),
            )
            .expect(201)
            .json()
    }
}

/// A member of staff in front of a browser.
#[derive(Debug)]
pub struct Worker {
    pub browser: Resident,
    pub username: String,
    pub password: String,
}

impl Worker {
    pub fn new(base: &str, username: &str, password: &str) -> Self {
        Self {
            browser: Resident::new(base),
            username: username.to_owned(),
            password: password.to_owned(),
        }
    }

    /// Signs in and arrives at the queues.
    #[track_caller]
    pub fn sign_in(&mut self) -> &Page {
        let (username, password) = (self.username.clone(), self.password.clone());
        self.browser.open("/staff/sign-in");
        self.browser
            .fill("username", &[&username])
            .fill("password", &[&password]);
        self.browser.press("Sign in")
    }
}

/// Where a link on a page leads, without its fragment.
pub fn resolve(at: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let here = at.split(['?', '#']).next().unwrap_or_default();
    if href.is_empty() {
        at.split('#').next().unwrap_or_default().to_owned()
    } else if href.starts_with('/') {
        href.to_owned()
    } else if href.starts_with('?') {
        format!("{here}{href}")
    } else {
        let folder = here.rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{folder}/{href}")
    }
}
