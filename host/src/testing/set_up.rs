//! What the journeys need beside this program: a browser, a virus scanner, Java, and from npm two
//! checkers and a provider that speaks OpenID Connect.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::progress;

/// Debian's packages, each with the program that shows that it is there. The scanner gets one signature of
/// the tests' own.
const PACKAGES: [(&str, &str); 4] = [
    ("chromium", "chromium"),
    ("chromium-driver", "chromedriver"),
    ("clamav-daemon", "clamd"),
    ("default-jre-headless", "java"),
];
/// What npm brings into `target/node_modules`, each with the file that shows that it is there. They are
/// fetched together, since npm takes away what it was not asked for.
const NPM: [(&str, &str); 3] = [
    ("axe-core@4", "axe-core/axe.min.js"),
    ("oidc-provider@9", "oidc-provider/lib/index.js"),
    ("vnu-jar@26", "vnu-jar/build/dist/vnu.jar"),
];

/// Brings whatever is missing.
pub fn bring(root: &Path) -> Result<()> {
    packages()?;
    from_npm(root)
}

fn packages() -> Result<()> {
    let missing: Vec<&str> = PACKAGES
        .iter()
        .filter(|(_, program)| !there(program))
        .map(|(package, _)| *package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !is_root() {
        bail!(
            "the journeys need Debian's packages {}. Install them with: sudo apt-get install {}",
            missing.join(" and "),
            missing.join(" ")
        );
    }
    progress::run(
        "fetching the list of packages",
        Command::new("apt-get").args(["update", "-q"]),
    )?;
    progress::run(
        "installing what the journeys need",
        Command::new("apt-get")
            .args(["install", "-y", "-q", "--no-install-recommends"])
            .args(&missing),
    )
}

fn from_npm(root: &Path) -> Result<()> {
    let folder = root.join("target");
    let modules = folder.join("node_modules");
    if NPM.iter().all(|(_, file)| modules.join(file).is_file()) {
        return Ok(());
    }
    if !there("npm") {
        bail!("the checkers of pages and the provider need npm, which Debian's package npm brings");
    }
    std::fs::create_dir_all(&folder)?;
    progress::run(
        "fetching the checkers of pages and a provider",
        Command::new("npm")
            .args([
                "install",
                "--no-save",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "--prefix",
            ])
            .arg(&folder)
            .args(NPM.map(|(package, _)| package)),
    )
}

/// Whether a program is there: daemons stand where the paths of people may not lead.
fn there(program: &str) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&paths)
        .chain([PathBuf::from("/usr/sbin")])
        .any(|folder| folder.join(program).is_file())
}

fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
