//! Packs the form, which is embedded.

fn main() -> std::io::Result<()> {
    packed::pack_folder("forms", &[".toml"])
}
