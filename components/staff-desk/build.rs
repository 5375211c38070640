//! Packs the desk's own stylesheet and script, which are embedded.

fn main() -> std::io::Result<()> {
    packed::pack_folder("assets", &[".css", ".js"])
}
