//! The lines of a file on their way to the store, 500 at a time.

use super::file::Digested;
use super::{Takes, wall};
use crate::progress::Work;
use accounts::{Line, Lines, Rejected};
use anyhow::{Context, Result};
use runtime::care_accounts::importing;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::path::Path;

/// The most lines of one transaction.
const AT_ONCE: usize = 500;

/// What came of a file.
#[derive(Debug)]
pub struct Came {
    /// Lines that were looked at, but for blank ones.
    pub lines: u64,
    pub accounts: importing::Counts,
    pub weeks: importing::Counts,
    pub rejected: u64,
    /// How many of the rejected are weeks of accounts that are not there.
    pub unknown: u64,
}

/// Imports a file, naming each line that is not taken as soon as that is known.
pub async fn import(
    path: &Path,
    digested: &Digested,
    store: &mut impl Takes,
    dry_run: bool,
    work: &mut Work,
) -> Result<Came> {
    let name = path.to_string_lossy();
    let file = File::open(path).with_context(|| format!("cannot read {name}"))?;
    let before = if dry_run {
        0
    } else {
        store.progress(digested.digest.clone()).await?
    };
    // All of it was looked at before: whoever imports it again wants to know what comes of it now.
    let before = if before < digested.lines { before } else { 0 };
    if before > 0 {
        work.say(&format!("going on after line {before}"));
    }

    let mut batch = Batch::new(digested, dry_run);
    for outcome in Lines::of_file(&name, &digested.first).read(file) {
        let outcome = outcome.with_context(|| format!("cannot read {name}"))?;
        if number(&outcome) <= before {
            continue;
        }
        batch.add(outcome);
        if batch.is_full() {
            batch.send(store, work).await?;
        }
    }
    batch.reached = digested.lines;
    batch.send(store, work).await?;
    Ok(batch.came)
}

fn number(outcome: &accounts::Outcome) -> u64 {
    match outcome {
        Ok((number, _)) => *number,
        Err(rejected) => rejected.line,
    }
}

/// Lines that wait for their transaction.
struct Batch<'a> {
    digested: &'a Digested,
    dry_run: bool,
    lines: Vec<importing::Numbered>,
    rejected: Vec<Rejected>,
    /// The last line of the file that is dealt with once these are.
    reached: u64,
    tried: Tried,
    came: Came,
}

/// The accounts that a dry run found in the file. They are not kept, so that the store does not know them when
/// their weeks come in a later transaction.
#[derive(Default)]
struct Tried {
    accounts: HashSet<String>,
    weeks: HashMap<u64, String>,
}

impl<'a> Batch<'a> {
    fn new(digested: &'a Digested, dry_run: bool) -> Self {
        let none = importing::Counts {
            added: 0,
            changed: 0,
            unchanged: 0,
        };
        Self {
            digested,
            dry_run,
            lines: Vec::with_capacity(AT_ONCE),
            rejected: Vec::new(),
            reached: 0,
            tried: Tried::default(),
            came: Came {
                lines: 0,
                accounts: none,
                weeks: none,
                rejected: 0,
                unknown: 0,
            },
        }
    }

    fn add(&mut self, outcome: accounts::Outcome) {
        self.came.lines += 1;
        self.reached = number(&outcome);
        match outcome {
            Ok((number, line)) => {
                if self.dry_run {
                    self.tried.note(number, &line);
                }
                self.lines.push(wall::numbered(number, line));
            }
            Err(rejected) => self.rejected.push(rejected),
        }
    }

    fn is_full(&self) -> bool {
        self.lines.len() >= AT_ONCE || self.rejected.len() >= AT_ONCE
    }

    /// Hands the lines over, and says which were not taken, in the order of the file.
    async fn send(&mut self, store: &mut impl Takes, work: &mut Work) -> Result<()> {
        let source = (!self.dry_run).then(|| importing::Source {
            digest: self.digested.digest.clone(),
            reached: self.reached,
        });
        let lines = std::mem::take(&mut self.lines);
        let taken = store.take(lines, source, self.dry_run).await?;
        add(&mut self.came.accounts, &taken.accounts);
        add(&mut self.came.weeks, &taken.weeks);
        for rejected in taken.rejected {
            if rejected.account_unknown && self.tried.is_of_the_file(rejected.number) {
                self.came.weeks.added += 1;
                continue;
            }
            self.came.unknown += u64::from(rejected.account_unknown);
            self.rejected.push(Rejected {
                line: rejected.number,
                reason: rejected.reason,
            });
        }
        self.tried.weeks.clear();
        self.rejected.sort_by_key(|rejected| rejected.line);
        for rejected in self.rejected.drain(..) {
            self.came.rejected += 1;
            work.say(&format!("line {}: {}", rejected.line, rejected.reason));
        }
        let (reached, all) = (self.reached, self.digested.lines);
        work.now(&format!("line {reached} of {all}"));
        Ok(())
    }
}

impl Tried {
    fn note(&mut self, number: u64, line: &Line) {
        // As the store compares references.
        let reference = line.account_reference().as_str();
        let reference = vocabulary::alike::reference(reference).unwrap_or_default();
        match line {
            Line::Account(_) => {
                self.accounts.insert(reference);
            }
            Line::Week(_) => {
                self.weeks.insert(number, reference);
            }
        }
    }

    fn is_of_the_file(&self, number: u64) -> bool {
        let reference = self.weeks.get(&number);
        reference.is_some_and(|reference| self.accounts.contains(reference))
    }
}

