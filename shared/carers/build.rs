//! Packs the data, which is embedded.

fn main() -> std::io::Result<()> {
    packed::pack_folder("data", &[".toml"])
}
