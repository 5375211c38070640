//! The columns of a file, and what a row says in them.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use vocabulary::FieldProblem;
use vocabulary::reading::shortened;

use super::Row;
use crate::lines::{CUT, Outcome, rejected, sentences};
use crate::reading;

/// What is before the name of a member of `brought_forward`.
const BROUGHT_FORWARD: &str = "brought_forward_";

const MAYBE_CUT: &str = "The file ends here without a line break, so it may have been cut. If it is whole, end it with a line break.";

/// A column that a file may have.
#[derive(Debug, PartialEq, Eq)]
struct Column {
    name: &'static str,
    /// Of which lines it tells; of both when none is named.
    kind: Option<Kind>,
    needed: bool,
    holds: Holds,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Account,
    Week,
}

impl Kind {
    const ALL: [Self; 2] = [Self::Account, Self::Week];

    fn id(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Week => "week",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// A day or a word of a closed list: cut short, it would be none.
    Closed,
    Text,
    Pence,
}

const fn column(name: &'static str, kind: Option<Kind>, needed: bool, holds: Holds) -> Column {
    Column {
        name,
        kind,
        needed,
        holds,
    }
}

const KNOWN: [Column; 19] = {
    use Holds::{Closed, Pence, Text};
    const ACCOUNT: Option<Kind> = Some(Kind::Account);
    const WEEK: Option<Kind> = Some(Kind::Week);
    [
        column("kind", None, false, Closed),
        column("account_reference", None, true, Text),
        column("given_name", ACCOUNT, true, Text),
        column("family_name", ACCOUNT, true, Text),
        column("date_of_birth", ACCOUNT, true, Closed),
        column("email", ACCOUNT, false, Text),
        column("phone", ACCOUNT, false, Text),
        column("requested_on", ACCOUNT, false, Closed),
        column("brought_forward_date", ACCOUNT, false, Closed),
        column("brought_forward_accrued", ACCOUNT, false, Pence),
        column("brought_forward_authority", ACCOUNT, false, Text),
        column("died_on", ACCOUNT, false, Closed),
        column("week_starting", WEEK, true, Closed),
        column("arranged_by", WEEK, true, Closed),
        column("setting", WEEK, true, Closed),
        column("budget", WEEK, true, Pence),
        column("charged", WEEK, true, Pence),
        column("paid", WEEK, true, Pence),
        column("correction", WEEK, false, Text),
    ]
};

/// The columns of a file, in its order.
#[derive(Debug)]
pub(crate) struct Columns {
    columns: Vec<&'static Column>,
    /// What every row is, where no column says it.
    every: Option<Kind>,
}

impl Columns {
    /// Reads the row that names the columns, or says everything that is wrong with it.
    pub fn read(names: &[String]) -> Result<Self, String> {
        let find = |name: &String| KNOWN.iter().find(|column| column.name == name);
        let columns: Vec<&Column> = names.iter().filter_map(find).collect();
        if columns.is_empty() {
            // It may be a line of somebody's data, so it is not repeated.
            return Err(format!(
                "The first line must name the columns, parted by commas. {}",
                the_columns()
            ));
        }
        let unknown = names.iter().filter(|name| find(name).is_none());
        let unknown: BTreeSet<String> = unknown.map(|name| shortened(name)).collect();
        let has = |name| columns.iter().any(|column| column.name == name);
        let times = |name: &str| names.iter().filter(|other| *other == name).count();
        let doubled = columns.iter().filter(|column| times(column.name) > 1);
        let doubled: BTreeSet<&str> = doubled.map(|column| column.name).collect();
        let kinds: BTreeSet<Kind> = columns.iter().filter_map(|column| column.kind).collect();
        let is_missing = |column: &&Column| {
            let belongs = column.kind.is_none_or(|kind| kinds.contains(&kind));
            column.needed && belongs && !has(column.name)
        };
        let mut missing: Vec<&str> = KNOWN
            .iter()
            .filter(is_missing)
            .map(|column| column.name)
            .collect();
        if kinds.len() > 1 && !has("kind") {
            missing.push("kind");
        }

        let mut wrong = Vec::new();
        wrong.extend(told(unknown.iter().map(String::as_str), "not known here"));
        wrong.extend(told(doubled, "there more than once"));
        wrong.extend(told(missing, "missing"));
        if kinds.is_empty() {
            wrong.push("The columns of an account or of a week are missing.".to_owned());
        }
        if wrong.is_empty() {
            let every = kinds.first().copied().filter(|_| !has("kind"));
            return Ok(Self { columns, every });
        }
        wrong.push(the_columns());
        Err(wrong.join(" "))
    }

