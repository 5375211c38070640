//! Packs the files that every component carries.

fn main() -> std::io::Result<()> {
    packed::pack_folder("assets", &[".css", ".js", ".ico"])
}
