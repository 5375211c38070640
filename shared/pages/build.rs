//! Packs the files that every component carries, and lists the authorities' files.

use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    packed::pack_folder("assets", &[".css", ".js", ".ico"])?;
    list_authorities("authority")
}

/// Writes an expression that is every text of the folder, so that another authority is another file.
fn list_authorities(folder: &str) -> io::Result<()> {
    println!("cargo::rerun-if-changed={folder}");
    let mut files: Vec<_> = fs::read_dir(folder)?
        .map(|file| file?.path().canonicalize())
        .collect::<io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    let texts: String = files
        .iter()
        .map(|file| format!("include_str!({:?}),", file.display().to_string()))
        .collect();
    let out = std::env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(
        Path::new(&out).join("authorities.rs"),
        format!("&[{texts}]"),
    )
}
