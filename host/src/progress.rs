//! Says what is going on: a line that moves on a terminal, plain lines elsewhere.

use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{BufRead, BufReader, IsTerminal, Read};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// Elsewhere than on a terminal, work that goes on says so this often.
const STILL: Duration = Duration::from_secs(15);

/// Something that takes time.
pub struct Work {
    what: String,
    bar: Option<ProgressBar>,
    began: Instant,
    said: Instant,
}

impl Work {
    /// Begins it, and says so.
    pub fn begin(what: &str) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let style = ProgressStyle::with_template("{spinner} {prefix} {elapsed} {wide_msg}");
            let bar = ProgressBar::new_spinner().with_prefix(what.to_owned());
            if let Ok(style) = style {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        if bar.is_none() {
            eprintln!("{what} ...");
        }
        Self {
            what: what.to_owned(),
            bar,
            began: Instant::now(),
            said: Instant::now(),
        }
    }

    /// How far it is.
    pub fn now(&mut self, message: &str) {
        match &self.bar {
            Some(bar) => bar.set_message(message.to_owned()),
            None if self.said.elapsed() >= STILL => {
                self.said = Instant::now();
                eprintln!(
                    "{} ... {} s: {message}",
                    self.what,
                    self.began.elapsed().as_secs()
                );
            }
            None => {}
        }
    }

    /// Says something that stays, on the standard output.
    pub fn say(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| println!("{line}")),
            None => println!("{line}"),
        }
    }

    /// Ends it, and says how.
    pub fn end(self, how: &str) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        eprintln!(
            "{}: {how} ({:.1} s)",
            self.what,
            self.began.elapsed().as_secs_f64()
        );
    }
}

/// Runs a command, and shows what it says only when it fails.
pub fn run(what: &str, command: &mut Command) -> Result<()> {
    let work = Work::begin(what);
    let (succeeded, said) = watch(work, command)?;
    if !succeeded {
        bail!("{what} failed:\n{}", said.join("\n"));
    }
    Ok(())
}

/// Runs a command; whether it succeeded, and all that it said.
pub fn watch(mut work: Work, command: &mut Command) -> Result<(bool, Vec<String>)> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {}", command.get_program().to_string_lossy()))?;
    let (tell, hear) = mpsc::channel();
    listen(child.stdout.take(), tell.clone());
    listen(child.stderr.take(), tell);
    let mut said = Vec::new();
    loop {
        match hear.recv_timeout(Duration::from_secs(1)) {
            Ok(line) => {
                work.now(line.trim());
                said.push(line);
            }
            Err(mpsc::RecvTimeoutError::Timeout) => {
                work.now(said.last().map_or("", |line: &String| line.trim()))
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
        }
    }
    let succeeded = child.wait()?.success();
    work.end(if succeeded { "done" } else { "failed" });
    Ok((succeeded, said))
}

fn listen(stream: Option<impl Read + Send + 'static>, tell: mpsc::Sender<String>) {
    let Some(stream) = stream else { return };
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if tell.send(line).is_err() {
                break;
            }
        }
    });
}
