//! frontdoor: builds, checks, serves and tests the front door.
use std::sync::Arc;
#[tokio::main]
async fn main() -> anyhow::Result<()> {
    tracing_subscriber::fmt().json().flatten_event(true).with_writer(std::io::stderr).with_env_filter(tracing_subscriber::EnvFilter::from_default_env()).init();
    let args: Vec<String> = std::env::args().collect();
    let app = Arc::new(runtime::App::open(runtime::Setup { manifest: args[1].clone().into(), data: args[2].clone().into(), variables: Default::default(), clock_offset_seconds: 0 }).await?);
    let front = Arc::new(runtime::Front::new(app, &[], |fault, _| ("text/plain", format!("{fault:?}\n")), None)?);
    let server = runtime::Server::bind(args[3].parse()?).await?;
    println!("ready http://{}", server.address());
    server.serve(front, async { let _ = tokio::signal::ctrl_c().await; }).await;
    Ok(())
}
