//! `POST /api/v1/care-accounts/import`: accounts and weeks from a case-management or finance system, read as they
//! come. The same lines again change nothing, so whatever is refused half-way can be sent again whole.

use std::collections::{HashMap, HashSet};

use account_model::{Counts, Line, MOST_LINES, Numbered, Taken};
use accounts::{Lines, Outcome};
use http::Method;
use serde_json::{Value, json};
use vocabulary::{Instant, Role, alike};
use web::{FieldProblem, Pieces, Problem, Reply, Request};

use super::{line, machine, permitted};
use crate::stores::{Actor, Fault, Stores};

/// Where it is.
pub const PATH: &str = "/api/v1/care-accounts/import";
/// The most bytes of one request.
pub const LIMIT: usize = 4 * 1024 * 1024;
/// With more lines than these that cannot be used it is another file than was meant.
const MOST_REJECTED: usize = 5_000;

/// How much of what is too large is read to its end, so that whoever sends it hears why it was not taken.
const PATIENCE: usize = 4 * LIMIT;

/// Those whose tokens may bring accounts in.
const ROLES: [Role; 3] = [Role::Administrator, Role::Manager, Role::Worker];

/// Whether a request's body is read here, in pieces.
pub fn is_import(request: &Request) -> bool {
    request.method == Method::POST && request.path == PATH
}

/// Answers the call.
pub async fn answer(
    stores: &impl Stores,
    request: &Request,
    body: &mut impl Pieces,
    now: Instant,
) -> Result<Reply, Problem> {
    let by = machine(stores, request, now).await?;
    if let Err(problem) = announced(request) {
        if problem.status == 413 {
            read_on(body).await;
        }
        return Err(problem);
    }
    permitted(&by, &ROLES)?;
    let mut import = Import {
        stores,
        by,
        now,
        dry_run: dry_run(request)?,
        waiting: Vec::new(),
        new_accounts: HashSet::new(),
        lines: 0,
        accounts: Counts::default(),
        weeks: Counts::default(),
        rejected: Vec::new(),
    };
    let read = import.read(body).await;
    read.map_err(|mut problem| {
        let dealt_with = import.lines;
        let said = format!(
            " {dealt_with} lines were dealt with before. Sending the whole file again is safe: what was taken is \
             not taken twice."
        );
        problem.detail.push_str(&said);
        problem
    })?;
    Ok(Reply::json(200, &import.answer()))
}

/// What the head says of the body: its kind, and its length where that is told.
fn announced(request: &Request) -> Result<(), Problem> {
    let kind = request.header("content-type").unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/x-ndjson") {
        return Err(Problem::unsupported_media_type(
            "Send one JSON object a line, with the header \"Content-Type: application/x-ndjson\".",
        ));
    }
    let length = request.header("content-length");
    let length = length.and_then(|length| length.parse::<usize>().ok());
    match length {
        Some(length) if length > LIMIT => Err(Problem::too_large(LIMIT)),
        _ => Ok(()),
    }
}

/// Reads what is not taken, within reason.
async fn read_on(body: &mut impl Pieces) {
    let mut length = 0;
    while let Ok(Some(piece)) = body.next().await {
        length += piece.len();
        if length > PATIENCE {
            return;
        }
    }
}

/// Whether nothing is to be kept.
fn dry_run(request: &Request) -> Result<bool, Problem> {
    let mut problems = Vec::new();
    let mut said = false;
    for (name, value) in &request.query {
        match (name.as_str(), value.as_str()) {
            // Of two, whichever counted, somebody might have meant the other.
            ("dry_run", _) if std::mem::replace(&mut said, true) => {
                problems.push(FieldProblem::new("dry_run", "Give it once."));
            }
            ("dry_run", "yes" | "no") => {}
            ("dry_run", _) => {
                problems.push(FieldProblem::new("dry_run", "Must be \"yes\" or \"no\"."));
            }
            _ => problems.push(FieldProblem::new(
                name.as_str(),
                "There is no such member here. Known: dry_run.",
            )),
        }
    }
    match problems.is_empty() {
        true => Ok(request.query_value("dry_run") == Some("yes")),
        false => Err(Problem::invalid(problems)),
    }
}

