//! Care accounts at two sizes: what an import takes, and what a person waits for their own account when
//! there are many others.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use serde::Serialize;
use serde_json::{Value, json};

use crate::figures::Figures;
use crate::growth::{self, Asked};
use crate::http::{self, Connection};
use crate::load::{self, Work};
use crate::run::Plan;
use crate::server::{Server, memory_of};

/// How many weeks each account has.
const WEEKS_EACH: usize = 50;

/// How many people look at their account in turn. Each is of another part of the database.
const PEOPLE: usize = 20;

/// The Monday of every account's first week.
const FIRST_WEEK: (i32, u32, u32) = (2025, 11, 3);

/// An import, and looks at accounts afterwards.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct AtSize {
    pub accounts: usize,
    pub weeks: usize,
    pub import_seconds: f64,
    pub weeks_per_second: f64,
    /// The most resident memory of the import, in MB of a million bytes.
    pub import_most_mb: Option<f64>,
    /// `GET /api/v1/care-accounts/mine`.
    pub look: Figures,
}

/// The same at both sizes, one after the other in one run.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Scale {
    pub small: AtSize,
    pub large: AtSize,
    /// The large p99 divided by the small one, the median over the rounds.
    pub p99_ratio: f64,
}

/// Imports into two sites and looks at accounts in both, in turn.
pub async fn measure(plan: &Plan, compiled: &Path) -> anyhow::Result<Scale> {
    let [few, many] = if plan.quick { [4, 40] } else { [20, 20_000] };
    let sites = [
        Site::with(plan, compiled, few).await?,
        Site::with(plan, compiled, many).await?,
    ];
    let [small, large] = &sites;
    let looked = growth::measure(plan, small.looked_at(), large.looked_at()).await?;
    let mut at_sizes = Vec::new();
    for (site, look) in sites.into_iter().zip([looked.small, looked.large]) {
        at_sizes.push(AtSize {
            look,
            ..site.imported
        });
        site.server.stop().await?;
    }
    Ok(Scale {
        small: at_sizes[0],
        large: at_sizes[1],
        p99_ratio: looked.p99_ratio,
    })
}

/// A site with so many accounts, at which some people are signed in.
struct Site {
    server: Server,
    looks: Arc<Work>,
    imported: AtSize,
}

impl Site {
    async fn with(plan: &Plan, compiled: &Path, accounts: usize) -> anyhow::Result<Self> {
        let data = plan.scratch.join(format!("accounts-{accounts}"));
        std::fs::create_dir_all(&data)?;
        std::os::unix::fs::symlink(compiled, data.join("compiled"))?;
        eprintln!(
            "importing {} weeks of {accounts} accounts",
            accounts * WEEKS_EACH
        );
        let file = data.with_extension("ndjson");
        write_file(&file, accounts)?;
        let imported = import(plan, &file, &data, accounts).await?;
        std::fs::remove_file(&file)?;
        let server = Server::start(&plan.frontdoor, &["up", "--no-build"], &data).await?;
        let people = PEOPLE.min(accounts);
        let mut requests = Vec::new();
        for person in 0..people {
            let token = signed_in(server.address, person * accounts / people).await?;
            let headers = [format!("authorization: Bearer {token}")];
            requests.push(http::request(
                "GET",
                "/api/v1/care-accounts/mine",
                &headers,
                b"",
            ));
        }
        let looks = Arc::new(Work {
            requests,
            is_right: is_an_account(),
            undo: None,
        });
        Ok(Self {
            server,
            looks,
            imported,
        })
    }

    fn looked_at(&self) -> Asked<'_> {
        Asked {
            address: self.server.address,
            work: &self.looks,
        }
    }
}

/// What the outside calls an account.
fn reference(account: usize) -> String {
    format!("CA-{account:06}")
}

/// Every account's people were born in 1941, on different days.
fn date_of_birth(account: usize) -> String {
    format!("1941-{:02}-{:02}", account % 12 + 1, account % 28 + 1)
}

/// Accounts and their weeks as a finance system might send them: all accounts, then week by week.
fn write_file(path: &Path, accounts: usize) -> anyhow::Result<()> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    for account in 0..accounts {
        let line = json!({
            "kind": "account", "account_reference": reference(account), "given_name": "Ann",
            "family_name": format!("Made-Up-{account}"), "date_of_birth": date_of_birth(account),
            "email": format!("ann.{account}@example.org"),
        });
        writeln!(file, "{line}")?;
    }
    for week in 0..WEEKS_EACH {
        let week_starting = monday(week);
        for account in 0..accounts {
            let line = json!({
                "kind": "week", "account_reference": reference(account), "week_starting": week_starting,
                "arranged_by": "self", "setting": "care-home", "budget": 95_000, "charged": 40_000,
                "paid": 120_000,
            });
            writeln!(file, "{line}")?;
        }
    }
    Ok(file.flush()?)
}

