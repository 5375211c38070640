//! Files that travel compressed inside a component: forms, stylesheets.
//!
//! A component is downloaded, composed and compiled whole, so what it carries is a fifth of its size
//! here. A build script packs a folder ([`pack_folder`]); [`packed!`] embeds one of its files.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

/// Stands between texts that are packed together, and in no text.
const BETWEEN: char = '\u{1e}';

/// A file of the component, as gzip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packed(pub &'static [u8]);

impl Packed {
    /// As browsers take it with `content-encoding: gzip`.
    pub fn gzip(&self) -> &'static [u8] {
        self.0
    }

    /// The content. Nothing if what was embedded is not gzip, which a build cannot bring about.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        match GzDecoder::new(self.0).read_to_end(&mut bytes) {
            Ok(_) => bytes,
            Err(_) => Vec::new(),
        }
    }

    /// The texts that were packed together, in their order.
    pub fn texts(&self) -> Vec<String> {
        self.text().split(BETWEEN).map(str::to_owned).collect()
    }

    /// The content of a text.
    pub fn text(&self) -> String {
        String::from_utf8(self.bytes()).unwrap_or_default()
    }
}

/// Embeds a file that the crate's build script has packed.
#[macro_export]
macro_rules! packed {
    ($name:literal) => {
        $crate::Packed(include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".gz")))
    };
}

/// Packs every file of `folder` with one of these endings, for the crate whose build script calls it.
/// The same content gives the same bytes.
///
/// # Errors
/// When the folder cannot be read or the result not be written.
pub fn pack_folder(folder: &str, endings: &[&str]) -> io::Result<()> {
    println!("cargo::rerun-if-changed={folder}");
    let out = std::env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    for file in fs::read_dir(folder)? {
        let file = file?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if !endings.iter().any(|ending| name.ends_with(ending)) {
            continue;
        }
        println!("cargo::rerun-if-changed={}", file.display());
        let packed = pack(&fs::read(&file)?)?;
        fs::write(Path::new(&out).join(format!("{name}.gz")), packed)?;
    }
    Ok(())
}

/// Packs a text that the build script has made, under this name.
///
/// # Errors
/// When the result cannot be written.
pub fn pack_text(name: &str, text: &str) -> io::Result<()> {
    let out = std::env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(
        Path::new(&out).join(format!("{name}.gz")),
        pack(text.as_bytes())?,
    )
}

/// Packs texts that are much alike as one, which takes half the room. [`Packed::texts`] has them again.
///
/// # Errors
/// When one of them cannot be read or the result not be written.
pub fn pack_together(name: &str, files: &[&str]) -> io::Result<()> {
    let mut texts = Vec::with_capacity(files.len());
    for file in files {
        println!("cargo::rerun-if-changed={file}");
        texts.push(fs::read_to_string(file)?);
    }
    pack_text(name, &texts.join(&BETWEEN.to_string()))
}

fn pack(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_as_it_was_and_is_always_packed_the_same() {
        let text = "What worries you? Co Cię martwi? ".repeat(40);
        let packed = pack(text.as_bytes()).unwrap();
        assert!(packed.len() * 5 < text.len());
        assert_eq!(packed, pack(text.as_bytes()).unwrap());
        assert_eq!(Packed(packed.leak()).text(), text);
    }

    #[test]
    fn texts_that_were_packed_together_come_back_one_by_one() {
        let texts = ["one\n", "", "three\n"];
        let packed = pack(texts.join(&BETWEEN.to_string()).as_bytes()).unwrap();
        assert_eq!(Packed(packed.leak()).texts(), texts);
    }
}
