//! The desk with few referrals and with very many: what a worker waits for a page of a queue, for a list by other
//! filters, for a page far down a list, and for "next for me".

use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, bail};
use serde::Serialize;
use serde_json::Value;

use crate::growth::{self, Growth};
use crate::http::{self, Connection};
use crate::load::{Check, Undo, Work};
use crate::run::Plan;
use crate::server::Server;

pub const QUEUE_PAGE: &str = "a page of a queue";
pub const NEXT: &str = "next for me";
const FILTERS: &str = "a list by other filters";
const FAR_DOWN: &str = "a page far down a list";

/// How many lines the desk shows on a page, and a call is asked for.
const LINES: usize = 50;

/// Who works, in a development.
const WORKER: &str = "sam.senior";

/// What is looked for besides queues. Whatever fills a page at the small site is asked at both.
const OTHER_FILTERS: [&str; 8] = [
    "",
    "status=closed",
    "status=received",
    "status=being-looked-at",
    "locality=mid",
    "priority=standard&status=received",
    "assignee=sam.senior&status=being-looked-at",
    "due_before=2030-01-01T00:00:00Z&status=closed",
];

/// What was asked, and what it cost that the site had grown.
#[derive(Debug, Clone, Serialize)]
pub struct Desk {
    pub small: Filled,
    pub large: Filled,
    pub asked: Vec<Asked>,
}

/// A site that was filled with made-up referrals, half of them closed.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Filled {
    pub referrals: usize,
    pub seconds: f64,
}

#[derive(Debug, Clone, Copy, Serialize)]
pub struct Asked {
    pub what: &'static str,
    #[serde(flatten)]
    pub growth: Growth,
}

impl Desk {
    /// What a site that has grown makes of it; none where it was not asked.
    pub fn ratio_of(&self, what: &str) -> Option<f64> {
        let asked = self.asked.iter().find(|asked| asked.what == what)?;
        Some(asked.growth.p99_ratio)
    }
}

/// Fills two sites and asks both, in turn.
pub async fn measure(plan: &Plan, compiled: &Path) -> anyhow::Result<Desk> {
    let [few, many] = if plan.quick {
        [1_000, 3_000]
    } else {
        [1_000, 1_000_000]
    };
    let small = Site::with(plan, compiled, few).await?;
    let large = Site::with(plan, compiled, many).await?;
    let [queues, filters] = small.full_pages().await?;
    let mut asked = Vec::new();
    for what in [QUEUE_PAGE, FILTERS, FAR_DOWN, NEXT] {
        let mut works = Vec::new();
        for site in [&small, &large] {
            works.push(Arc::new(match what {
                QUEUE_PAGE => site.pages_of(&queues),
                FILTERS => site.lists_by(&filters),
                FAR_DOWN => site.pages_far_down().await?,
                _ => site.next_for_me(),
            }));
        }
        let at = |site: &Site, work| growth::Asked {
            address: site.server.address,
            work,
        };
        let growth = growth::measure(plan, at(&small, &works[0]), at(&large, &works[1]))
            .await
            .with_context(|| what.to_owned())?;
        asked.push(Asked { what, growth });
    }
    let desk = Desk {
        small: small.filled,
        large: large.filled,
        asked,
    };
    small.end().await?;
    large.end().await?;
    Ok(desk)
}

/// A site with so many referrals, at which somebody is signed in.
struct Site {
    server: Server,
    filled: Filled,
    /// The header of a browser in which a worker is signed in.
    cookie: String,
    /// The header of a machine with every role.
    token: String,
}

impl Site {
    async fn with(plan: &Plan, compiled: &Path, referrals: usize) -> anyhow::Result<Self> {
        let data = plan.scratch.join(format!("desk-{referrals}"));
        std::fs::create_dir_all(&data)?;
        std::os::unix::fs::symlink(compiled, data.join("compiled"))?;
        let began = Instant::now();
        let number = referrals.to_string();
        let filled = tokio::process::Command::new(&plan.frontdoor)
            .args(["seed", "--referrals", &number, "--worked", "--data"])
            .arg(&data)
            .current_dir(crate::house())
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .status()
            .await?;
        if !filled.success() {
            bail!("{referrals} referrals could not be made up");
        }
        let seconds = began.elapsed().as_secs_f64();
        let server = Server::start(&plan.frontdoor, &["up", "--no-build"], &data).await?;
        let credentials = std::fs::read(data.join("credentials.json"))?;
        let credentials: Value = serde_json::from_slice(&credentials)?;
        let token = credentials["service_tokens"][0]["token"].as_str();
        let token = token.context("there is no service token")?;
        let cookie = signed_in(server.address, &credentials).await?;
        Ok(Self {
            filled: Filled { referrals, seconds },
            cookie,
            token: format!("authorization: Bearer {token}"),
            server,
        })
    }

    /// Stops it and removes what it kept, which is much.
    async fn end(self) -> anyhow::Result<()> {
        let data = self.server.data.clone();
        self.server.stop().await?;
        Ok(std::fs::remove_dir_all(data)?)
    }

    /// The queues and the other filters that fill a page here: a page with fewer lines would cost less, whatever
    /// the size of the site.
    async fn full_pages(&self) -> anyhow::Result<[Vec<String>; 2]> {
        let mut connection = Connection::open(self.server.address).await?;
        let mut queues = Vec::new();
        let mut filters = Vec::new();
        for (queue, _) in vocabulary::QUEUES {
            let page = http::request(
                "GET",
                &page_of(queue),
                std::slice::from_ref(&self.cookie),
                b"",
            );
            if lines(connection.exchange(&page).await?.body) == LINES {
                queues.push((*queue).to_owned());
            }
        }
        for filter in OTHER_FILTERS {
            let list = http::request(
                "GET",
                &list_by(filter),
                std::slice::from_ref(&self.token),
                b"",
            );
            if lines(connection.exchange(&list).await?.body) == LINES {
                filters.push(filter.to_owned());
            }
        }
        if queues.is_empty() || filters.is_empty() {
            bail!("nothing fills a page");
        }
        eprintln!("asking for {} and by {filters:?}", queues.join(", "));
        Ok([queues, filters])
    }

