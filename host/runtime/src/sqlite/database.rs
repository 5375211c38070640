//! A database file: idle readers, and one writer with a fair queue.
//!
//! All writes go through one connection. SQLite lets only one write at a time anyway, but lets the others
//! poll for it, which starves some of them for a second; here they wait in order. And the writer's
//! pages and prepared statements stay warm, because nobody else changes the file.

use super::statement::Done;
use super::writer::{self, Job};
use anyhow::{Context, Result};
use rusqlite::Connection;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{OwnedMutexGuard, oneshot};

/// Idle readers above this many are closed.
const IDLE_READERS: usize = 32;
const STATEMENTS_KEPT: usize = 256;
/// A statement that runs longer is interrupted: it holds a thread, and a writer holds up everybody.
const LONGEST_STATEMENT: Duration = Duration::from_secs(10);

/// A named database.
pub struct Database {
    pub name: String,
    path: PathBuf,
    writer: Arc<tokio::sync::Mutex<Link>>,
    readers: Mutex<Vec<Link>>,
    /// What a statement does, by its text.
    kinds: Mutex<HashMap<Box<str>, Kind>>,
    jobs: Mutex<Sender<Job>>,
    waiting: AtomicUsize,
}

/// What a statement does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Reads,
    /// Changes rows, and nothing else.
    WritesRows,
    /// Changes the schema, begins a transaction that writes, or the like.
    Writes,
}

/// A connection to the file, and when its present statement must have ended.
pub struct Link {
    pub connection: Connection,
    deadline: Arc<AtomicU64>,
}

impl Database {
    /// Opens the file, or makes it.
    pub fn open(name: &str, path: &Path) -> Result<Arc<Self>> {
        let writer = Link::open(path)
            .with_context(|| format!("cannot open the database `{name}` at {}", path.display()))?;
        writer.connection.busy_timeout(Duration::ZERO)?;
        let writer = Arc::new(tokio::sync::Mutex::new(writer));
        let jobs = writer::start(name, Arc::clone(&writer)).context("cannot start a thread")?;
        Ok(Arc::new(Self {
            name: name.to_owned(),
            path: path.to_owned(),
            writer,
            readers: Mutex::default(),
            kinds: Mutex::default(),
            jobs: Mutex::new(jobs),
            waiting: AtomicUsize::new(0),
        }))
    }

    /// How many wait for their turn to write.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// The writer, when it is our turn.
    pub(super) async fn turn(&self) -> OwnedMutexGuard<Link> {
        if let Ok(turn) = Arc::clone(&self.writer).try_lock_owned() {
            return turn;
        }
        let _counted = Waiting::in_line(&self.waiting);
        Arc::clone(&self.writer).lock_owned().await
    }

    pub(super) fn reader(&self) -> rusqlite::Result<Link> {
        let idle = self
            .readers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        idle.map_or_else(|| Link::open(&self.path), Ok)
    }

    /// Takes a reader back, without whatever transaction it was left in.
    pub(super) fn give_back(&self, reader: Link) {
        if !reader.roll_back() {
            return;
        }
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < IDLE_READERS {
            readers.push(reader);
        }
    }

    /// Runs a write that is a transaction by itself. None if the thread that would is gone.
    pub(super) async fn write(
        &self,
        job: Job,
        done: oneshot::Receiver<rusqlite::Result<Done>>,
    ) -> Option<rusqlite::Result<Done>> {
        let _counted = Waiting::in_line(&self.waiting);
        self.jobs
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .send(job)
            .ok()?;
        done.await.ok()
    }

    /// What the statement does to the file.
    pub(super) fn kind(&self, sql: &str, link: &Link) -> rusqlite::Result<Kind> {
        let known = self
            .kinds
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(sql)
            .copied();
        if let Some(kind) = known {
            return Ok(kind);
        }
        let kind = match link.connection.prepare_cached(sql)?.readonly() {
            true => Kind::Reads,
            false if changes_rows(sql) => Kind::WritesRows,
            false => Kind::Writes,
        };
        let mut kept = self.kinds.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < STATEMENTS_KEPT {
            kept.insert(sql.into(), kind);
        }
        Ok(kind)
    }
}

/// Whether the first word of a statement that writes says that it changes rows. A comment before it makes
/// this say no, which costs only speed.
fn changes_rows(sql: &str) -> bool {
    let word = sql
        .trim_start()
        .split(|letter: char| !letter.is_ascii_alphabetic())
        .next()
        .unwrap_or_default();
    ["INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"]
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
}

impl Link {
    fn open(path: &Path) -> rusqlite::Result<Self> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
             PRAGMA mmap_size = 67108864; PRAGMA temp_store = MEMORY;",
        )?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        connection.authorizer(Some(|context: AuthContext<'_>| match context.action {
            AuthAction::Attach { .. } | AuthAction::Detach { .. } => Authorization::Deny,
            _ => Authorization::Allow,
        }));
        let deadline = Arc::new(AtomicU64::new(u64::MAX));
        let watched = Arc::clone(&deadline);
        connection.progress_handler(
            10_000,
            Some(move || now() > watched.load(Ordering::Relaxed)),
        );
        Ok(Self {
            connection,
            deadline,
        })
    }

    /// Starts the clock of a statement.
    pub(super) fn begin_statement(&self) {
        self.deadline.store(
            now() + LONGEST_STATEMENT.as_millis() as u64,
            Ordering::Relaxed,
        );
    }

    /// Ends a transaction that was abandoned. False if the connection is of no more use.
    pub(super) fn roll_back(&self) -> bool {
        self.deadline.store(u64::MAX, Ordering::Relaxed);
        self.connection.is_autocommit() || self.connection.execute_batch("ROLLBACK").is_ok()
    }
}

/// Milliseconds since the first call.
fn now() -> u64 {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    START.elapsed().as_millis() as u64
}

struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn in_line(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
