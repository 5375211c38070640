//! A running front door.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use super::deadline::reader;
use super::frontdoor::{program, project, scratch};
use super::{Caller, Json, Machine, Resident, Worker, json, until};

/// A start may compile every component for this machine, beside other tests.
const START: Duration = Duration::from_secs(120);
/// SIGTERM lets requests end.
const STOP: Duration = Duration::from_secs(20);

/// A front door that serves, and what is known of it.
#[derive(Debug)]
pub struct Site {
    pub url: String,
    /// Everything it keeps; none for a site that runs elsewhere.
    data: Option<PathBuf>,
    credentials: Json,
    process: Option<Process>,
}

#[derive(Debug)]
struct Process {
    child: Child,
    /// Ends the server when this test run ends in whatever way: its read ends with our pipe.
    watchdog: Child,
    _leash: ChildStdin,
}

/// How a site is to be started.
#[derive(Debug, Clone)]
pub struct Start {
    name: String,
    data: PathBuf,
    listen: String,
    manifest: Option<PathBuf>,
    arguments: Vec<String>,
    environment: BTreeMap<String, String>,
}

impl Start {
    /// A site of a test's own, with nothing in it.
    pub fn named(name: &str) -> Self {
        let data = scratch(&format!("sites/{name}")).join("data");
        Self {
            name: name.to_owned(),
            data,
            listen: "127.0.0.1:0".to_owned(),
            manifest: None,
            arguments: Vec::new(),
            environment: BTreeMap::new(),
        }
    }

    /// From another manifest than the project's.
    #[must_use]
    pub fn manifest(mut self, manifest: &Path) -> Self {
        self.manifest = Some(manifest.to_owned());
        self
    }

    /// At this address, rather than at one that is free.
    #[must_use]
    pub fn listen(mut self, address: &str) -> Self {
        address.clone_into(&mut self.listen);
        self
    }

    /// With a further argument of `up`.
    #[must_use]
    pub fn argument(mut self, argument: &str) -> Self {
        self.arguments.push(argument.to_owned());
        self
    }

    /// With an environment variable.
    #[must_use]
    pub fn environment(mut self, name: &str, value: &str) -> Self {
        self.environment.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Where everything is kept.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Starts it and waits until it serves.
    #[track_caller]
    pub fn begin(&self) -> Site {
        match self.try_begin() {
            Ok(site) => site,
            Err(said) => panic!("the site {} did not start:\n{said}", self.name),
        }
    }

    /// Starts it; answers what it said when it ended before it served.
    pub fn try_begin(&self) -> Result<Site, String> {
        let log = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.log())
            .expect("a log can be written");
        let already = std::fs::metadata(self.log()).map_or(0, |log| log.len());
        let mut command = Command::new(program());
        command
            .arg("up")
            .args(["--no-build", "--listen", &self.listen]);
        command.arg("--data").arg(&self.data);
        if let Some(manifest) = &self.manifest {
            command.arg("--from").arg(manifest);
        }
        let mut child = command
            .args(&self.arguments)
            .env("FRONTDOOR_COMPILED", compiled())
            .envs(&self.environment)
            .current_dir(project())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("the program can be run");
        let output = child.stdout.take().expect("its output");
        let mut process = Process::leashed(child);
        let Some(url) = ready(output) else {
            process.end();
            let said = std::fs::read(self.log()).unwrap_or_default();
            let from = usize::try_from(already).unwrap_or(0).min(said.len());
            return Err(String::from_utf8_lossy(&said[from..]).into_owned());
        };
        let credentials = std::fs::read(self.data.join("credentials.json"))
            .map(|bytes| serde_json::from_slice(&bytes).expect("credentials in JSON"))
            .unwrap_or_default();
        Ok(Site {
            url,
            data: Some(self.data.clone()),
            credentials,
            process: Some(process),
        })
    }

    /// What it wrote to its error stream, at every start.
    pub fn log(&self) -> PathBuf {
        self.data.with_file_name("log")
    }
}

