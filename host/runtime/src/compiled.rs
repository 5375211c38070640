//! Compiled code, kept in files that are mapped and not read: what no request ever runs is not in memory.
//!
//! A file's name says what it was compiled from and for which engine, so that it never has to change. It is
//! written whole under another name first: what stands under its own name is whole.

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use wasmtime::Engine;
use wasmtime::component::Component;

const ENDING: &str = "compiled";
/// How long code that nobody has used is kept.
const KEPT: Duration = Duration::from_secs(7 * 86_400);

/// The component of these bytes, compiled now or once before.
pub fn component(engine: &Engine, folder: &Path, bytes: &[u8]) -> Result<Component> {
    let path = folder.join(name(engine, bytes));
    if let Some(component) = mapped(engine, &path) {
        return Ok(component);
    }
    let code = engine.precompile_component(bytes)?;
    write(&path, &code).with_context(|| format!("cannot write {}", path.display()))?;
    forget_unused(folder);
    mapped(engine, &path).with_context(|| format!("cannot use {}", path.display()))
}

/// The component of a file; none where there is no file, or it is another engine's.
fn mapped(engine: &Engine, path: &Path) -> Option<Component> {
    let file = std::fs::File::options().write(true).open(path).ok()?;
    // Whoever cannot say that it was used lets it be forgotten sooner, and nothing more.
    let _ = file.set_modified(SystemTime::now());
    // SAFETY: the file is one that `write` has put there whole, in a folder that belongs to whoever runs this
    // and holds their keys too; it is never changed afterwards. wasmtime looks at its version and settings.
    unsafe { Component::deserialize_file(engine, path) }.ok()
}

fn name(engine: &Engine, bytes: &[u8]) -> String {
    let mut settings = DefaultHasher::new();
    engine.precompile_compatibility_hash().hash(&mut settings);
    let digest: String = Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{digest}-{:016x}.{ENDING}", settings.finish())
}

/// Somebody else may be writing the same at the same moment: whoever is last puts the same in its place.
fn write(path: &Path, code: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    let unfinished = path.with_extension(format!("{}.unfinished", std::process::id()));
    let mut file = std::fs::File::create(&unfinished)?;
    file.write_all(code)?;
    file.sync_all()?;
    std::fs::rename(&unfinished, path)
}

/// Lets go of what nobody has used for long. Code that is mapped stays until nobody maps it any more.
fn forget_unused(folder: &Path) {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for file in files {
        let unused = file
            .metadata()
            .and_then(|about| about.modified())
            .is_ok_and(|used| used.elapsed().is_ok_and(|since| since > KEPT));
        let ours: PathBuf = file.path();
        let ours = ours.to_string_lossy();
        if unused && (ours.ends_with(ENDING) || ours.ends_with("unfinished")) {
            let _ = std::fs::remove_file(file.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A component that does nothing.
    const EMPTY: &[u8] = b"\0asm\x0d\0\x01\0";

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("compiled-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn files(folder: &Path) -> Vec<PathBuf> {
        let files = std::fs::read_dir(folder).unwrap();
        files.map(|file| file.unwrap().path()).collect()
    }

    #[test]
    fn what_was_compiled_once_is_used_again() {
        let (folder, engine) = (folder("again"), Engine::default());
        component(&engine, &folder, EMPTY).unwrap();
        let [file] = files(&folder).try_into().unwrap();
        let inode = std::os::unix::fs::MetadataExt::ino(&std::fs::metadata(&file).unwrap());
        component(&engine, &folder, EMPTY).unwrap();
        assert_eq!(files(&folder), std::slice::from_ref(&file));
        let now = std::os::unix::fs::MetadataExt::ino(&std::fs::metadata(&file).unwrap());
        assert_eq!(inode, now);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_is_no_compiled_code_is_compiled_again() {
        let (folder, engine) = (folder("damaged"), Engine::default());
        component(&engine, &folder, EMPTY).unwrap();
        let [file] = files(&folder).try_into().unwrap();
        std::fs::write(&file, "nothing that runs").unwrap();
        component(&engine, &folder, EMPTY).unwrap();
        assert!(std::fs::read(&file).unwrap().len() > 1_000);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_nobody_has_used_for_a_week_goes_and_what_is_not_ours_stays() {
        let (folder, engine) = (folder("unused"), Engine::default());
        let (old, others) = (folder.join("old.compiled"), folder.join("others"));
        let long_ago = SystemTime::now() - KEPT - Duration::from_secs(1);
        for path in [&old, &others] {
            let file = std::fs::File::create(path).unwrap();
            file.set_modified(long_ago).unwrap();
        }
        component(&engine, &folder, EMPTY).unwrap();
        assert!(!old.exists() && others.exists());
        assert_eq!(files(&folder).len(), 2);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