/// The Monday so many weeks after the first.
fn monday(week: usize) -> String {
    let (mut year, mut month, mut day) = FIRST_WEEK;
    day += 7 * u32::try_from(week).unwrap_or_default();
    loop {
        let days = match month {
            2 if year % 4 == 0 => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        if day <= days {
            return format!("{year}-{month:02}-{day:02}");
        }
        day -= days;
        (year, month) = if month == 12 {
            (year + 1, 1)
        } else {
            (year, month + 1)
        };
    }
}

/// Imports the file with the command, and watches its memory.
async fn import(
    plan: &Plan,
    file: &Path,
    data: &PathBuf,
    accounts: usize,
) -> anyhow::Result<AtSize> {
    let log = std::fs::File::create(data.with_extension("import.log"))?;
    let began = Instant::now();
    let mut child = tokio::process::Command::new(&plan.frontdoor)
        .args(["accounts", "import"])
        .arg(file)
        .arg("--data")
        .arg(data)
        .current_dir(crate::house())
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .kill_on_drop(true)
        .spawn()?;
    let mut most = None;
    let ended = loop {
        let seen = child.id().and_then(memory_of);
        most = most.max(seen.map(|memory| memory.most));
        match tokio::time::timeout(Duration::from_millis(50), child.wait()).await {
            Ok(ended) => break ended?,
            Err(_) => continue,
        }
    };
    let took = began.elapsed().as_secs_f64();
    if !ended.success() {
        let said = std::fs::read_to_string(data.with_extension("import.log"))?;
        bail!("the import was not taken: {said}");
    }
    let weeks = accounts * WEEKS_EACH;
    Ok(AtSize {
        accounts,
        weeks,
        import_seconds: took,
        weeks_per_second: weeks as f64 / took,
        import_most_mb: most.map(|kibibytes| kibibytes as f64 * 1024.0 / 1e6),
        look: Figures {
            per_second: 0.0,
            p50_ms: 0.0,
            p99_ms: 0.0,
            processor_ms: None,
        },
    })
}

/// The token of a session that was begun with the code that a development shows in its mailbox.
async fn signed_in(address: SocketAddr, account: usize) -> anyhow::Result<String> {
    let mut connection = Connection::open(address).await?;
    let reference = reference(account);
    let asked = json!({"account_reference": reference, "date_of_birth": date_of_birth(account)});
    post(&mut connection, "access", &asked, 202).await?;
    let answer = connection
        .exchange(&http::request("GET", "/dev/mailbox.json", &[], b""))
        .await?;
    let messages: Value = serde_json::from_slice(answer.body)?;
    let to = format!("ann.{account}@example.org");
    let text = messages
        .as_array()
        .into_iter()
        .flatten()
        .find(|message| message["to"] == to.as_str())
        .and_then(|message| message["text"].as_str())
        .with_context(|| format!("no code came for {reference}"))?;
    let code = six_digits(text).context("a message without a code")?;
    let given = json!({"account_reference": reference, "code": code});
    let begun = post(&mut connection, "sessions", &given, 201).await?;
    let token = begun["token"]
        .as_str()
        .context("a session without a token")?;
    Ok(token.to_owned())
}

/// The first six digits that stand together, whatever spaces are between them.
fn six_digits(text: &str) -> Option<String> {
    let mut digits = String::new();
    for letter in text.chars() {
        match letter {
            '0'..='9' => digits.push(letter),
            ' ' => {}
            _ => digits.clear(),
        }
        if digits.len() == 6 {
            return Some(digits);
        }
    }
    None
}

async fn post(
    connection: &mut Connection,
    what: &str,
    body: &Value,
    expected: u16,
) -> anyhow::Result<Value> {
    let headers = ["content-type: application/json".to_owned()];
    let path = format!("/api/v1/care-accounts/{what}");
    let request = http::request("POST", &path, &headers, body.to_string().as_bytes());
    let answer = connection.exchange(&request).await?;
    if answer.status != expected {
        bail!("{what} was answered {}: {}", answer.status, answer.text()?);
    }
    Ok(serde_json::from_slice(answer.body).unwrap_or_default())
}

/// An account with all its weeks.
fn is_an_account() -> load::Check {
    Box::new(|answer| {
        if answer.status != 200 {
            bail!(
                "an account was answered {}: {}",
                answer.status,
                answer.text()?
            );
        }
        if !answer.holds(&monday(0)) || !answer.holds(&monday(WEEKS_EACH - 1)) {
            bail!("an account without its first or last week");
        }
        Ok(None)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifty_mondays_follow_one_another() {
        assert_eq!(monday(0), "2025-11-03");
        assert_eq!(monday(4), "2025-12-01");
        assert_eq!(monday(9), "2026-01-05");
        assert_eq!(monday(WEEKS_EACH - 1), "2026-10-12");
    }

    #[test]
    fn a_code_is_found_with_a_space_in_it() {
        assert_eq!(
            six_digits("Your code is 012 345. It works for 10 minutes."),
            Some("012345".to_owned())
        );
        assert_eq!(six_digits("12345, 6"), None);
    }
}
