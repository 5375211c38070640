//! One run: both servers up, found to be alike, measured in turn, stopped, counted.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, bail};

use crate::draft::{self, SavedPage};
use crate::figures::{Figures, Stretch};
use crate::load::{self, Work};
use crate::report::{
    Comparison, Memory, MemoryFigures, Report, Rounds, SECOND_PAGE, SUBMISSIONS, Stored, targets,
};
use crate::server::Server;
use crate::{accounts, components, contacts, desk, http, instantiation, likeness, rows};

/// How many different contacts are sent round and round.
const DIFFERENT_CONTACTS: usize = 2048;

/// The numbers of clients at once.
const CLIENTS: [usize; 2] = [1, 32];

/// How long after a start memory has settled.
const SETTLING: Duration = Duration::from_secs(2);

/// What to run, and for how long.
pub struct Plan {
    pub frontdoor: PathBuf,
    pub native: PathBuf,
    pub scratch: PathBuf,
    /// Where the components' files are.
    pub components: PathBuf,
    pub quick: bool,
    pub rounds: usize,
    pub stretch: Duration,
}

/// One of the two, and what it was asked so far.
struct Side {
    name: &'static str,
    server: Server,
    submissions: Arc<Work>,
    second_page: Arc<Work>,
    /// Every contact that was answered 201.
    references: HashSet<String>,
    rows_before: rows::Rows,
    contacts_sent: usize,
    idle: Option<f64>,
}

/// Runs the plan.
pub async fn run(plan: &Plan) -> anyhow::Result<Report> {
    eprintln!("starting the system and the native server");
    let data = plan.scratch.join("system");
    if plan.quick {
        keep_compiled(plan, &data)?;
    }
    let system = Server::start(&plan.frontdoor, &["up", "--no-build"], &data).await?;
    let first_answers = instantiation::first_answers(system.address).await?;
    let native = Server::start(&plan.native, &[], &plan.scratch.join("native")).await?;
    let (mut system, mut native) = alike(system, native).await?;
    if !plan.quick {
        tokio::time::sleep(SETTLING).await;
    }
    system.idle = system.server.memory().map(|memory| megabytes(memory.now));
    native.idle = native.server.memory().map(|memory| megabytes(memory.now));

    let comparisons = compare(plan, &mut system, &mut native).await?;

    let memory = Memory {
        system: system.memory(),
        native: native.memory(),
    };
    let instantiation = instantiation::counted(system.server.address, first_answers).await?;
    let contacts_stored = Stored {
        system: system.stop_and_count().await?,
        native: native.stop_and_count().await?,
    };
    let care_accounts = accounts::measure(plan, &data.join("compiled")).await?;
    let desk = desk::measure(plan, &data.join("compiled")).await?;
    let components = components::sizes(&plan.components)
        .with_context(|| format!("failed to read {}", plan.components.display()))?;
    Ok(Report {
        quick: plan.quick,
        processors: std::thread::available_parallelism()?.get(),
        rounds: plan.rounds,
        seconds_per_stretch: plan.stretch.as_secs_f64(),
        targets: targets(&comparisons, memory, &components, &care_accounts, &desk),
        comparisons,
        memory,
        instantiation,
        components,
        contacts_stored,
        care_accounts,
        desk,
    })
}

/// Lets quick runs share compiled code, which a first start takes a minute to make. A whole run measures
/// a first start, whose memory is the greater.
fn keep_compiled(plan: &Plan, data: &Path) -> std::io::Result<()> {
    let kept = plan.scratch.with_file_name("bench-compiled");
    std::fs::create_dir_all(&kept)?;
    std::fs::create_dir_all(data)?;
    std::os::unix::fs::symlink(kept, data.join("compiled"))
}

/// Holds the two servers against each other, which also warms them up a little.
async fn alike(system: Server, native: Server) -> anyhow::Result<(Side, Side)> {
    let submissions = Arc::new(Work {
        requests: submissions(),
        is_right: load::is_stored_contact(),
        undo: None,
    });
    let system = Side::of("system", system, &submissions).await?;
    let native = Side::of("native", native, &submissions).await?;
    likeness::of_pages(
        (system.0.server.address, &system.1),
        (native.0.server.address, &native.1),
    )
    .await?;
    let (mut system, mut native) = (system.0, native.0);
    let compared = likeness::of_contacts(&system.server, &native.server, &submissions).await?;
    system.contacts_sent += compared;
    native.contacts_sent += compared;
    Ok((system, native))
}