    fn get(&self, paths: impl Iterator<Item = String>, header: &str) -> Work {
        let headers = [header.to_owned()];
        Work {
            requests: paths
                .map(|path| http::request("GET", &path, &headers, b""))
                .collect(),
            is_right: is_full(),
            undo: None,
        }
    }

    fn pages_of(&self, queues: &[String]) -> Work {
        self.get(queues.iter().map(|queue| page_of(queue)), &self.cookie)
    }

    fn lists_by(&self, filters: &[String]) -> Work {
        self.get(filters.iter().map(|filter| list_by(filter)), &self.token)
    }

    /// The second half of the pages of a long list, as far as anybody would go on.
    async fn pages_far_down(&self) -> anyhow::Result<Work> {
        let mut connection = Connection::open(self.server.address).await?;
        let mut cursors = Vec::new();
        let mut path = "/api/v1/referrals?limit=200".to_owned();
        while cursors.len() < 100 {
            let request = http::request("GET", &path, std::slice::from_ref(&self.token), b"");
            let answer: Value = serde_json::from_slice(connection.exchange(&request).await?.body)?;
            let Some(cursor) = answer["next_cursor"].as_str() else {
                break;
            };
            path = format!("/api/v1/referrals?limit=200&cursor={cursor}");
            cursors.push(format!("{}&cursor={cursor}", list_by("")));
        }
        let far = cursors.split_off(cursors.len() / 2);
        Ok(self.get(far.into_iter(), &self.token))
    }

    /// Each gets the next one and gives it back.
    fn next_for_me(&self) -> Work {
        let headers = [
            self.token.clone(),
            "content-type: application/json".to_owned(),
        ];
        Work {
            requests: vec![http::request(
                "POST",
                "/api/v1/referrals/next",
                &headers,
                b"{}",
            )],
            is_right: Box::new(|answer| match answer.status {
                200 => Ok(None),
                status => bail!("nothing came next: {status} {}", answer.text()?),
            }),
            undo: Some(given_back(headers)),
        }
    }
}

/// The request that releases the referral of an answer.
fn given_back(headers: [String; 2]) -> Undo {
    Box::new(move |answer| {
        let tag = answer.header("etag").context("an answer without a tag")?;
        let mut headers = headers.to_vec();
        headers.push(format!("if-match: {tag}"));
        let referral: Value = serde_json::from_slice(answer.body)?;
        let reference = referral["reference"].as_str().context("no reference")?;
        let path = format!("/api/v1/referrals/{reference}/release");
        Ok(http::request("POST", &path, &headers, b"{}"))
    })
}

fn page_of(queue: &str) -> String {
    format!("/staff/queues?queue={queue}")
}

fn list_by(filter: &str) -> String {
    format!("/api/v1/referrals?limit={LINES}&{filter}")
        .trim_end_matches('&')
        .to_owned()
}

/// A list or a page of one with as many lines as there can be.
fn is_full() -> Check {
    Box::new(|answer| {
        let lines = lines(answer.body);
        if answer.status != 200 || lines != LINES {
            bail!("{} with {lines} referrals", answer.status);
        }
        Ok(None)
    })
}

/// How many referrals a page or a list shows.
fn lines(body: &[u8]) -> usize {
    let body = std::str::from_utf8(body).unwrap_or_default();
    let in_page = body.matches("href=\"/staff/referrals/ASC-").count();
    in_page.max(body.matches("\"reference\":\"ASC-").count())
}

/// The cookie of a session that began with a name and a password.
async fn signed_in(address: SocketAddr, credentials: &Value) -> anyhow::Result<String> {
    let people = credentials["staff"].as_array().context("no staff")?;
    let worker = people
        .iter()
        .find(|person| person["username"] == WORKER)
        .with_context(|| format!("there is no {WORKER}"))?;
    let password = worker["password"].as_str().context("no password")?;
    let fields = form_urlencoded::Serializer::new(String::new())
        .append_pair("username", WORKER)
        .append_pair("password", password)
        .finish();
    let headers = ["content-type: application/x-www-form-urlencoded".to_owned()];
    let request = http::request("POST", "/staff/sign-in", &headers, fields.as_bytes());
    let mut connection = Connection::open(address).await?;
    let answer = connection.exchange(&request).await?;
    let cookies: Vec<&str> = answer
        .headers("set-cookie")
        .into_iter()
        .filter_map(|cookie| cookie.split(';').next())
        .collect();
    if answer.status != 303 || cookies.is_empty() {
        bail!("{WORKER} was not let in: {}", answer.text()?);
    }
    Ok(format!("cookie: {}", cookies.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_in_a_page_and_in_a_list() {
        let page = br#"<a href="/staff/referrals/ASC-1111-111N">Ada</a> <a href="/staff/queues">"#;
        assert_eq!(lines(page), 1);
        let list = br#"{"items":[{"reference":"ASC-1111-111N"},{"reference":"ASC-1111-112M"}]}"#;
        assert_eq!(lines(list), 2);
        assert_eq!(list_by(""), "/api/v1/referrals?limit=50");
    }
}
