//! Whether both servers do the same work: the same contacts get the same decisions and leave the
//! same rows, and the same page has the same words.

use std::net::SocketAddr;

use anyhow::{Context as _, bail};
use serde_json::Value;

use crate::draft::SavedPage;
use crate::http::Connection;
use crate::load::Work;
use crate::rows;
use crate::server::Server;

/// How many contacts are compared one by one.
const COMPARED: usize = 60;

/// Members of an answer that differ from contact to contact, or with the clock.
const UNLIKE: &[&str] = &["reference", "tracking_code", "submitted_at"];

/// Sends the same contacts to both, and says what is not the same. Answers how many it sent to each.
pub async fn of_contacts(system: &Server, native: &Server, work: &Work) -> anyhow::Result<usize> {
    let mut to_system = Connection::open(system.address).await?;
    let mut to_native = Connection::open(native.address).await?;
    // The first contact finds the rules published, or publishes them.
    for request in work.requests.iter().take(1) {
        decided(&mut to_system, request, work).await?;
        decided(&mut to_native, request, work).await?;
    }
    let before = (rows::count(&system.data)?, rows::count(&native.data)?);
    for request in work.requests.iter().skip(1).take(COMPARED) {
        let ours = decided(&mut to_system, request, work).await?;
        let theirs = decided(&mut to_native, request, work).await?;
        if ours != theirs {
            bail!("the two servers decided differently:\nsystem {ours}\nnative {theirs}");
        }
    }
    let ours = rows::added(&before.0, &rows::count(&system.data)?);
    let theirs = rows::added(&before.1, &rows::count(&native.data)?);
    if ours != theirs {
        bail!("the two servers stored differently:\nsystem {ours:?}\nnative {theirs:?}");
    }
    Ok(work.requests.len().min(1 + COMPARED))
}

/// Whether the page has the same words on both.
pub async fn of_pages(
    system: (SocketAddr, &SavedPage),
    native: (SocketAddr, &SavedPage),
) -> anyhow::Result<()> {
    if system.1.path != native.1.path {
        bail!(
            "after the first page, one goes on to {} and one to {}",
            system.1.path,
            native.1.path
        );
    }
    let ours = words(system.0, system.1).await?;
    let theirs = words(native.0, native.1).await?;
    if ours != theirs {
        bail!("the two servers show another page:\nsystem {ours}\nnative {theirs}");
    }
    Ok(())
}

async fn decided(
    connection: &mut Connection,
    request: &[u8],
    work: &Work,
) -> anyhow::Result<Value> {
    let answer = connection.exchange(request).await?;
    (work.is_right)(&answer)?;
    let mut answer: Value = serde_json::from_slice(answer.body)?;
    let members = answer
        .as_object_mut()
        .context("an answer that is no object")?;
    for member in UNLIKE {
        members
            .remove(*member)
            .with_context(|| format!("a 201 without `{member}`"))?;
    }
    // The clock of the two decisions is some milliseconds apart.
    members
        .get_mut("decision")
        .and_then(Value::as_object_mut)
        .and_then(|decision| decision.remove("respond_by"))
        .context("a decision without a clock")?;
    Ok(answer)
}

async fn words(address: SocketAddr, page: &SavedPage) -> anyhow::Result<String> {
    let mut connection = Connection::open(address).await?;
    let answer = connection.exchange(&page.request).await?;
    let document = scraper::Html::parse_document(answer.text()?);
    let words: Vec<&str> = document
        .root_element()
        .text()
        .flat_map(str::split_whitespace)
        .collect();
    // The four words that open a draft again are its own.
    let own = scraper::Selector::parse("main .govuk-inset-text strong");
    let own = own.expect("the selector of this function is valid");
    let mut words = words.join(" ");
    for element in document.select(&own) {
        words = words.replace(&element.text().collect::<String>(), "");
    }
    Ok(words)
}
