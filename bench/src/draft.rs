//! Fills in the first page of the form as a browser does, so that there is a draft to come back to.

use std::net::SocketAddr;

use anyhow::{Context as _, bail};
use scraper::{ElementRef, Html, Selector};

use crate::contacts;
use crate::http::{self, Connection};

/// Nothing sends a browser on more often than this.
const MOST_REDIRECTS: usize = 5;

/// A page of a saved draft: what to ask for it, and how to know it.
pub struct SavedPage {
    pub request: Vec<u8>,
    pub path: String,
    /// The heading's own HTML.
    pub heading: String,
}

/// Begins a draft, answers the first page with questions, and answers the page that comes next.
pub async fn second_page(address: SocketAddr) -> anyhow::Result<SavedPage> {
    let mut browser = Browser {
        connection: Connection::open(address).await?,
        cookies: Vec::new(),
    };
    let mut page = browser
        .visit(format!("/contact/{}", contacts::FORM))
        .await?;
    // The form may open with a page that only says what it is for.
    while !page.asks_something() {
        page = match page.start_button() {
            Some(next) => browser.visit(next).await?,
            None => browser.go_on(&page).await?,
        };
    }
    let first = page.path.clone();
    let page = browser.go_on(&page).await?;
    if page.path == first {
        bail!("the first page of the form was not taken: {first}");
    }
    if browser.cookies.is_empty() {
        bail!("there is no cookie for the draft");
    }
    Ok(SavedPage {
        request: http::request("GET", &page.path, &browser.headers(), b""),
        heading: page.heading()?.to_owned(),
        path: page.path,
    })
}

struct Browser {
    connection: Connection,
    /// `name=value`, of which a later one replaces an earlier one of the same name.
    cookies: Vec<String>,
}

struct Page {
    path: String,
    html: String,
}

impl Browser {
    fn headers(&self) -> Vec<String> {
        if self.cookies.is_empty() {
            return Vec::new();
        }
        vec![format!("cookie: {}", self.cookies.join("; "))]
    }

    async fn visit(&mut self, path: String) -> anyhow::Result<Page> {
        let request = http::request("GET", &path, &self.headers(), b"");
        self.follow(path, request).await
    }

    /// Fills in whatever the page asks, and presses its first button.
    async fn go_on(&mut self, page: &Page) -> anyhow::Result<Page> {
        let (path, fields) = page.filled_in()?;
        let mut headers = self.headers();
        headers.push("content-type: application/x-www-form-urlencoded".to_owned());
        let request = http::request("POST", &path, &headers, fields.as_bytes());
        self.follow(path, request).await
    }

    async fn follow(&mut self, mut path: String, mut request: Vec<u8>) -> anyhow::Result<Page> {
        for _ in 0..MOST_REDIRECTS {
            let answer = self.connection.exchange(&request).await?;
            let set: Vec<String> = answer
                .headers("set-cookie")
                .into_iter()
                .map(|cookie| cookie.split(';').next().unwrap_or_default().to_owned())
                .collect();
            let onward = match answer.status {
                200 => Err(answer.text()?.to_owned()),
                303 => Ok(answer
                    .header("location")
                    .context("a redirect to nowhere")?
                    .to_owned()),
                status => bail!("{path} was answered {status}: {}", answer.text()?),
            };
            self.keep(set);
            match onward {
                Err(html) => return Ok(Page { path, html }),
                Ok(location) => path = location,
            }
            request = http::request("GET", &path, &self.headers(), b"");
        }
        bail!("{path} sends the browser round in circles")
    }

    fn keep(&mut self, set: Vec<String>) {
        for cookie in set {
            let name = cookie.split('=').next().unwrap_or_default().to_owned() + "=";
            self.cookies.retain(|old| !old.starts_with(&name));
            self.cookies.push(cookie);
        }
    }
}

impl Page {
    fn heading(&self) -> anyhow::Result<&str> {
        let after = self.html.split_once("<h1").map(|(_, after)| after);
        let heading = after.and_then(|after| after.split_once("</h1>"));
        heading
            .map(|(heading, _)| heading)
            .with_context(|| format!("{} has no heading", self.path))
    }

    fn asks_something(&self) -> bool {
        let document = Html::parse_document(&self.html);
        let questions = selector("main form[method=post] :is(input:not([type=hidden]), textarea)");
        document.select(&questions).next().is_some()
    }

    /// Where its first button leads, if that is a link.
    fn start_button(&self) -> Option<String> {
        let document = Html::parse_document(&self.html);
        let link = document.select(&selector("main a.govuk-button")).next()?;
        Some(link.value().attr("href")?.to_owned())
    }

    /// Where the page's form goes, and what it carries when it is filled in: "no" wherever that is
    /// offered, else the first choice.
    fn filled_in(&self) -> anyhow::Result<(String, String)> {
        let document = Html::parse_document(&self.html);
        let form = document
            .select(&selector("main form[method=post]"))
            .next()
            .with_context(|| format!("{} has no form", self.path))?;
        let mut fields = Fields::default();
        for control in form.select(&selector("input[type=radio][value=no]")) {
            fields.put(control, "no");
        }
        // Not what people do not see and only bots fill in, which is a field for text.
        for control in form.select(&selector("input:is([type=hidden], [type=radio])")) {
            fields.put(control, "on");
        }
        for control in form.select(&selector("button")).take(1) {
            fields.put(control, "");
        }
        let path = form.value().attr("action").unwrap_or(&self.path);
        Ok((path.to_owned(), fields.encoded))
    }
}

/// The first value of each control, encoded as browsers do it.
#[derive(Default)]
struct Fields {
    names: Vec<String>,
    encoded: String,
}

impl Fields {
    fn put(&mut self, control: ElementRef<'_>, value_otherwise: &str) {
        let Some(name) = control.value().attr("name") else {
            return;
        };
        if self.names.iter().any(|known| known == name) {
            return;
        }
        self.names.push(name.to_owned());
        let value = control.value().attr("value").unwrap_or(value_otherwise);
        let pair = form_urlencoded::Serializer::new(String::new())
            .append_pair(name, value)
            .finish();
        if !self.encoded.is_empty() {
            self.encoded.push('&');
        }
        self.encoded.push_str(&pair);
    }
}

/// A selector that stands in this file.
fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("the selectors of this file are valid")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(form: &str) -> Page {
        Page {
            path: "/contact/adult-contact/danger".to_owned(),
            html: format!("<main><h1>Is anyone in danger?</h1>{form}</main>"),
        }
    }

    #[test]
    fn no_is_chosen_and_what_the_page_hides_is_sent_back() {
        let page = page(
            "<form method='post'><input type=hidden name=revision value='7'>
             <input type=radio name=danger value=yes><input type=radio name=danger value=no>
             <button>Continue</button><button name=go value=save>Save</button></form>",
        );
        assert!(page.asks_something());
        assert!(page.heading().unwrap().ends_with("in danger?"));
        let (path, fields) = page.filled_in().unwrap();
        assert_eq!(path, "/contact/adult-contact/danger");
        assert_eq!(fields, "danger=no&revision=7");
    }

    #[test]
    fn a_page_that_only_informs_is_passed_by_its_first_button() {
        let page = page(
            "<form method='post' action='/contact/adult-contact'>
             <button name='go' value='on'>Start</button><button name='go' value='send'>Send</button>
             </form>",
        );
        assert!(!page.asks_something());
        let (path, fields) = page.filled_in().unwrap();
        assert_eq!(path, "/contact/adult-contact");
        assert_eq!(fields, "go=on");
    }
}
