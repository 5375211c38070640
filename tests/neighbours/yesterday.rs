//! The components of the previous commit beside those of today, and the other way round, over one
//! database: each reads what the others wrote.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::harness::manifest::Manifest;
use crate::harness::{Json, Site, Start, json, program, project, said};
use crate::journeys::main_path;

/// What the components are made of.
const SOURCES: [&str; 6] = [
    "components",
    "shared",
    "wit",
    "spin.toml",
    "Cargo.toml",
    "Cargo.lock",
];

/// How many commits are tried before the test gives up: one that does not build cannot be put right.
const TRIES: &str = "--max-count=4";

/// The newest commits whose components are not the ones of today, the newest first. Why there is none,
/// otherwise.
fn previous_commits() -> Result<Vec<String>, String> {
    let changed = git(&[&["log", TRIES, "--format=%H", "HEAD", "--"], &SOURCES[..]].concat())?;
    let unsaved = git(&[&["status", "--porcelain", "--"], &SOURCES[..]].concat())?;
    // Today is what stands in the folder; the last change to the sources is today's too if all is saved.
    let today = usize::from(unsaved.is_empty());
    let earlier: Vec<String> = changed.lines().skip(today).map(str::to_owned).collect();
    if earlier.is_empty() {
        return Err("the history ends with today's components, as in a shallow clone".to_owned());
    }
    Ok(earlier)
}

/// The newest of them whose components can be built.
fn yesterday() -> Result<PathBuf, String> {
    let mut reasons = Vec::new();
    for commit in previous_commits()? {
        match built(&commit) {
            Ok(copy) => return Ok(copy),
            Err(reason) => reasons.push(reason),
        }
    }
    Err(reasons.join("\n"))
}

fn git(arguments: &[&str]) -> Result<String, String> {
    let output = Command::new("git")
        .args(arguments)
        .current_dir(project())
        .output();
    let output = output.map_err(|problem| format!("git cannot be run: {problem}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    } else {
        Err(said(&output))
    }
}

/// A copy of that commit with its components built, kept by what it holds.
fn built(commit: &str) -> Result<PathBuf, String> {
    let mut key = String::new();
    for source in SOURCES {
        let id = git(&[
            "rev-parse",
            "--verify",
            "--quiet",
            &format!("{commit}:{source}"),
        ])
        .map_err(|_| format!("the previous commit has no {source}"))?;
        key.push_str(&id[..7]);
    }
    let shelf = project().join("target/yesterday");
    let (copy, done) = (shelf.join(&key), shelf.join(format!("{key}.built")));
    if done.is_file() {
        return Ok(copy);
    }
    if copy.exists() {
        std::fs::remove_dir_all(&copy).map_err(|problem| problem.to_string())?;
    }
    std::fs::create_dir_all(&copy).map_err(|problem| problem.to_string())?;
    let archive = shelf.join(format!("{key}.tar"));
    git(&["archive", "-o", &archive.display().to_string(), commit])?;
    let unpacked = Command::new("tar")
        .arg("-xf")
        .arg(&archive)
        .arg("-C")
        .arg(&copy)
        .status();
    assert!(
        unpacked.is_ok_and(|status| status.success()),
        "tar cannot unpack the commit"
    );
    std::fs::remove_file(&archive).map_err(|problem| problem.to_string())?;
    build(&copy).map_err(|said| format!("{commit} does not build:\n{said}"))?;
    std::fs::write(&done, commit).map_err(|problem| problem.to_string())?;
    Ok(copy)
}

/// Builds the components of a copy, with the program of today. Where cargo builds is shared by all
/// copies, and by nothing else: a build of today's never meets one of yesterday's.
fn build(copy: &Path) -> Result<(), String> {
    let output = Command::new(program())
        .arg("build")
        .current_dir(copy)
        .env("CARGO_TARGET_DIR", project().join("target/yesterday/build"))
        .output()
        .expect("the program can be run");
    if output.status.success() {
        Ok(())
    } else {
        Err(said(&output))
    }
}

/// Sends one contact and works another that somebody sent before, if any.
fn use_it(site: &Site, before: &[Json]) -> Json {
    let receipt = main_path::a_contact_is_sent_tracked_claimed_and_closed(site);
    let administrator = site.administrator();
    for older in before {
        let reference = older["reference"].as_str().expect("a reference");
        let (read, _) = administrator.referral(reference);
        assert_eq!(read["status"], "closed", "{reference}");
        let pair = json!({"reference": reference, "tracking_code": older["tracking_code"]});
        site.nobody()
            .caller
            .post("/api/v1/track", &pair)
            .expect(200);
    }
    receipt
}

#[test]
fn each_component_of_the_previous_commit_gets_on_with_those_of_today() {
    if !Site::is_ours() {
        return println!("only a site of our own can be put together from two commits");
    }
    let copy = match yesterday() {
        Ok(copy) => copy,
        Err(reason) => return println!("nothing to stand beside: {reason}"),
    };
    let (today, yesterday) = (Manifest::of_today(), Manifest::of(&copy));
    let ids: Vec<String> = today
        .http_components()
        .into_iter()
        .map(|(id, _)| id)
        .filter(|id| yesterday.has(id))
        .collect();
    // The host's own verbs speak with the libraries of today; each parent carries its own copies.
    let with_old = |old: &dyn Fn(&str) -> bool| {
        let mut manifest = today.clone();
        for id in ids.iter().filter(|id| old(id)) {
            manifest.take(id, &yesterday);
        }
        manifest
    };
    let mut sites = vec![("all-of-yesterday".to_owned(), with_old(&|_| true))];
    for id in &ids {
        sites.push((format!("new-{id}"), with_old(&|other| other != id)));
        sites.push((format!("old-{id}"), with_old(&|other| other == id)));
    }
    sites.push(("all-of-today".to_owned(), today.clone()));
    let start = Start::named("neighbours");
    let mut receipts: Vec<Json> = Vec::new();
    for (name, manifest) in sites {
        println!("{name}");
        let site = start.clone().manifest(&manifest.write(&name)).begin();
        receipts.push(use_it(&site, &receipts));
        assert_eq!(site.stop(), Some(0), "{name}");
    }
}
