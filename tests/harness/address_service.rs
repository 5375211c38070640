//! A service that answers as Ordnance Survey's OS Places API does, for the postcodes that it was told of. It
//! runs on this machine, knows no real address, and can be made to fall silent.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

use super::deadline::reader;
use super::{Json, json};

/// What the service was asked: the address of the request, and its header `key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub address: String,
    pub key: String,
}

/// The service.
#[derive(Debug, Clone)]
pub struct AddressService {
    /// Where it can be called.
    pub url: String,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    /// The delivery points, each with its postcode in letters and digits.
    known: Vec<(String, Json)>,
    asked: Vec<Asked>,
    silent: bool,
    /// Calls that are never answered, and are never hung up either.
    waiting: Vec<TcpStream>,
}

impl AddressService {
    /// A service that knows these delivery points: a postcode, and members as the API has them.
    pub fn that_knows(points: &[(&str, Json)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let state: Arc<Mutex<State>> = Arc::default();
        let known = points.iter();
        locked(&state).known = known
            .map(|(postcode, point)| (letters(postcode), point.clone()))
            .collect();
        let service = Self { url, state };
        let serving = service.clone();
        reader(move || {
            for call in listener.incoming().map_while(Result::ok) {
                serving.take(call);
            }
        });
        service
    }

    /// From now on it takes calls and answers none.
    pub fn falls_silent(&self) {
        locked(&self.state).silent = true;
    }

    /// What it was asked until now.
    pub fn asked(&self) -> Vec<Asked> {
        locked(&self.state).asked.clone()
    }

    /// Answers one call. Whoever hangs up early is not waited for.
    fn take(&self, call: TcpStream) {
        let Some(asked) = read(&call) else { return };
        let mut state = locked(&self.state);
        let postcode = asked
            .address
            .split_once("postcode=")
            .and_then(|(_, rest)| rest.split('&').next())
            .unwrap_or_default()
            .to_owned();
        state.asked.push(asked);
        if state.silent {
            return state.waiting.push(call);
        }
        let points: Vec<Json> = state
            .known
            .iter()
            .filter(|(known, _)| *known == postcode)
            .map(|(_, point)| json!({"DPA": point}))
            .collect();
        let body = json!({
            "header": {"uri": "/search/places/v1/postcode", "query": postcode, "offset": 0,
                "totalresults": points.len(), "format": "JSON", "dataset": "DPA", "lr": "EN,CY",
                "maxresults": 100, "epoch": "100", "output_srs": "EPSG:27700"},
            "results": points,
        })
        .to_string();
        let _ = write!(
            &call,
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        );
    }
}

/// The head of a request.
fn read(call: &TcpStream) -> Option<Asked> {
    let mut lines = BufReader::new(call).lines().map_while(Result::ok);
    let address = lines.next()?.split(' ').nth(1)?.to_owned();
    let mut key = String::new();
    for line in lines.take_while(|line| !line.is_empty()) {
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("key")
        {
            value.trim().clone_into(&mut key);
        }
    }
    Some(Asked { address, key })
}

fn letters(postcode: &str) -> String {
    postcode.split_whitespace().collect()
}

fn locked(state: &Mutex<State>) -> std::sync::MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