impl Site {
    /// The site that most tests share. Each test adds people of its own and looks at no others.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Site> = OnceLock::new();
        SHARED.get_or_init(|| match std::env::var("FRONTDOOR_AGAINST") {
            Ok(url) => Self::elsewhere(&url),
            Err(_) => shared_start().begin(),
        })
    }

    /// Whether the site was started by this run, so that its files and its process can be looked at.
    pub fn is_ours() -> bool {
        std::env::var_os("FRONTDOOR_AGAINST").is_none()
    }

    fn elsewhere(url: &str) -> Self {
        let token = std::env::var("BOOTSTRAP_TOKEN")
            .expect("BOOTSTRAP_TOKEN must be set when the tests run against a site elsewhere");
        Self {
            url: url.trim_end_matches('/').to_owned(),
            data: None,
            credentials: json!({"staff": [], "service_tokens": [{"name": "bootstrap", "token": token}]}),
            process: None,
        }
    }

    /// Where it keeps everything. Only for a site of our own.
    pub fn data(&self) -> &Path {
        self.data.as_deref().expect("a site that was started here")
    }

    /// Somebody new, with an empty browser.
    pub fn resident(&self) -> Resident {
        Resident::new(&self.url)
    }

    /// A caller without any credentials.
    pub fn nobody(&self) -> Machine {
        self.machine("", None)
    }

    /// The machine that may do everything.
    pub fn administrator(&self) -> Machine {
        let token = &self.credentials["service_tokens"][0];
        let name = token["name"]
            .as_str()
            .expect("a service token in the credentials");
        self.machine(name, token["token"].as_str())
    }

    /// A new machine with exactly these roles.
    #[track_caller]
    pub fn with_roles(&self, roles: &[&str]) -> Machine {
        let name = new_name("machine");
        let made = self
            .administrator()
            .caller
            .post(
                "/api/v1/service-tokens",
                &json!({"name": name, "roles": roles}),
            )
            .expect(201)
            .json();
        self.machine(&name, Some(made["token"].as_str().expect("a token")))
    }

    /// A caller with this token.
    pub fn machine(&self, name: &str, token: Option<&str>) -> Machine {
        Machine {
            caller: Caller::new(&self.url, token.map(str::to_owned)),
            name: format!("token:{name}"),
        }
    }

    /// A new member of staff with these roles, who has chosen a password already.
    #[track_caller]
    pub fn worker(&self, roles: &[&str]) -> Worker {
        let username = new_name("worker");
        let made = self
            .administrator()
            .caller
            .post(
                "/api/v1/staff",
                &json!({"username": username, "roles": roles}),
            )
            .expect(201)
            .json();
        let one_time = made["one_time_password"]
            .as_str()
            .expect("a one-time password");
        let chosen = "seven quiet herons at dusk";
        let mut worker = Worker::new(&self.url, &username, one_time);
        worker.sign_in();
        let form = worker.browser.page().question().clone();
        for control in form
            .controls
            .iter()
            .filter(|control| control.kind == "password")
        {
            // The old one is asked first, the new one after it, once or twice.
            let old = control.name.contains("old") || control.name.contains("current");
            worker
                .browser
                .fill(&control.name, &[if old { one_time } else { chosen }]);
        }
        let button = form.buttons[0].text.clone();
        worker.browser.press(&button);
        assert_eq!(worker.browser.status, 200, "{}", worker.browser.page().main);
        Worker::new(&self.url, &username, chosen)
    }

    /// The members of staff of the demonstration: user name, password, roles.
    pub fn demonstration_staff(&self) -> Vec<Json> {
        self.credentials["staff"]
            .as_array()
            .cloned()
            .unwrap_or_default()
    }

    /// Ends it as a power cut would.
    pub fn kill(mut self) {
        if let Some(mut process) = self.process.take() {
            process.end();
        }
    }

    /// Asks it to end, and answers the exit code.
    #[track_caller]
    pub fn stop(mut self) -> Option<i32> {
        let mut process = self.process.take().expect("a site that was started here");
        let id = process.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status();
        assert!(
            asked.is_ok_and(|status| status.success()),
            "it ended by itself"
        );
        let ended = until("the site to stop", STOP, || {
            process.child.try_wait().expect("a child")
        });
        process.end();
        ended.code()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        if let Some(process) = &mut self.process {
            process.end();
        }
    }
}

impl Process {
    fn leashed(child: Child) -> Self {
        let mut watchdog = Command::new("sh")
            .args([
                "-c",
                "read -r _; kill -9 \"$0\" 2>/dev/null",
                &child.id().to_string(),
            ])
            .stdin(Stdio::piped())
            .spawn()
            .expect("sh can be run");
        let leash = watchdog.stdin.take().expect("its input");
        Self {
            child,
            watchdog,
            _leash: leash,
        }
    }

    fn end(&mut self) {
        // It may have ended by itself; the watchdog must not outlive it, since ids are used again.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = self.watchdog.kill();
        let _ = self.watchdog.wait();
    }
}

/// How the shared site is started.
fn shared_start() -> &'static Start {
    static START: OnceLock<Start> = OnceLock::new();
    START.get_or_init(|| Start::named("shared"))
}

/// Every site runs the same components: what one has compiled, the others need not.
fn compiled() -> PathBuf {
    std::env::var_os("FRONTDOOR_COMPILED").map_or_else(
        || Path::new(env!("CARGO_TARGET_TMPDIR")).join("compiled"),
        PathBuf::from,
    )
}

/// Waits for the line `ready http://...`; none when the output ended or nothing came in time.
fn ready(output: impl std::io::Read + Send + 'static) -> Option<String> {
    let (tell, hear) = mpsc::channel();
    reader(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if let Some(url) = line.strip_prefix("ready ") {
                // Nobody may be listening any more; the output must be read to its end all the same.
                let _ = tell.send(url.trim().to_owned());
            }
        }
    });
    hear.recv_timeout(START).ok()
}

/// A name that nobody has yet, on this site or on one that an earlier run used.
fn new_name(kind: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{kind}-{}-{next}", std::process::id())
}
