//! `places`: brings whole postcodes into the places that contacts are routed by.

use crate::progress::Work;
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use places::Places;
use postcode_directory::{Counts, Directory, Refused, Told, with_postcodes};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const EXAMPLE: &str = "Example: cargo frontdoor places import ONSPD_AUG_2026_UK.csv --dry-run";

#[derive(Args)]
#[command(after_help = EXAMPLE)]
pub struct Options {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Reads the ONS Postcode Directory, and writes places that know whole postcodes where first halves do not tell.
    ///
    /// What is written is a text to be proposed as a new version of the rules: nothing that runs changes. The same
    /// file again writes the same text. Exit 0: all rows were taken; 1: some were not; 2: wrong use.
    #[command(after_help = EXAMPLE)]
    Import {
        /// The CSV file of the directory, as it is: the whole one, or the one of a postcode area.
        file: PathBuf,
        /// The places that it is added to; without it those that come with the program.
        #[arg(long)]
        places: Option<PathBuf>,
        /// Where the new places are written.
        #[arg(long, default_value = ".frontdoor/places.toml")]
        into: PathBuf,
        /// Says what would come of it, and writes nothing.
        #[arg(long)]
        dry_run: bool,
    },
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let Verb::Import {
        file,
        places,
        into,
        dry_run,
    } = &options.verb;
    for file in [Some(file), places.as_ref()].into_iter().flatten() {
        if !file.is_file() {
            eprintln!(
                "frontdoor: {} is not a file that can be read",
                file.display()
            );
            return Ok(ExitCode::from(2));
        }
    }
    let before = match places {
        Some(file) => std::fs::read_to_string(file)
            .with_context(|| format!("cannot read {}", file.display()))?,
        None => places::BUILT_IN.to_owned(),
    };
    let directory = match read(file, &before) {
        Ok(directory) => directory,
        Err(error) if error.is::<Refused>() => {
            eprintln!("frontdoor: {}: {error}", file.display());
            return Ok(ExitCode::from(2));
        }
        Err(error) => return Err(error),
    };
    report(&directory);
    let name = file
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let text = with_postcodes(&before, Some((&directory, &name)));
    understood(&text)?;
    match dry_run {
        true => println!("dry run: nothing was written"),
        false => write(into, &text)?,
    }
    Ok(ExitCode::from(u8::from(directory.counts.rejected > 0)))
}

/// Reads the directory, naming each row that is not taken.
fn read(file: &Path, before: &str) -> Result<Directory> {
    let places = understood(&with_postcodes(before, None))?;
    let today =
        working_calendar::local_date(vocabulary::Instant::from_unix(crate::accounts::now()?));
    let input = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut work = Work::begin("reading the directory");
    let directory = Directory::read(
        &places,
        today,
        BufReader::with_capacity(1 << 20, input),
        |told| match told {
            Told::Rows(rows) => work.now(&format!("{rows} rows")),
            Told::Rejected(row) => work.say(&format!("line {}: {}", row.line, row.reason)),
        },
    )?;
    work.end(&format!("{} rows", directory.counts.rows));
    Ok(directory)
}

/// The places of a text, or everything that is wrong with it.
fn understood(text: &str) -> Result<Places> {
    Places::read(text).or_else(|problems| {
        let lines: Vec<String> = problems
            .iter()
            .map(|problem| {
                format!(
                    "line {}: {}. {}",
                    problem.line, problem.message, problem.remedy
                )
            })
            .collect();
        bail!("the places cannot be read:\n{}", lines.join("\n"))
    })
}

/// What came of the file, in lines that other programs can read too.
fn report(directory: &Directory) {
    let Counts {
        rows,
        certain,
        ended,
        known,
        far,
        not_placed,
        rejected,
    } = directory.counts;
    println!("rows: {rows}");
    println!("became certain: {certain}, of which {ended} are no longer in use");
    println!("told by their first half before: {known}");
    println!("far away: {far}");
    println!("without a district, or not where people live: {not_placed}");
    println!("rows not taken: {rejected}");
    for (outcode, districts) in directory.outcodes() {
        let districts: Vec<String> = districts
            .into_iter()
            .map(|(slug, count)| format!("{} {count}", slug.unwrap_or("another council")))
            .collect();
        println!("  {outcode}: {}", districts.join(", "));
    }
}

/// Writes the text whole, or leaves what is there.
fn write(into: &Path, text: &str) -> Result<()> {
    let shown = into.display();
    if std::fs::read_to_string(into).is_ok_and(|there| there == text) {
        println!("{shown} has all of it already");
        return Ok(());
    }
    if let Some(folder) = into.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {shown}"))?;
    }
    let beside = into.with_extension("toml.new");
    std::fs::write(&beside, text).with_context(|| format!("cannot write {shown}"))?;
    std::fs::rename(&beside, into).with_context(|| format!("cannot write {shown}"))?;
    println!("written: {shown}");
    println!(
        "Nothing that runs has changed: propose it at /staff/rules/propose as the places of a new version of the rules."
    );
    Ok(())
}
