//! HTTP/1.1 as a browser on a kept-open connection speaks it, and no more: one request, one answer.
//!
//! Written by hand so that the driver takes as little of the shared processor as it can. It reads
//! answers with a length or in chunks; it knows no TLS, no pipelining and no other host than ours.

use std::net::SocketAddr;

use anyhow::{Context as _, bail};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// No answer of ours is longer.
const LONGEST_ANSWER: usize = 4 * 1024 * 1024;

/// One kept-open connection.
pub struct Connection {
    stream: TcpStream,
    received: Vec<u8>,
    chunks: Vec<u8>,
}

/// An answer, readable until the next request.
pub struct Answer<'a> {
    pub status: u16,
    head: &'a [u8],
    pub body: &'a [u8],
}

impl Connection {
    pub async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            received: Vec::with_capacity(64 * 1024),
            chunks: Vec::with_capacity(64 * 1024),
        })
    }

    /// Sends a whole request and waits for its whole answer.
    pub async fn exchange(&mut self, request: &[u8]) -> anyhow::Result<Answer<'_>> {
        self.stream.write_all(request).await?;
        self.received.clear();
        let head_end = loop {
            let searched = self.received.len().saturating_sub(3);
            self.read_more().await?;
            if let Some(at) = find(&self.received[searched..], b"\r\n\r\n") {
                break searched + at + 4;
            }
        };
        let head = &self.received[..head_end];
        let status = status_of(head)?;
        let length = header(head, "content-length")
            .map(|text| text.parse::<usize>().context("an unreadable length"))
            .transpose()?;
        let chunked = header(head, "transfer-encoding").is_some_and(|coding| coding == "chunked");

        if chunked {
            while !read_chunks(&self.received[head_end..], &mut self.chunks)? {
                self.read_more().await?;
            }
            return Ok(Answer {
                status,
                head: &self.received[..head_end],
                body: &self.chunks,
            });
        }
        let length = match length {
            Some(length) => length,
            None if status == 204 || status == 304 => 0,
            None => bail!("an answer {status} without a length"),
        };
        let end = head_end + length;
        while self.received.len() < end {
            self.read_more().await?;
        }
        Ok(Answer {
            status,
            head: &self.received[..head_end],
            body: &self.received[head_end..end],
        })
    }

    async fn read_more(&mut self) -> anyhow::Result<()> {
        if self.stream.read_buf(&mut self.received).await? == 0 {
            bail!("the server closed the connection in the middle of an answer");
        }
        if self.received.len() > LONGEST_ANSWER {
            bail!("an answer longer than {LONGEST_ANSWER} bytes");
        }
        Ok(())
    }
}

impl Answer<'_> {
    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(self.head, name)
    }

    /// Every header of this name.
    pub fn headers(&self, name: &str) -> Vec<&str> {
        headers(self.head, name).collect()
    }

    /// The body as text.
    pub fn text(&self) -> anyhow::Result<&str> {
        std::str::from_utf8(self.body).context("the answer is not UTF-8")
    }

    /// Whether the body holds these bytes.
    pub fn holds(&self, text: &str) -> bool {
        find(self.body, text.as_bytes()).is_some()
    }
}

/// A whole request. `headers` are lines without their ends.
pub fn request(method: &str, path: &str, headers: &[String], body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n").into_bytes();
    for header in headers {
        bytes.extend_from_slice(header.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    if method != "GET" {
        bytes.extend_from_slice(format!("content-length: {}\r\n", body.len()).as_bytes());
    }
    bytes.extend_from_slice(b"\r\n");
    bytes.extend_from_slice(body);
    bytes
}

fn status_of(head: &[u8]) -> anyhow::Result<u16> {
    head.get(9..12)
        .filter(|_| head.starts_with(b"HTTP/1.1 "))
        .and_then(|digits| std::str::from_utf8(digits).ok())
        .and_then(|digits| digits.parse().ok())
        .context("an answer that is not HTTP/1.1")
}

fn header<'a>(head: &'a [u8], name: &str) -> Option<&'a str> {
    headers(head, name).next()
}

fn headers<'a>(head: &'a [u8], name: &str) -> impl Iterator<Item = &'a str> {
    head.split(|byte| *byte == b'\n').filter_map(move |line| {
        let value = line.get(name.len()..)?.strip_prefix(b":")?;
        line[..name.len()]
            .eq_ignore_ascii_case(name.as_bytes())
            .then(|| std::str::from_utf8(value).ok().map(str::trim))?
    })
}

/// Puts the chunks that have arrived together into `body`. Whether that was all of them.
fn read_chunks(mut rest: &[u8], body: &mut Vec<u8>) -> anyhow::Result<bool> {
    body.clear();
    loop {
        let Some(line_end) = find(rest, b"\r\n") else {
            return Ok(false);
        };
        let size = std::str::from_utf8(&rest[..line_end])?;
        let size = size.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).context("an unreadable chunk")?;
        let start = line_end + 2;
        if size == 0 {
            // No server here sends trailers, so the empty line follows at once.
            return Ok(rest.len() >= start + 2);
        }
        let Some(chunk) = rest.get(start..start.saturating_add(size)) else {
            return Ok(false);
        };
        body.extend_from_slice(chunk);
        let Some(after) = rest.get(start + size + 2..) else {
            return Ok(false);
        };
        rest = after;
    }
}

/// Where `wanted` begins in `bytes`.
pub fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let (first, others) = wanted.split_first()?;
    let mut from = 0;
    while let Some(at) = bytes.get(from..)?.iter().position(|byte| byte == first) {
        let start = from + at;
        if bytes.get(start + 1..)?.starts_with(others) {
            return Some(start);
        }
        from = start + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A server that sends `pieces` one by one in answer to anything.
    async fn answering(pieces: &'static [&'static str]) -> Connection {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = [0; 1024];
            while stream.read(&mut request).await.unwrap() > 0 {
                for piece in pieces {
                    stream.write_all(piece.as_bytes()).await.unwrap();
                    tokio::time::sleep(std::time::Duration::from_millis(5)).await;
                }
            }
        });
        Connection::open(address).await.unwrap()
    }

    #[tokio::test]
    async fn an_answer_in_pieces_is_read_whole_and_the_connection_serves_again() {
        let mut connection = answering(&[
            "HTTP/1.1 201 Created\r\nContent-Le",
            "ngth: 11\r\nset-cookie: a=1\r\nset-cookie: b=2\r\n\r",
            "\nhello ",
            "world",
        ])
        .await;
        for _ in 0..2 {
            let answer = connection
                .exchange(&request("GET", "/", &[], b""))
                .await
                .unwrap();
            assert_eq!(answer.status, 201);
            assert_eq!(answer.text().unwrap(), "hello world");
            assert_eq!(answer.headers("Set-Cookie"), ["a=1", "b=2"]);
            assert!(answer.holds("lo wo") && !answer.holds("low"));
        }
    }

    #[tokio::test]
    async fn chunks_cut_anywhere_are_put_together() {
        let mut connection = answering(&[
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhel",
            "lo\r\n6\r\n world\r",
            "\n0\r\n",
            "\r\n",
        ])
        .await;
        let answer = connection
            .exchange(&request("GET", "/", &[], b""))
            .await
            .unwrap();
        assert_eq!(answer.text().unwrap(), "hello world");
    }

    #[tokio::test]
    async fn an_answer_without_an_end_is_refused() {
        let mut connection = answering(&["HTTP/1.1 200 OK\r\n\r\n"]).await;
        let answer = connection.exchange(&request("GET", "/", &[], b"")).await;
        assert!(answer.is_err());
    }
}
