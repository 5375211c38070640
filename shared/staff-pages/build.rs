//! Packs the stylesheet and the script of pages for staff, which are embedded.

fn main() -> std::io::Result<()> {
    packed::pack_folder("assets", &[".css", ".js"])
}