fn add(sum: &mut importing::Counts, more: &importing::Counts) {
    sum.added += more.added;
    sum.changed += more.changed;
    sum.unchanged += more.unchanged;
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    /// A store that knows references, and may stop after so many transactions.
    #[derive(Default)]
    struct Memory {
        known: HashSet<String>,
        weeks: usize,
        reached: u64,
        transactions: usize,
        stops_after: Option<usize>,
    }

    impl Takes for Memory {
        async fn progress(&mut self, _: Vec<u8>) -> Result<u64> {
            Ok(self.reached)
        }

        async fn take(
            &mut self,
            lines: Vec<importing::Numbered>,
            source: Option<importing::Source>,
            dry_run: bool,
        ) -> Result<importing::Taken> {
            assert!(lines.len() <= AT_ONCE && source.is_none() == dry_run);
            self.transactions += 1;
            if self
                .stops_after
                .is_some_and(|most| self.transactions > most)
            {
                anyhow::bail!("the disk is full");
            }
            let none = importing::Counts {
                added: 0,
                changed: 0,
                unchanged: 0,
            };
            let mut taken = importing::Taken {
                accounts: none,
                weeks: none,
                rejected: Vec::new(),
            };
            let mut known = self.known.clone();
            for numbered in lines {
                match numbered.line {
                    importing::Line::Account(account) => {
                        known.insert(account.account_reference);
                        taken.accounts.added += 1;
                    }
                    importing::Line::Week(week) if known.contains(&week.account_reference) => {
                        taken.weeks.added += 1;
                    }
                    importing::Line::Week(_) => taken.rejected.push(importing::Rejected {
                        number: numbered.number,
                        reason: "There is no such account.".to_owned(),
                        account_unknown: true,
                    }),
                }
            }
            if let Some(source) = source {
                self.known = known;
                self.weeks += taken.weeks.added as usize;
                self.reached = self.reached.max(source.reached);
            }
            Ok(taken)
        }
    }

    const ACCOUNT: &str = r#"{"kind":"account","account_reference":"A-1","given_name":"Ann","family_name":"Sample","date_of_birth":"1941-03-09"}"#;

    /// A file of one account and so many weeks; each tenth is of a Tuesday.
    fn file(name: &str, weeks: i64) -> PathBuf {
        let name = format!("frontdoor-import-{}-{name}.ndjson", std::process::id());
        let path = std::env::temp_dir().join(name);
        let mut text = format!("{ACCOUNT}\n");
        for week in 0..weeks {
            let monday = vocabulary::Date::from_days_since_1970(4 + 7 * week);
            let starts = monday.plus_days(i64::from(week % 10 == 9));
            text += &format!(
                "{{\"kind\":\"week\",\"account_reference\":\"A-1\",\"week_starting\":\"{starts}\",\"arranged_by\":\"self\",\
                 \"setting\":\"home\",\"budget\":1,\"charged\":0,\"paid\":0}}\n"
            );
        }
        std::fs::write(&path, text).unwrap();
        path
    }

    async fn imported(path: &Path, store: &mut Memory, dry_run: bool) -> Result<Came> {
        let digested = Digested::read(path)?;
        import(
            path,
            &digested,
            store,
            dry_run,
            &mut Work::begin("importing"),
        )
        .await
    }

    #[tokio::test]
    async fn every_good_line_comes_in_and_every_other_is_counted() {
        let path = file("all", 1_200);
        let mut store = Memory::default();
        let came = imported(&path, &mut store, false).await.unwrap();
        assert_eq!((came.lines, came.rejected, came.unknown), (1_201, 120, 0));
        assert_eq!((came.accounts.added, came.weeks.added), (1, 1_080));
        assert_eq!(
            (store.weeks, store.reached, store.transactions),
            (1_080, 1_201, 3)
        );
    }

    #[tokio::test]
    async fn an_import_that_stopped_goes_on_where_it_did_and_one_that_ended_begins_anew() {
        let path = file("stopped", 1_200);
        let mut store = Memory {
            stops_after: Some(1),
            ..Memory::default()
        };
        imported(&path, &mut store, false).await.unwrap_err();
        let reached = store.reached;
        assert!((500..1_201).contains(&reached), "{reached}");
        store.stops_after = None;
        let came = imported(&path, &mut store, false).await.unwrap();
        assert_eq!(came.lines, 1_201 - reached);
        assert_eq!((store.weeks, store.reached), (1_080, 1_201));
        let again = imported(&path, &mut store, false).await.unwrap();
        assert_eq!((again.lines, again.rejected), (1_201, 120));
    }

    #[tokio::test]
    async fn a_dry_run_keeps_nothing_and_says_the_same() {
        let path = file("dry", 1_200);
        let mut store = Memory::default();
        let came = imported(&path, &mut store, true).await.unwrap();
        assert_eq!((came.lines, came.rejected, came.unknown), (1_201, 120, 0));
        assert_eq!((came.accounts.added, came.weeks.added), (1, 1_080));
        assert_eq!((store.weeks, store.reached, store.known.len()), (0, 0, 0));
    }

    #[tokio::test]
    async fn weeks_before_their_account_are_named_and_counted() {
        let path = file("order", 3);
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text.replace(ACCOUNT, "")).unwrap();
        let came = imported(&path, &mut Memory::default(), false)
            .await
            .unwrap();
        assert_eq!((came.lines, came.rejected, came.unknown), (3, 3, 3));
    }
}
