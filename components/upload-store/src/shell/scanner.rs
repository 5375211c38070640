//! A line to clamd over TCP. Every wait ends with the slice of work that it belongs to.
//!
//! Names are not looked up: which address may be reached stands in `spin.toml`, and an address is what it is
//! held against.

use crate::clamd::{LONGEST_ANSWER, is_whole};
use crate::{Line, NoAnswer, Scanner};
use spin_sdk::wasip3::sockets::types::{
    ErrorCode, IpAddressFamily, IpSocketAddress, Ipv4SocketAddress, Ipv6SocketAddress, TcpSocket,
};
use spin_sdk::wasip3::wit_bindgen::{FutureReader, StreamReader, StreamResult, StreamWriter};
use spin_sdk::wasip3::wit_stream;
use std::future::Future;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// How long one slice of work speaks with the scanner, all files together.
const SLICE: Duration = Duration::from_secs(8);

/// Where clamd is, and until when this slice speaks with it.
pub struct Clamd {
    address: SocketAddr,
    until: Instant,
}

/// A line to it. The socket and the outcome of sending are only held: they end the line when they go.
pub struct TcpLine {
    speaks: StreamWriter<u8>,
    hears: StreamReader<u8>,
    until: Instant,
    _sent: FutureReader<Result<(), ErrorCode>>,
    _socket: TcpSocket,
}

impl Clamd {
    /// The one at this address, for one slice of work that begins now.
    pub fn at(address: SocketAddr) -> Self {
        Self {
            address,
            until: Instant::now() + SLICE,
        }
    }
}

impl Scanner for Clamd {
    type Line = TcpLine;

    async fn connect(&self) -> Result<TcpLine, NoAnswer> {
        let family = match self.address {
            SocketAddr::V4(_) => IpAddressFamily::Ipv4,
            SocketAddr::V6(_) => IpAddressFamily::Ipv6,
        };
        let socket = TcpSocket::create(family).map_err(not_reached)?;
        within(self.until, socket.connect(as_wasi(self.address)))
            .await
            .map_err(|_| NoAnswer::NotReached)?
            .map_err(not_reached)?;
        let (speaks, spoken) = wit_stream::new();
        let sent = socket.send(spoken);
        let (hears, _) = socket.receive();
        Ok(TcpLine {
            speaks,
            hears,
            until: self.until,
            _sent: sent,
            _socket: socket,
        })
    }
}

impl Line for TcpLine {
    async fn say(&mut self, bytes: Vec<u8>) -> Result<(), NoAnswer> {
        let unsaid = within(self.until, self.speaks.write_all(bytes)).await?;
        match unsaid.is_empty() {
            true => Ok(()),
            false => Err(NoAnswer::Silent),
        }
    }

    async fn hear(&mut self) -> Result<Vec<u8>, NoAnswer> {
        let mut heard = Vec::new();
        while !is_whole(&heard) {
            let more = self.hears.read(Vec::with_capacity(LONGEST_ANSWER));
            let (outcome, bytes) = within(self.until, more).await?;
            heard.extend_from_slice(&bytes);
            if !matches!(outcome, StreamResult::Complete(_)) {
                break;
            }
        }
        Ok(heard)
    }
}

/// The code says why: `access-denied` is a line that is missing in `spin.toml`.
fn not_reached(code: ErrorCode) -> NoAnswer {
    eprintln!("upload-store: failed to reach clamd: {code:?}");
    NoAnswer::NotReached
}

/// Waits for work, but no longer than until then.
async fn within<T>(until: Instant, work: impl Future<Output = T>) -> Result<T, NoAnswer> {
    let left = until.saturating_duration_since(Instant::now());
    let done = calls::within(spin_sdk::time::sleep(left), work).await;
    done.ok_or(NoAnswer::Silent)
}

fn as_wasi(address: SocketAddr) -> IpSocketAddress {
    match address {
        SocketAddr::V4(address) => {
            let [a, b, c, d] = address.ip().octets();
            IpSocketAddress::Ipv4(Ipv4SocketAddress {
                port: address.port(),
                address: (a, b, c, d),
            })
        }
        SocketAddr::V6(address) => {
            let [a, b, c, d, e, f, g, h] = address.ip().segments();
            IpSocketAddress::Ipv6(Ipv6SocketAddress {
                port: address.port(),
                flow_info: address.flowinfo(),
                address: (a, b, c, d, e, f, g, h),
                scope_id: address.scope_id(),
            })
        }
    }
}
