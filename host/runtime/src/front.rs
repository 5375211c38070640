//! One request: find the component, hand the request over, count and log the answer.

use crate::app::App;
use crate::body::{Answer, Unread, receive};
use crate::headers;
use crate::metrics::Metrics;
use crate::routes::Routes;
use crate::service::{Failure, Service};
use anyhow::Result;
use http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use hyper::body::Incoming;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

/// Bodies above this never reach a component; each has its own, lower limits, and says in its own words
/// what was too large.
const LARGEST_BODY: usize = 64 * 1024 * 1024;

/// Why the host answers in a component's place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    /// No component has the path.
    NoRoute,
    /// The request is not one.
    BadRequest,
    TooLarge,
    /// The body did not come.
    TooSlow,
    Failed(Failure),
}

impl Fault {
    /// The status that says so.
    pub fn status(self) -> StatusCode {
        match self {
            Self::NoRoute => StatusCode::NOT_FOUND,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Failed(Failure::Busy) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Failed(Failure::TimedOut) => StatusCode::GATEWAY_TIMEOUT,
            Self::Failed(Failure::Crashed) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// The words of a fault: for a program if the path is one of the API's, else for a person.
pub type Apology = fn(fault: Fault, path: &str) -> (&'static str, String);

/// A page of the host's own, such as the mailbox of a development.
pub type Page = Pin<Box<dyn Future<Output = Response<String>> + Send>>;

/// Pages that the host answers before any component, by path.
pub type Pages = Arc<dyn Fn(&Method, &str) -> Option<Page> + Send + Sync>;

/// Everything that answers requests.
pub struct Front {
    routes: Routes,
    services: BTreeMap<String, Service>,
    label: HeaderName,
    pub metrics: Arc<Metrics>,
    app: Arc<App>,
    apology: Apology,
    pages: Option<Pages>,
}

impl Front {
    /// Loads every component that has a route, or only those named.
    pub fn new(
        app: Arc<App>,
        only: &[String],
        apology: Apology,
        pages: Option<Pages>,
    ) -> Result<Self> {
        let metrics = Arc::new(Metrics::default());
        let routes = Routes::of(&app.manifest)?.only(only);
        let version = if app.manifest.application.version.is_empty() {
            "0"
        } else {
            &app.manifest.application.version
        };
        let mut services = BTreeMap::new();
        for (id, loaded) in app.load(routes.iter().map(|(_, component)| component))? {
            let service = Service::new(
                loaded,
                version,
                app.manifest.limits(&id).timeout(),
                &metrics,
            )?;
            services.insert(id, service);
        }
        let label = HeaderName::try_from(format!("{}-component", app.manifest.application.name))?;
        Ok(Self {
            routes,
            services,
            label,
            metrics,
            app,
            apology,
            pages,
        })
    }

    /// The routes that are answered.
    pub fn routes(&self) -> &Routes {
        &self.routes
    }

    /// Answers a request.
    pub async fn answer(&self, request: Request<Incoming>, client: SocketAddr) -> Response<Answer> {
        let began = Instant::now();
        let method = request.method().clone();
        let path = request.uri().path().to_owned();
        if let Some(answer) = self.own_page(&method, &path).await {
            return answer;
        }
        let found = self.routes.find(&path);
        let (component, route) = found
            .as_ref()
            .map_or(("host", "none"), |found| (found.component, found.route));
        let answer = match &found {
            None => Err(Fault::NoRoute),
            Some(found) => match self.services.get(found.component) {
                Some(service) => self.ask(service, request, found, client).await,
                None => Err(Fault::NoRoute),
            },
        };
        let answer = answer.unwrap_or_else(|fault| self.apologise(fault, &path));
        let took = began.elapsed();
        let status = answer.status().as_u16();
        self.metrics.answered(component, status, took);
        tracing::info!(target: "request", method = known(&method), route, status, microseconds = took.as_micros() as u64, component);
        answer
    }

    async fn ask(
        &self,
        service: &Service,
        request: Request<Incoming>,
        found: &crate::routes::Match<'_>,
        client: SocketAddr,
    ) -> Result<Response<Answer>, Fault> {
        let declared = request
            .headers()
            .get(CONTENT_LENGTH)
            .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
        if declared.is_some_and(|length| length > LARGEST_BODY) {
            return Err(Fault::TooLarge);
        }
        let (mut parts, body) = request.into_parts();
        headers::prepare(&mut parts.headers, &mut parts.uri, found, client)
            .ok_or(Fault::BadRequest)?;
        let (body, too_large) =
            receive(body, LARGEST_BODY)
                .await
                .map_err(|unread| match unread {
                    Unread::TooLarge => Fault::TooLarge,
                    Unread::TooSlow => Fault::TooSlow,
                    Unread::BrokenOff => Fault::BadRequest,
                })?;
        let answered = service.answer(Request::from_parts(parts, body)).await;
        if too_large.load(Ordering::Relaxed) {
            return Err(Fault::TooLarge);
        }
        let mut answer = answered.map_err(Fault::Failed)?;
        answer
            .headers_mut()
            .insert(self.label.clone(), service.label.clone());
        Ok(answer)
    }

    async fn own_page(&self, method: &Method, path: &str) -> Option<Response<Answer>> {
        if path == "/metrics" && method == Method::GET {
            let mut answer = Response::new(Answer::of(self.metrics.text(&self.app.databases)));
            answer.headers_mut().insert(
                CONTENT_TYPE,
                HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8"),
            );
            return Some(answer);
        }
        Some(self.pages.as_ref()?(method, path)?.await.map(Answer::of))
    }

    fn apologise(&self, fault: Fault, path: &str) -> Response<Answer> {
        let (kind, text) = (self.apology)(fault, path);
        let mut answer = Response::new(Answer::of(text));
        *answer.status_mut() = fault.status();
        answer
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        answer
            .headers_mut()
            .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if fault == Fault::Failed(Failure::Busy) {
            answer
                .headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from_static("5"));
        }
        answer
    }
}

/// A method for the log: a made-up one could hold anything.
fn known(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}