/// A file on its way in.
struct Import<'s, S> {
    stores: &'s S,
    by: Actor,
    now: Instant,
    dry_run: bool,
    /// Lines that the store has not seen yet: never more than [`MOST_LINES`].
    waiting: Vec<Numbered>,
    /// In a dry run: accounts of earlier batches, as references are compared. The store has not kept them.
    new_accounts: HashSet<String>,
    lines: u64,
    accounts: Counts,
    weeks: Counts,
    rejected: Vec<(u64, String)>,
}

/// Of a batch in a dry run, by the numbers of its lines.
#[derive(Default)]
struct Tried {
    accounts: HashMap<u64, String>,
    /// Weeks whose account an earlier batch would have brought in.
    weeks: HashSet<u64>,
}

/// A reference as the store compares it.
fn compared(reference: &str) -> String {
    alike::reference(reference).unwrap_or_default()
}

impl<S: Stores> Import<'_, S> {
    async fn read(&mut self, body: &mut impl Pieces) -> Result<(), Problem> {
        let mut lines = Lines::ndjson();
        let mut length = 0;
        loop {
            let piece = body
                .next()
                .await
                .map_err(|_| Problem::bad_request("The request broke off. Send it again."))?;
            let Some(piece) = piece else { break };
            length += piece.len();
            if length > LIMIT {
                read_on(body).await;
                return Err(Problem::too_large(LIMIT));
            }
            for outcome in lines.of(&piece) {
                self.line(outcome).await?;
            }
        }
        for outcome in lines.end() {
            self.line(outcome).await?;
        }
        self.hand_over().await?;
        Ok(())
    }

    async fn line(&mut self, outcome: Outcome) -> Result<(), Problem> {
        match outcome {
            Ok((number, read)) => self.waiting.push(Numbered {
                number,
                line: line::kept(read),
            }),
            Err(rejected) => {
                self.lines += 1;
                self.rejected.push((rejected.line, rejected.reason));
            }
        }
        if self.waiting.len() >= MOST_LINES {
            self.hand_over().await?;
        }
        match self.rejected.len() > MOST_REJECTED {
            true => Err(Problem::invalid(vec![FieldProblem::new(
                "body",
                format!(
                    "More than {MOST_REJECTED} lines cannot be used, so reading stopped. Check that it is the right file."
                ),
            )])),
            false => Ok(()),
        }
    }

    async fn hand_over(&mut self) -> Result<(), Fault> {
        let batch = std::mem::take(&mut self.waiting);
        if batch.is_empty() {
            return Ok(());
        }
        let tried = match self.dry_run {
            true => self.tried(&batch),
            false => Tried::default(),
        };
        let count = batch.len() as u64;
        let taken = self
            .stores
            .take(batch, None, self.dry_run, &self.by, self.now)
            .await?;
        self.lines += count;
        self.count(taken, tried);
        Ok(())
    }

    fn tried(&self, batch: &[Numbered]) -> Tried {
        let mut tried = Tried::default();
        for Numbered { number, line } in batch {
            match line {
                Line::Account(account) => {
                    let reference = compared(&account.account_reference);
                    tried.accounts.insert(*number, reference);
                }
                Line::Week(week) => {
                    if self
                        .new_accounts
                        .contains(&compared(&week.account_reference))
                    {
                        tried.weeks.insert(*number);
                    }
                }
            }
        }
        tried
    }

    fn count(&mut self, taken: Taken, mut tried: Tried) {
        let add = |to: &mut Counts, more: Counts| {
            to.added += more.added;
            to.changed += more.changed;
            to.unchanged += more.unchanged;
        };
        add(&mut self.accounts, taken.accounts);
        add(&mut self.weeks, taken.weeks);
        for rejected in taken.rejected {
            tried.accounts.remove(&rejected.number);
            match rejected.account_unknown && tried.weeks.contains(&rejected.number) {
                true => self.weeks.added += 1,
                false => self.rejected.push((rejected.number, rejected.reason)),
            }
        }
        self.new_accounts.extend(tried.accounts.into_values());
    }

    fn answer(mut self) -> Value {
        self.rejected.sort();
        let rejected: Vec<Value> = self
            .rejected
            .into_iter()
            .map(|(line, reason)| json!({"line": line, "reason": reason}))
            .collect();
        json!({
            "dry_run": self.dry_run,
            "lines": self.lines,
            "accounts": self.accounts,
            "weeks": self.weeks,
            "rejected": rejected,
        })
    }
}
