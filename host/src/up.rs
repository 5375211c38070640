//! `up`: builds what is needed, makes what a development needs, and serves.

use crate::accounts::made_up;
use crate::credentials::Credentials;
use crate::progress::Work;
use crate::{apology, build, log, mailbox, project, secrets, ticker};
use anyhow::{Context, Result};
use clap::Args;
use runtime::{App, Front, Server, Setup};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Args)]
#[command(after_help = "Example: cargo frontdoor up --listen 127.0.0.1:8080 --data .frontdoor-two")]
pub struct Options {
    /// Where to serve; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:3000", overrides_with = "listen")]
    listen: SocketAddr,
    /// The folder of everything that is kept: databases, keys, credentials, compiled code.
    #[arg(long, default_value = ".frontdoor")]
    data: PathBuf,
    /// Serves this manifest instead of the project's own.
    #[arg(long, hide = true)]
    from: Option<PathBuf>,
    /// Serves what was built before.
    #[arg(long, hide = true)]
    no_build: bool,
    /// Serves the routes of this component only; may be given several times.
    #[arg(long, hide = true)]
    component: Vec<String>,
    /// Lets components live in another time, in a development.
    #[arg(long, hide = true, default_value_t = 0, allow_hyphen_values = true)]
    clock_offset_seconds: i64,
}

pub fn run(options: Options) -> Result<ExitCode> {
    let root = project::root()?;
    if !options.no_build {
        build::build_all(&root)?;
    }
    let _log = log::start();
    // A statement's commit waits for the disk where it runs: there must be others to go on meanwhile.
    let threads = std::thread::available_parallelism()
        .map_or(2, usize::from)
        .max(2)
        * 2;
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(threads)
        .enable_all()
        .build()?
        .block_on(serve(options, root))?;
    Ok(ExitCode::SUCCESS)
}

async fn serve(options: Options, root: PathBuf) -> Result<()> {
    let data = options.data;
    std::fs::create_dir_all(&data)
        .with_context(|| format!("cannot make the folder {}", data.display()))?;
    let server = Server::bind(options.listen).await?;
    let address = server.address();
    let development = environment() == "development";

    let mut variables = BTreeMap::new();
    if development {
        variables.extend(secrets::keys(&data)?);
        for (name, value) in [
            ("environment", "development".to_owned()),
            ("public_url", format!("http://{address}")),
        ] {
            if std::env::var_os(format!("SPIN_VARIABLE_{}", name.to_uppercase())).is_none() {
                variables.insert(name.to_owned(), value);
            }
        }
    }
    let work = Work::begin("loading components");
    let app = Arc::new(
        App::open(Setup {
            manifest: options.from.unwrap_or_else(|| root.join("spin.toml")),
            compiled: project::compiled(&data),
            data: data.clone(),
            variables,
            clock_offset_seconds: if development {
                options.clock_offset_seconds
            } else {
                0
            },
        })
        .await?,
    );
    let has = |component| app.manifest.component.contains_key(component);
    let pages =
        (development && (has("case-store") || has("accounts-store"))).then(|| mailbox::pages(&app));
    let front = Arc::new(Front::new(
        Arc::clone(&app),
        &options.component,
        apology::apologise,
        pages,
    )?);
    work.end("done");

    let mut token = std::env::var("SPIN_VARIABLE_BOOTSTRAP_TOKEN")
        .ok()
        .filter(|token| !token.is_empty());
    if development {
        let credentials = Credentials::of(&data)?;
        if has("staff-access")
            && let Err(error) = credentials.establish(&app).await
        {
            // The site says at /readyz what is wrong with it, and may still be of use.
            tracing::error!("the demonstration's staff could not be added: {error:#}");
        }
        if has("accounts-store")
            && let Err(error) = made_up::demonstrate(&app, options.clock_offset_seconds).await
        {
            tracing::error!("the demonstration's care accounts could not be added: {error:#}");
        }
        token = credentials.worker_token().map(str::to_owned).or(token);
        introduce(address, &credentials, &data);
    }
    let ticker = token.map(|token| tokio::spawn(ticker::tick(address, token)));
    runtime::give_memory_back();
    let told = told_to_stop()?;
    let ready = front.routes().iter().map(|(route, _)| route.to_string());
    let ready: Vec<String> = ready
        .filter(|route| route.starts_with("/readyz/"))
        .collect();
    let serving = tokio::spawn(server.serve(front, told));
    ticker::ask_whether_ready(address, &ready).await;
    println!("ready http://{address}");
    serving.await?;
    if let Some(ticker) = ticker {
        ticker.abort();
    }
    Ok(())
}

/// `up` is for developments, unless it is told otherwise.
fn environment() -> String {
    std::env::var("SPIN_VARIABLE_ENVIRONMENT").unwrap_or_else(|_| "development".to_owned())
}

/// Where to go, and whom to sign in as.
fn introduce(address: SocketAddr, credentials: &Credentials, data: &std::path::Path) {
    println!("Residents:   http://{address}/");
    println!("Staff:       http://{address}/staff/sign-in");
    for person in &credentials.staff {
        println!(
            "             {:20} {}  ({})",
            person.username,
            person.password,
            person.roles.join(", ")
        );
    }
    println!("Care account: http://{address}/care-account");
    if let Some(account) = credentials.accounts.first() {
        println!(
            "             {:20} born {}; the code is in the mailbox",
            account.account_reference, account.date_of_birth
        );
    }
    println!("Mailbox:     http://{address}/dev/mailbox");
    println!("Figures:     http://{address}/metrics");
    println!("Credentials: {}", data.join("credentials.json").display());
}

/// Ends when somebody asks the program to stop. It listens from this call on, not from the first poll:
/// whoever has read `ready` may ask at once.
fn told_to_stop() -> Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}
