//! Packs the forms, which are embedded.

fn main() -> std::io::Result<()> {
    packed::pack_folder("forms", &[".toml"])
}
