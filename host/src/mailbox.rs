//! `/dev/mailbox`: in a development, what would have been sent, whichever store would have sent it.

use runtime::care_accounts::AccountsStore;
use runtime::{App, CaseStore, Page, Pages};
use serde_json::json;
use std::sync::Arc;
use tokio::sync::OnceCell;

/// The two pages, for a person and for a test.
pub fn pages(app: &Arc<App>) -> Pages {
    let app = Arc::clone(app);
    let stores = Arc::new(OnceCell::new());
    Arc::new(move |method, path| {
        if method != http::Method::GET {
            return None;
        }
        let draw: fn(&[Sent]) -> (&'static str, String) = match path {
            "/dev/mailbox" => page,
            "/dev/mailbox.json" => listing,
            _ => return None,
        };
        let (app, stores) = (Arc::clone(&app), Arc::clone(&stores));
        Some(Box::pin(async move {
            let (status, (kind, text)) = match sent(&app, &stores).await {
                Ok(sent) => (200, draw(&sent)),
                Err(error) => (503, ("text/plain; charset=utf-8", format!("{error:#}\n"))),
            };
            let mut answer = http::Response::new(text);
            *answer.status_mut() = http::StatusCode::from_u16(status).unwrap_or_default();
            answer.headers_mut().insert(
                http::header::CONTENT_TYPE,
                http::HeaderValue::from_static(kind),
            );
            answer.headers_mut().insert(
                http::header::CACHE_CONTROL,
                http::HeaderValue::from_static("no-store"),
            );
            answer
        }) as Page)
    })
}

/// A message, of whichever store.
struct Sent {
    to: String,
    channel: String,
    template: String,
    text: String,
    /// Seconds from 1970.
    at: i64,
}

/// The stores that send, as far as the manifest has them.
struct Stores {
    cases: Option<CaseStore>,
    accounts: Option<AccountsStore>,
}

impl Stores {
    fn load(app: &App) -> anyhow::Result<Self> {
        let has = |name| app.manifest.component.contains_key(name);
        Ok(Self {
            cases: has("case-store")
                .then(|| CaseStore::load(app))
                .transpose()?,
            accounts: has("accounts-store")
                .then(|| AccountsStore::load(app))
                .transpose()?,
        })
    }

    /// The messages of all, newest first.
    async fn sent(&self) -> anyhow::Result<Vec<Sent>> {
        let mut all = Vec::new();
        if let Some(cases) = &self.cases {
            all.extend(cases.mailbox().await?.into_iter().map(|sent| Sent {
                to: sent.to,
                channel: sent.channel,
                template: sent.template,
                text: sent.text,
                at: sent.at,
            }));
        }
        if let Some(accounts) = &self.accounts {
            all.extend(accounts.mailbox().await?.into_iter().map(|sent| Sent {
                to: sent.to,
                channel: sent.channel,
                template: sent.template,
                text: sent.text,
                at: sent.at,
            }));
        }
        all.sort_by_key(|sent| std::cmp::Reverse(sent.at));
        Ok(all)
    }
}

/// Asks the stores, which are loaded when somebody first looks.
async fn sent(app: &App, stores: &OnceCell<Stores>) -> anyhow::Result<Vec<Sent>> {
    stores
        .get_or_try_init(|| async { Stores::load(app) })
        .await?
        .sent()
        .await
}

fn listing(sent: &[Sent]) -> (&'static str, String) {
    let all: Vec<_> = sent
        .iter()
        .map(|sent| json!({"to": sent.to, "channel": sent.channel, "template": sent.template, "text": sent.text, "at": rfc3339(sent.at)}))
        .collect();
    ("application/json", json!(all).to_string())
}

fn page(sent: &[Sent]) -> (&'static str, String) {
    let mut page = String::from(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Mailbox</title>\
         <style>body { overflow-wrap: anywhere } pre { white-space: pre-wrap }</style></head>\n<body><main><h1>What would have been sent</h1>\n",
    );
    for sent in sent {
        let [to, channel, template, text] =
            [&sent.to, &sent.channel, &sent.template, &sent.text].map(|text| escaped(text));
        page.push_str(&format!(
            "<article><h2>{to}</h2><p>{channel}, {template}, {}</p><pre>{text}</pre></article>\n",
            rfc3339(sent.at)
        ));
    }
    page.push_str("</main></body></html>\n");
    ("text/html; charset=utf-8", page)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn rfc3339(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).map_or_else(|_| seconds.to_string(), |at| at.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_sent_is_shown_and_cannot_run_as_a_script() {
        let sent = [Sent {
            to: "emergency-duty".into(),
            channel: "email".into(),
            template: "alert".into(),
            text: "<script>ASC".into(),
            at: 1_798_372_800,
        }];
        let (_, json) = listing(&sent);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json[0]["to"], "emergency-duty");
        assert_eq!(json[0]["at"], "2026-12-27T12:00:00Z");
        assert!(page(&sent).1.contains("&lt;script&gt;ASC"));
    }
}
