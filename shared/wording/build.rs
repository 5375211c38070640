//! Makes a constant of each phrase of `words/en.toml`, and a packed list of each other language's.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::{self, Error, ErrorKind};
use std::path::Path;
use std::{env, fs};

/// By table and id.
type Phrases = BTreeMap<(String, String), String>;

/// The table whose keys are whole English sentences of other files.
const ELSEWHERE: &str = "elsewhere";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=words");
    let out = env::var("OUT_DIR").map_err(Error::other)?;
    let english = read(Path::new("words/en.toml"))?;
    fs::write(Path::new(&out).join("phrases.rs"), constants(&english.1))?;
    let mut languages = String::from("const LANGUAGES: &[(&str, Packed)] = &[\n");
    let mut files: Vec<_> = fs::read_dir("words")?.collect::<io::Result<_>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    for file in files {
        let name = file.file_name().to_string_lossy().into_owned();
        let Some(id) = name.strip_suffix(".toml").filter(|id| *id != "en") else {
            continue;
        };
        println!("cargo::rerun-if-changed=words/{name}");
        let (head, said) = read(&file.path())?;
        packed::pack_text(&format!("{id}.words"), &list(&head, &english.1, &said))?;
        let _ = writeln!(languages, "    ({id:?}, packed!(\"{id}.words\")),");
    }
    languages.push_str("];\n");
    fs::write(Path::new(&out).join("languages.rs"), languages)
}

/// The texts above the first table, and the phrases.
fn read(file: &Path) -> io::Result<(BTreeMap<String, String>, Phrases)> {
    let wrong = |what: String| {
        Error::new(
            ErrorKind::InvalidData,
            format!("{}: {what}", file.display()),
        )
    };
    let text = fs::read_to_string(file)?;
    let tree: toml::Table = text.parse().map_err(|error| wrong(format!("{error}")))?;
    let (mut head, mut phrases) = (BTreeMap::new(), Phrases::new());
    for (name, value) in tree {
        match value {
            toml::Value::String(text) => {
                head.insert(name, text);
            }
            toml::Value::Table(table) => {
                for (id, said) in table {
                    let said = said.as_str().filter(|said| !said.contains(['\n', '\t']));
                    let said = said
                        .ok_or_else(|| wrong(format!("{name}.{id} must be a text of one line")))?;
                    phrases.insert((name.clone(), id), said.to_owned());
                }
            }
            _ => return Err(wrong(format!("{name} must be a text or a table"))),
        }
    }
    Ok((head, phrases))
}

/// A module for each table, with a constant for each phrase, then all ids and all English words.
fn constants(english: &Phrases) -> String {
    let mut code = String::new();
    let mut within = "";
    for (at, ((table, id), _)) in english.iter().enumerate() {
        if table != within {
            if !within.is_empty() {
                code.push_str("}\n");
            }
            let _ = writeln!(
                code,
                "#[allow(missing_docs)]\npub mod {} {{\n    use super::Phrase;",
                table.replace('-', "_")
            );
            within = table;
        }
        let name = id.replace('-', "_").to_uppercase();
        let _ = writeln!(code, "    pub const {name}: Phrase = Phrase({at});");
    }
    code.push_str("}\n");
    let ids: Vec<String> = english
        .keys()
        .map(|(table, id)| format!("{table}.{id}"))
        .collect();
    let said: Vec<&String> = english.values().collect();
    let _ = writeln!(
        code,
        "pub(crate) static IDS: [&str; {}] = {ids:?};",
        ids.len()
    );
    let _ = writeln!(
        code,
        "pub(crate) static ENGLISH: [&str; {}] = {said:?};",
        said.len()
    );
    code
}

/// The head's texts, a phrase on each line in the order of the English ones, then the sentences of
/// other files, each with what is said instead.
fn list(head: &BTreeMap<String, String>, english: &Phrases, said: &Phrases) -> String {
    let mut lines = String::new();
    for name in ["name", "reviewed-by", "unreviewed"] {
        let _ = writeln!(lines, "{}", head.get(name).map_or("", String::as_str));
    }
    for key in english.keys() {
        let _ = writeln!(lines, "{}", said.get(key).map_or("", String::as_str));
    }
    for ((table, sentence), said) in said {
        if table == ELSEWHERE {
            let _ = writeln!(lines, "{sentence}\t{said}");
        }
    }
    lines
}