/// Measures both in turn, at every kind of load, round by round.
async fn compare(
    plan: &Plan,
    system: &mut Side,
    native: &mut Side,
) -> anyhow::Result<Vec<Comparison>> {
    let kinds: Vec<(&'static str, usize)> = [SUBMISSIONS, SECOND_PAGE]
        .into_iter()
        .flat_map(|what| CLIENTS.map(|clients| (what, clients)))
        .collect();
    let mut rounds: Vec<Rounds> = kinds.iter().map(|_| Rounds::default()).collect();

    for round in 1..=plan.rounds {
        eprintln!("round {round} of {}", plan.rounds);
        for ((what, clients), rounds) in kinds.iter().zip(&mut rounds) {
            let ours = system.measure(what, *clients, plan.stretch).await?;
            let theirs = native.measure(what, *clients, plan.stretch).await?;
            rounds.system.push(ours);
            rounds.native.push(theirs);
        }
    }
    kinds
        .into_iter()
        .zip(rounds)
        .map(|((what, clients), rounds)| {
            Comparison::of(what, clients, rounds).context("nothing was measured")
        })
        .collect()
}

impl Side {
    async fn of(
        name: &'static str,
        server: Server,
        submissions: &Arc<Work>,
    ) -> anyhow::Result<(Self, SavedPage)> {
        let page = draft::second_page(server.address)
            .await
            .with_context(|| format!("{name}: failed to save a draft"))?;
        let second_page = Arc::new(Work {
            requests: vec![page.request.clone()],
            is_right: load::is_page(page.heading.clone()),
            undo: None,
        });
        let side = Self {
            name,
            rows_before: rows::count(&server.data)?,
            server,
            submissions: Arc::clone(submissions),
            second_page,
            references: HashSet::new(),
            contacts_sent: 0,
            idle: None,
        };
        Ok((side, page))
    }

    /// Measures one stretch. Whoever had nothing to do while the other was measured is warmed up by a
    /// shorter one of the same kind.
    async fn measure(
        &mut self,
        what: &str,
        clients: usize,
        long: Duration,
    ) -> anyhow::Result<Figures> {
        self.drive(what, clients, long / 4).await?;
        let before = self.server.worked();
        let mut stretch = self.drive(what, clients, long).await?;
        let after = self.server.worked();
        // A thread that ended takes its time with it, which both servers' threads hardly do.
        stretch.worked = after
            .zip(before)
            .and_then(|(after, before)| after.checked_sub(before));
        stretch
            .figures()
            .with_context(|| format!("{}: nothing was answered", self.name))
    }

    async fn drive(
        &mut self,
        what: &str,
        clients: usize,
        long: Duration,
    ) -> anyhow::Result<Stretch> {
        let work = if what == SUBMISSIONS {
            &self.submissions
        } else {
            &self.second_page
        };
        let driven = load::drive(self.server.address, work, clients, long)
            .await
            .with_context(|| format!("{}: {what} with {clients} clients", self.name))?;
        self.contacts_sent += driven.references.len();
        for reference in driven.references {
            if !self.references.insert(reference) {
                bail!("{}: one reference was given to two contacts", self.name);
            }
        }
        Ok(driven.stretch)
    }

    fn memory(&self) -> MemoryFigures {
        let memory = self.server.memory();
        MemoryFigures {
            idle_mb: self.idle,
            loaded_mb: memory.map(|memory| megabytes(memory.now)),
            most_mb: memory.map(|memory| megabytes(memory.most)),
        }
    }

    /// Stops the server, and looks whether every contact that it answered 201 is there.
    async fn stop_and_count(self) -> anyhow::Result<usize> {
        let data = self.server.data.clone();
        self.server.stop().await?;
        let added = rows::added(&self.rows_before, &rows::count(&data)?);
        let stored = added.get(rows::CONTACTS).copied().unwrap_or_default();
        if stored != self.contacts_sent as i64 {
            bail!(
                "{}: {} contacts were answered 201, and {stored} are stored",
                self.name,
                self.contacts_sent
            );
        }
        Ok(self.contacts_sent)
    }
}

fn submissions() -> Vec<Vec<u8>> {
    let path = format!("/api/v1/forms/{}/submissions", contacts::FORM);
    let headers = ["content-type: application/json".to_owned()];
    contacts::bodies(DIFFERENT_CONTACTS)
        .iter()
        .map(|body| http::request("POST", &path, &headers, body.to_string().as_bytes()))
        .collect()
}

fn megabytes(kibibytes: u64) -> f64 {
    kibibytes as f64 * 1024.0 / 1e6
}
