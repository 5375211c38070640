//! The thread that runs every write that is a statement by itself.
//!
//! What waits is run together and committed once: each is answered when the disk has it, as it would be
//! alone, but many share one wait for the disk. A statement that fails undoes only itself. If they cannot
//! be committed together, nothing was, and each is run alone.

use super::database::Link;
use super::statement::{Done, is_busy, run};
use rusqlite::types::Value as SqlValue;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};
use tokio::sync::{Mutex, oneshot};

/// How many share one commit at most.
const TOGETHER: usize = 64;
/// How long a write waits for another process that holds the file.
pub const PATIENCE: Duration = Duration::from_secs(5);
/// How long until it tries again.
pub const AGAIN: Duration = Duration::from_millis(5);

type Outcome = rusqlite::Result<Done>;

/// A statement that waits to be run, and who waits for it.
pub struct Job {
    pub sql: String,
    pub parameters: Vec<SqlValue>,
    /// When it began to wait.
    pub since: Instant,
    /// It changes rows and nothing else, so that it can be run within a transaction.
    pub rows_only: bool,
    pub answer: oneshot::Sender<Outcome>,
}

/// Starts the thread. It ends when the sender is dropped.
pub fn start(name: &str, writer: Arc<Mutex<Link>>) -> std::io::Result<Sender<Job>> {
    let (sender, jobs) = channel();
    std::thread::Builder::new()
        .name(format!("writer {name}"))
        .spawn(move || serve(&writer, &jobs))?;
    Ok(sender)
}

fn serve(writer: &Mutex<Link>, jobs: &Receiver<Job>) {
    while let Ok(first) = jobs.recv() {
        let link = writer.blocking_lock();
        let mut waiting = vec![first];
        while waiting.len() < TOGETHER {
            match jobs.try_recv() {
                Ok(job) => waiting.push(job),
                Err(_) => break,
            }
        }
        let together = waiting.len() > 1 && waiting.iter().all(|job| job.rows_only);
        let outcomes = if together {
            run_together(&link, &waiting)
        } else {
            None
        };
        drop_turn_and_answer(link, waiting, outcomes);
    }
}

/// Answers without the turn, so that the next can begin; runs alone what could not be run together.
fn drop_turn_and_answer(
    link: tokio::sync::MutexGuard<'_, Link>,
    waiting: Vec<Job>,
    outcomes: Option<Vec<Outcome>>,
) {
    let outcomes =
        outcomes.unwrap_or_else(|| waiting.iter().map(|job| run_alone(&link, job)).collect());
    drop(link);
    for (job, outcome) in waiting.into_iter().zip(outcomes) {
        // Whoever asked may have gone away; what was done stays done.
        let _ = job.answer.send(outcome);
    }
}

fn run_alone(link: &Link, job: &Job) -> Outcome {
    patiently(job.since, || run(link, &job.sql, &job.parameters))
}

/// None when nothing of it was kept.
fn run_together(link: &Link, jobs: &[Job]) -> Option<Vec<Outcome>> {
    let since = jobs.iter().map(|job| job.since).min()?;
    patiently(since, || {
        link.connection
            .prepare_cached("BEGIN IMMEDIATE")?
            .execute([])
    })
    .ok()?;
    let mut outcomes = Vec::with_capacity(jobs.len());
    for job in jobs {
        outcomes.push(run(link, &job.sql, &job.parameters));
        if link.connection.is_autocommit() {
            // The statement took the whole transaction down with it.
            return None;
        }
    }
    let committed = link
        .connection
        .prepare_cached("COMMIT")
        .and_then(|mut commit| commit.execute([]));
    if committed.is_err() {
        link.roll_back();
        return None;
    }
    Some(outcomes)
}

/// Tries again while another process holds the file, until whoever asked has waited long enough.
fn patiently<T>(since: Instant, attempt: impl Fn() -> rusqlite::Result<T>) -> rusqlite::Result<T> {
    loop {
        match attempt() {
            Err(error) if is_busy(&error) && since.elapsed() < PATIENCE => {
                std::thread::sleep(AGAIN)
            }
            outcome => return outcome,
        }
    }
}
