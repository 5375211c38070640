//! The program under test, and the folder it is run in.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The project's root, which holds `spin.toml`.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the folder above tests/")
}

/// The built program: `FRONTDOOR_BIN`, or where cargo puts it.
pub fn program() -> PathBuf {
    let program = std::env::var_os("FRONTDOOR_BIN").map_or_else(
        || {
            let target = std::env::var_os("CARGO_TARGET_DIR")
                .map_or_else(|| project().join("target"), PathBuf::from);
            target.join("release/frontdoor")
        },
        PathBuf::from,
    );
    assert!(
        program.is_file(),
        "{} is not there; `cargo frontdoor test` builds everything that the tests need",
        program.display()
    );
    program
}

/// Runs a verb in the project's folder and waits for its end.
pub fn run(arguments: &[&str]) -> Output {
    Command::new(program())
        .args(arguments)
        .current_dir(project())
        .output()
        .expect("the program can be run")
}

/// Everything that a verb said.
pub fn said(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// A folder for this test run, empty at first.
pub fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("an old folder can be removed");
    }
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}