    /// What a row says.
    pub fn outcome(&self, row: &Row) -> Outcome {
        let (cells, columns) = (row.cells.texts.len(), self.columns.len());
        if cells != columns {
            let reason = if cells < columns && !row.ended {
                CUT.to_owned()
            } else {
                format!("The row has {cells} cells, and the first line names {columns} columns.")
            };
            return rejected(row.number, reason);
        }
        let open_ended = self
            .columns
            .last()
            .is_some_and(|column| column.holds != Holds::Closed);
        let may_be_cut = !row.ended && !row.cells.last_is_quoted && open_ended;
        match reading::read(&self.object(&row.cells.texts), &BTreeSet::new()) {
            Ok(line) if !may_be_cut => Ok((row.number, line)),
            Ok(_) => rejected(row.number, MAYBE_CUT),
            Err(problems) => {
                let mut reason = sentences(&as_columns(problems));
                if !row.ended {
                    reason = format!("{reason} {MAYBE_CUT}");
                }
                rejected(row.number, reason)
            }
        }
    }

    /// The object that a row is short for. An empty cell is a member that is left out; an empty budget is a week
    /// without one.
    fn object(&self, cells: &[String]) -> Value {
        let mut object = Map::new();
        let mut brought_forward = Map::new();
        if let Some(kind) = self.every {
            object.insert("kind".to_owned(), kind.id().into());
        }
        for (column, cell) in self.columns.iter().zip(cells) {
            if cell.is_empty() {
                continue;
            }
            let value = match column.holds {
                Holds::Pence => amount(cell),
                Holds::Closed | Holds::Text => cell.as_str().into(),
            };
            match column.name.strip_prefix(BROUGHT_FORWARD) {
                Some(member) => brought_forward.insert(member.to_owned(), value),
                None => object.insert(column.name.to_owned(), value),
            };
        }
        if !brought_forward.is_empty() {
            object.insert("brought_forward".to_owned(), brought_forward.into());
        }
        if object
            .get("kind")
            .is_some_and(|kind| kind == Kind::Week.id())
        {
            object.entry("budget").or_insert(Value::Null);
        }
        object.into()
    }
}

/// A whole number; anything else stays the text that it is, for the reader to refuse.
fn amount(cell: &str) -> Value {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let is_whole = digits.bytes().all(|byte| byte.is_ascii_digit());
    match cell.parse::<i64>() {
        Ok(number) if is_whole => number.into(),
        _ => cell.into(),
    }
}

/// The problems by the names of columns.
fn as_columns(problems: Vec<FieldProblem>) -> Vec<FieldProblem> {
    let mut problems = problems;
    for problem in &mut problems {
        problem.field = problem.field.replace('.', "_");
    }
    problems
}

fn told<'a>(names: impl IntoIterator<Item = &'a str>, what: &str) -> Option<String> {
    let names: Vec<String> = names
        .into_iter()
        .map(|name| match name {
            "" => "without a name".to_owned(),
            name => format!("`{name}`"),
        })
        .collect();
    match names.as_slice() {
        [] => None,
        [name] => Some(format!("The column {name} is {what}.")),
        _ => Some(format!("The columns {} are {what}.", names.join(", "))),
    }
}

/// Which columns there may be.
fn the_columns() -> String {
    let of = |kind: Kind| {
        let columns = KNOWN.iter().filter(|column| {
            let belongs = column.kind.is_none_or(|of| of == kind);
            belongs && column.name != "kind"
        });
        let names: Vec<String> = columns
            .map(|column| match column.needed {
                true => column.name.to_owned(),
                false => format!("{} (may be left out)", column.name),
            })
            .collect();
        names.join(", ")
    };
    let [account, week] = Kind::ALL.map(of);
    format!(
        "The columns of accounts are {account}; those of weeks are {week}; a file with both also has kind."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_are_the_members_of_the_lines() {
        let of = |kind: Kind| -> BTreeSet<String> {
            let columns = KNOWN
                .iter()
                .filter(|column| column.kind.is_none_or(|of| of == kind));
            let name = |column: &Column| match column.name.starts_with(BROUGHT_FORWARD) {
                true => "brought_forward".to_owned(),
                false => column.name.to_owned(),
            };
            columns.map(name).collect()
        };
        let members = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(of(Kind::Account), members(reading::ACCOUNT));
        assert_eq!(of(Kind::Week), members(reading::WEEK));
    }
}
