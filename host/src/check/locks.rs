//! What was published under a version never changes: `wit.lock`, `forms.lock`, `rules.lock` and `policies.lock` hold
//! a hash for each version, and a text that no longer fits its hash needs a new version.

use super::{Finding, POLICIES, form_folders};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};

/// Where rule sets stand, from the project's root.
const RULES: &str = "components/referral-routing/rules";

/// The texts that are published with the newest rule set: which they are stands beside it.
const PUBLISHED_WITH_RULES: [(&str, &str); 2] = [
    ("places", "shared/places/places.toml"),
    ("calendar", "shared/working-calendar/calendar.toml"),
];

/// A lock file and what it locks.
struct Lock {
    file: String,
    entries: Vec<Published>,
}

/// Something published.
struct Published {
    /// Such as `front-door:types@0.1.0` or `adult-contact@1`.
    name: String,
    /// Where its version is written, from the project's root.
    file: PathBuf,
    line: u32,
    hash: String,
}

/// Every lock of the project.
fn locks(root: &Path) -> Result<Vec<Lock>> {
    let mut locks = vec![Lock {
        file: "wit/wit.lock".to_owned(),
        entries: wit_packages(root)?,
    }];
    for folder in form_folders(root)? {
        locks.push(Lock {
            file: format!("{folder}/forms.lock"),
            entries: tables(root, &folder)?,
        });
    }
    locks.push(Lock {
        file: format!("{RULES}/rules.lock"),
        entries: rule_sets(root)?,
    });
    locks.push(Lock {
        file: format!("{POLICIES}/policies.lock"),
        entries: tables(root, POLICIES)?,
    });
    Ok(locks)
}

/// Findings of all lock files.
pub fn check(root: &Path) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for lock in locks(root)? {
        let locked = read(root, &lock.file)?;
        for entry in lock.entries {
            findings.extend(finding(&lock.file, locked.get(&entry.name), entry));
        }
    }
    Ok(findings)
}

fn finding(lock: &str, locked: Option<&String>, entry: Published) -> Option<Finding> {
    match locked {
        Some(hash) if *hash == entry.hash => None,
        Some(_) => Some(Finding::new(
            entry.file,
            entry.line,
            format!(
                "{} has changed, but was published as it was before",
                entry.name
            ),
            format!(
                "Raise its version and run: cargo frontdoor check --bless. The old hash stays in {lock}."
            ),
        )),
        None => Some(Finding::new(
            entry.file,
            entry.line,
            format!("{} is not in {lock}", entry.name),
            "When it is as it should be, run: cargo frontdoor check --bless",
        )),
    }
}

/// Adds what is not locked yet; answers what was added.
pub fn bless(root: &Path) -> Result<Vec<String>> {
    let mut added = Vec::new();
    for lock in locks(root)? {
        let mut locked = read(root, &lock.file)?;
        let before = locked.len();
        for entry in lock.entries {
            if let Entry::Vacant(free) = locked.entry(entry.name) {
                added.push(free.key().clone());
                free.insert(entry.hash);
            }
        }
        if locked.len() > before {
            let mut text = String::from(
                "# A hash for each version that was published. `cargo frontdoor check --bless` adds; nothing here is changed.\n",
            );
            for (name, hash) in &locked {
                text.push_str(&format!("{name} {hash}\n"));
            }
            std::fs::write(root.join(&lock.file), text)
                .with_context(|| format!("cannot write {}", lock.file))?;
        }
    }
    Ok(added)
}

