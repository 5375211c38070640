//! A server under test: started, watched, stopped.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, bail};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// A first start compiles every component.
const LONGEST_START: Duration = Duration::from_secs(600);

/// How long a server may take to finish what is under way.
const LONGEST_STOP: Duration = Duration::from_secs(10);

/// A running server. It ends with this value.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
    /// Where it keeps everything.
    pub data: PathBuf,
}

/// Resident memory, in KiB.
#[derive(Debug, Clone, Copy)]
pub struct Memory {
    pub now: u64,
    /// The most that it ever was.
    pub most: u64,
}

impl Server {
    /// Starts `program` with `arguments` and waits for its line `ready http://...`. What it says
    /// to its error stream is kept in `<data>.log`.
    pub async fn start(program: &Path, arguments: &[&str], data: &Path) -> anyhow::Result<Self> {
        let log = data.with_extension("log");
        let mut child = Command::new(program)
            .args(arguments)
            .args(["--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .current_dir(crate::house())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(&log)?)
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("failed to start {}", program.display()))?;
        let output = child.stdout.take().context("no output to read")?;
        let mut lines = BufReader::new(output).lines();
        let ready = async {
            while let Some(line) = lines.next_line().await? {
                if let Some(url) = line.strip_prefix("ready http://") {
                    return url.trim().parse().context("an unreadable address");
                }
            }
            bail!(
                "{} ended before it was ready:\n{}",
                program.display(),
                last_lines(&log)
            )
        };
        let address = tokio::time::timeout(LONGEST_START, ready)
            .await
            .with_context(|| format!("{} was never ready", program.display()))??;
        // Whatever else it prints must be read, or it would wait for us.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Self {
            child,
            address,
            data: data.to_owned(),
        })
    }

    /// Its resident memory; none where the system does not say.
    pub fn memory(&self) -> Option<Memory> {
        memory_of(self.child.id()?)
    }

    /// For how long its threads have had a processor; none where the system does not say.
    pub fn worked(&self) -> Option<Duration> {
        let threads = std::fs::read_dir(format!("/proc/{}/task", self.child.id()?)).ok()?;
        let nanoseconds = threads.filter_map(|thread| {
            let times = std::fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
            times.split_whitespace().next()?.parse::<u64>().ok()
        });
        Some(Duration::from_nanos(nanoseconds.sum()))
    }

    /// Asks it to end, as a service manager would, and waits until it has.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        let id = self.child.id().context("it ended by itself")?;
        let asked = Command::new("kill")
            .args(["-TERM", &id.to_string()])
            .status()
            .await?;
        let ended = tokio::time::timeout(LONGEST_STOP, self.child.wait())
            .await
            .context("a server did not stop when asked")??;
        if !asked.success() || !ended.success() {
            bail!("a server did not stop cleanly: {ended}");
        }
        Ok(())
    }
}

/// The resident memory of a process; none where the system does not say.
pub fn memory_of(process: u32) -> Option<Memory> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse().ok()
    };
    Some(Memory {
        now: field("VmRSS:")?,
        most: field("VmHWM:")?,
    })
}

fn last_lines(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(20)..].join("\n")
}
