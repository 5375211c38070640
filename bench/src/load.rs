//! Drives a server: so many clients, each with one kept-open connection, each sending its next
//! request when the last one is answered, for so long.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::figures::Stretch;
use crate::http::{Answer, Connection};

/// No client sends more in one stretch, however fast the server.
const MOST_PER_CLIENT: usize = 200_000;

/// How long after the end the last answers may come.
const GRACE: Duration = Duration::from_secs(30);

/// What the clients send, and what makes an answer right. One wrong answer fails the bench.
pub struct Work {
    /// Whole requests. The clients begin at different ones and go round.
    pub requests: Vec<Vec<u8>>,
    pub is_right: Check,
    /// What takes back what a right answer did, so that it can be asked again; nobody is waited for meanwhile.
    pub undo: Option<Undo>,
}

/// The request that takes back what an answer did.
pub type Undo = Box<dyn Fn(&Answer<'_>) -> anyhow::Result<Vec<u8>> + Send + Sync>;

/// Says what is wrong with an answer. Answers the reference of a stored contact, where there is one.
pub type Check = Box<dyn Fn(&Answer<'_>) -> anyhow::Result<Option<String>> + Send + Sync>;

/// A stretch of load, and the references that it made.
pub struct Driven {
    pub stretch: Stretch,
    pub references: Vec<String>,
}

/// Sends `work` to `address` with so many `clients` for so `long`.
pub async fn drive(
    address: SocketAddr,
    work: &Arc<Work>,
    clients: usize,
    long: Duration,
) -> anyhow::Result<Driven> {
    let start = Arc::new(Barrier::new(clients));
    let mut running = JoinSet::new();
    for number in 0..clients {
        let connection = Connection::open(address).await?;
        let client = Client {
            connection,
            work: Arc::clone(work),
            first: number * work.requests.len() / clients,
            long,
        };
        running.spawn(client.run(Arc::clone(&start)));
    }

    let mut waits = Vec::new();
    let mut references = Vec::new();
    let mut took = Duration::ZERO;
    let everybody = async {
        while let Some(client) = running.join_next().await {
            let seen = client??;
            waits.extend(seen.stretch.waits);
            references.extend(seen.references);
            took = took.max(seen.stretch.took);
        }
        anyhow::Ok(())
    };
    tokio::time::timeout(long + GRACE, everybody)
        .await
        .context("a request was not answered in time")??;
    Ok(Driven {
        stretch: Stretch {
            waits,
            took,
            worked: None,
        },
        references,
    })
}

struct Client {
    connection: Connection,
    work: Arc<Work>,
    first: usize,
    long: Duration,
}

impl Client {
    async fn run(mut self, start: Arc<Barrier>) -> anyhow::Result<Driven> {
        let mut waits = Vec::with_capacity(16 * 1024);
        let mut references = Vec::new();
        start.wait().await;
        let began = Instant::now();
        let requests = self.work.requests.iter().cycle().skip(self.first);
        for request in requests.take(MOST_PER_CLIENT) {
            let sent = Instant::now();
            let answer = self.connection.exchange(request).await?;
            waits.push(sent.elapsed());
            references.extend((self.work.is_right)(&answer)?);
            if let Some(undo) = &self.work.undo {
                let request = undo(&answer)?;
                let undone = self.connection.exchange(&request).await?;
                if undone.status != 200 {
                    bail!("it was not taken back: {}", undone.text()?);
                }
            }
            if began.elapsed() >= self.long {
                break;
            }
        }
        let took = began.elapsed();
        Ok(Driven {
            stretch: Stretch {
                waits,
                took,
                worked: None,
            },
            references,
        })
    }
}

/// A stored contact: 201, with a reference and a decision.
pub fn is_stored_contact() -> Check {
    Box::new(|answer| {
        if answer.status != 201 {
            bail!(
                "a submission was answered {}: {}",
                answer.status,
                answer.text()?
            );
        }
        let text = answer.text()?;
        let reference = text
            .split_once("\"reference\":\"")
            .and_then(|(_, rest)| rest.get(..13))
            .filter(|reference| reference.starts_with("ASC-"))
            .context("a 201 without a reference")?;
        if !text.contains("\"queue\":\"") {
            bail!("a 201 without a decision");
        }
        Ok(Some(reference.to_owned()))
    })
}

/// The page with this heading.
pub fn is_page(heading: String) -> Check {
    Box::new(move |answer| {
        if answer.status != 200 {
            bail!("the page was answered {}", answer.status);
        }
        if !answer.holds(&heading) {
            bail!("a page without its heading \"{heading}\"");
        }
        Ok(None)
    })
}