fn read(root: &Path, lock: &str) -> Result<BTreeMap<String, String>> {
    match std::fs::read_to_string(root.join(lock)) {
        Ok(text) => Ok(parse(&text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(BTreeMap::new()),
        Err(error) => Err(error).with_context(|| format!("cannot read {lock}")),
    }
}

fn parse(text: &str) -> BTreeMap<String, String> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .map(|(name, hash)| (name.to_owned(), hash.trim().to_owned()))
        .collect()
}

/// One package a folder; the hash is over all of its files.
fn wit_packages(root: &Path) -> Result<Vec<Published>> {
    let mut entries = Vec::new();
    for folder in sorted(&root.join("wit"))?
        .into_iter()
        .filter(|path| path.is_dir())
    {
        let mut all = String::new();
        let mut package = None;
        for file in sorted(&folder)?
            .into_iter()
            .filter(|path| path.extension().is_some_and(|kind| kind == "wit"))
        {
            let text = std::fs::read_to_string(&file)?;
            for (number, line) in (1..).zip(text.lines()) {
                if let Some(name) = line
                    .strip_prefix("package ")
                    .and_then(|line| line.strip_suffix(';'))
                {
                    package = Some((name.to_owned(), relative(root, &file), number));
                }
            }
            all.push_str(&text);
        }
        let (name, file, line) =
            package.with_context(|| format!("{} names no package", folder.display()))?;
        entries.push(Published {
            name,
            file,
            line,
            hash: hash(&all),
        });
    }
    Ok(entries)
}

/// One text a file, with `id` and `version` at its top.
fn tables(root: &Path, folder: &str) -> Result<Vec<Published>> {
    let folder = root.join(folder);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut entries = Vec::new();
    for file in sorted(&folder)?
        .into_iter()
        .filter(|path| path.extension().is_some_and(|kind| kind == "toml"))
    {
        let text = std::fs::read_to_string(&file)?;
        // A text that cannot be read is the finding of another check.
        let Ok(table) = text.parse::<toml::Table>() else {
            continue;
        };
        let (Some(id), Some(version)) = (
            table.get("id").and_then(toml::Value::as_str),
            table.get("version").and_then(toml::Value::as_integer),
        ) else {
            continue;
        };
        let line = (1..)
            .zip(text.lines())
            .find(|(_, line)| line.starts_with("version"))
            .map_or(1, |(number, _)| number);
        entries.push(Published {
            name: format!("{id}@{version}"),
            file: relative(root, &file),
            line,
            hash: hash(&text),
        });
    }
    Ok(entries)
}

/// Rule sets, and the places and the calendar that are published with them: a decision's version names all
/// three texts.
fn rule_sets(root: &Path) -> Result<Vec<Published>> {
    let mut entries = tables(root, RULES)?;
    let newest = entries.iter().max_by_key(|rules| {
        let version = rules.name.split_once('@');
        version.and_then(|(_, version)| version.parse::<u32>().ok())
    });
    let Some((name, file, line)) = newest.map(|r| (r.name.clone(), r.file.clone(), r.line)) else {
        return Ok(entries);
    };
    for (what, text) in PUBLISHED_WITH_RULES {
        let text = std::fs::read_to_string(root.join(text))
            .with_context(|| format!("cannot read {text}"))?;
        entries.push(Published {
            name: format!("{name}/{what}"),
            file: file.clone(),
            line,
            hash: hash(&text),
        });
    }
    Ok(entries)
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>> {
    let listed =
        std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths = listed
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn relative(root: &Path, path: &Path) -> PathBuf {
    path.strip_prefix(root).unwrap_or(path).to_owned()
}

fn hash(text: &str) -> String {
    let digest: String = Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("sha256:{digest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(name: &str) -> PathBuf {
        let root =
            std::env::temp_dir().join(format!("frontdoor-locks-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&root);
        std::fs::create_dir_all(root.join("wit/types")).unwrap();
        std::fs::create_dir_all(root.join("components/contact-forms/forms")).unwrap();
        std::fs::write(
            root.join("wit/types/types.wit"),
            "package a:types@0.1.0;\ninterface types { type t = u8; }\n",
        )
        .unwrap();
        std::fs::write(
            root.join("components/contact-forms/forms/x.toml"),
            "id = \"x\"\nversion = 1\n",
        )
        .unwrap();
        root
    }

    #[test]
    fn a_published_text_that_changes_needs_a_new_version() {
        let root = project("change");
        assert_eq!(check(&root).unwrap().len(), 2, "nothing is locked yet");
        assert_eq!(bless(&root).unwrap(), ["a:types@0.1.0", "x@1"]);
        assert_eq!(check(&root).unwrap(), []);

        std::fs::write(
            root.join("wit/types/types.wit"),
            "package a:types@0.1.0;\ninterface types { type t = u16; }\n",
        )
        .unwrap();
        std::fs::write(
            root.join("components/contact-forms/forms/x.toml"),
            "id = \"x\"\nversion = 1\ntitle = \"other\"\n",
        )
        .unwrap();
        assert_eq!(
            bless(&root).unwrap(),
            Vec::<String>::new(),
            "a lock is never changed"
        );
        let findings = check(&root).unwrap();
        assert_eq!(findings.len(), 2);
        assert_eq!(
            (findings[0].file.as_path(), findings[0].line),
            (Path::new("wit/types/types.wit"), 1)
        );
        assert!(
            findings[1].what.contains("x@1 has changed"),
            "{}",
            findings[1]
        );

        std::fs::write(
            root.join("components/contact-forms/forms/x.toml"),
            "id = \"x\"\nversion = 2\ntitle = \"other\"\n",
        )
        .unwrap();
        assert_eq!(bless(&root).unwrap(), ["x@2"]);
        assert_eq!(check(&root).unwrap().len(), 1);
    }
}
