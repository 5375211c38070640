//! Packs what is embedded: the form about equality, and the pictures of Easy Read as one text.

use std::fs;
use std::io::Result;

fn main() -> Result<()> {
    packed::pack_folder("forms", &[".toml"])?;
    pack_pictures()
}

/// Each picture on one line, after its name. They are much alike, so that together they take a sixth.
fn pack_pictures() -> Result<()> {
    println!("cargo::rerun-if-changed=pictures");
    let mut pictures = Vec::new();
    for file in fs::read_dir("pictures")? {
        let file = file?.path();
        let drawing = fs::read_to_string(&file)?;
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let lines: Vec<&str> = drawing.lines().map(str::trim).collect();
        pictures.push(format!("{name} {}\n", lines.join(" ")));
    }
    pictures.sort();
    packed::pack_text("pictures", &pictures.concat())
}
