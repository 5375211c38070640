//! How and when a contact came: by which channel, and when the call started, which starts the clock.

use pages::ErrorLink;
use vocabulary::{Channel, Date, Instant};
use web::FormPost;
use working_calendar::{instant, local};

/// A page that is older than this tells nothing about when a call started.
const OLDEST: i64 = 24 * 60 * 60;

/// A call, or what stands for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// When the worker opened the page: the start of the call, unless they say otherwise. It tells one contact of
    /// a worker from the next, so that pressing twice makes one.
    pub opened: Instant,
    pub channel: Channel,
    /// As they stand in the fields: `2026-12-01` and `09:05`, in London.
    pub date: String,
    pub time: String,
    /// When it started; nothing where the fields do not say.
    pub started: Option<Instant>,
    pub errors: Vec<ErrorLink>,
}

/// The ways by which staff enter a contact.
pub fn channels() -> impl Iterator<Item = Channel> {
    let all = Channel::ALL.iter().copied();
    all.filter(|channel| *channel != Channel::Web)
}

impl Call {
    /// A call that begins now, or when another page of ours was opened.
    pub fn new(opened: Option<&str>, now: Instant) -> Self {
        let opened = opened
            .and_then(|text| text.parse().ok())
            .map(Instant::from_unix)
            .filter(|opened| (now.as_unix() - OLDEST..=now.as_unix()).contains(&opened.as_unix()))
            .unwrap_or(now);
        let (date, time) = fields(opened);
        Self {
            opened,
            channel: Channel::Phone,
            date,
            time,
            started: Some(opened),
            errors: Vec::new(),
        }
    }

    /// What the page said, with everything that is wrong.
    pub fn read(post: &FormPost, now: Instant) -> Self {
        let mut call = Self::new(post.first("opened"), now);
        let mut wrong =
            |field: &str, message: &str| call.errors.push(ErrorLink::new(field, message));
        let named = post.first("channel").and_then(Channel::from_id);
        match named.filter(|channel| *channel != Channel::Web) {
            Some(channel) => call.channel = channel,
            None => wrong("channel", "Choose how the contact came"),
        }
        let date = post.first("started-date").unwrap_or(&call.date).trim();
        let time = post.first("started-time").unwrap_or(&call.time).trim();
        let started = match (date.parse::<Date>(), seconds_of(time)) {
            (Ok(date), Some(seconds)) => Some(instant(date, seconds)),
            (Err(_), _) => {
                wrong(
                    "started-date",
                    "Enter the day on which it started, like 2026-12-01",
                );
                None
            }
            (_, None) => {
                wrong(
                    "started-time",
                    "Enter the time at which it started, like 09:05",
                );
                None
            }
        };
        if started.is_some_and(|started| started > now) {
            wrong("started-time", "It must not start in the future");
        }
        let (date, time) = (date.to_owned(), time.to_owned());
        // Left as it was, it started to the second when the page was opened.
        call.started = match (&date, &time) == (&call.date, &call.time) {
            true => Some(call.opened),
            false => started,
        };
        (call.date, call.time) = (date, time);
        call
    }

    /// The key under which a worker's contact of this page is stored once.
    pub fn key(&self, username: &str) -> String {
        format!("by-staff:{username}:{}", self.opened.as_unix())
    }
}

fn fields(at: Instant) -> (String, String) {
    let (date, seconds) = local(at);
    let minutes = seconds / 60;
    (
        date.to_string(),
        format!("{:02}:{:02}", minutes / 60, minutes % 60),
    )
}

/// The second of the day that `09:05` or `9.05` is.
fn seconds_of(time: &str) -> Option<u32> {
    let (hours, minutes) = time.split_once([':', '.'])?;
    let number = |text: &str| -> Option<u32> {
        let short = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        text.parse().ok().filter(|_| short)
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours < 24 && minutes < 60).then_some(hours * 3600 + minutes * 60)
}
