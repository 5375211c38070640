//! Files that people add to a form, from the page to the contact, without JavaScript. Here are the pages as
//! browsers send them.

mod journeys;
mod refused;

use std::collections::VecDeque;

use serde_json::{Value, json};
use web::{BrokenOff, Pieces};

use super::browser::Browser;
use super::memory::Memory;
use super::{json, send, text};
use form_site::guard::file_mark;
use form_site::stores::Submission;

const FORM: &str = include_str!("uploads.toml");
const AT: &str = "/contact/with-files/photos";
const CHECK: &str = "/contact/with-files/check-answers";
const BOUNDARY: &str = "----WebKitFormBoundary7MA4YWxkTrZu0gW";
const MIB: usize = 1024 * 1024;

/// A body in pieces, which may break off.
struct Body(VecDeque<Result<Vec<u8>, BrokenOff>>);

impl Pieces for Body {
    async fn next(&mut self) -> Result<Option<bytes::Bytes>, BrokenOff> {
        let piece = self.0.pop_front().transpose()?;
        Ok(piece.map(bytes::Bytes::from))
    }
}

/// A part of a page: a field, or a file with its name.
enum Part<'a> {
    Field(&'a str, &'a str),
    File(&'a str, &'a [u8]),
}

use Part::{Field, File};

fn body(parts: &[Part]) -> Vec<u8> {
    let mut body = Vec::new();
    for part in parts {
        let (head, content) = match part {
            Field(name, value) => (format!("name=\"{name}\""), value.as_bytes()),
            File(name, content) => (
                format!(
                    "name=\"photos\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream"
                ),
                *content,
            ),
        };
        body.extend(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes(),
        );
        body.extend(content);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

fn in_pieces(body: &[u8]) -> Body {
    Body(
        body.chunks(16 * 1024)
            .map(|piece| Ok(piece.to_vec()))
            .collect(),
    )
}

fn multipart() -> String {
    format!("multipart/form-data; boundary={BOUNDARY}")
}

impl Browser<'_> {
    /// Sends the page of files, the token first as it stands in the page.
    fn upload(&mut self, parts: &[Part]) -> web::Reply {
        let token = self.token().unwrap_or_default();
        let with_token = [Field("csrf", &token)];
        let body = [body(&with_token), body(parts)];
        // One body of all parts: what ends the first is taken out.
        let end = format!("--{BOUNDARY}--\r\n").len();
        let first = &body[0][..body[0].len() - end];
        self.send_pieces(
            AT,
            &multipart(),
            &mut in_pieces(&[first, &body[1]].concat()),
        )
    }

    /// Chooses a file and presses `Add this file`.
    fn adds(&mut self, name: &str, content: &[u8]) -> web::Reply {
        self.upload(&[File(name, content), Field("add", "photos")])
    }
}

fn goes_to(reply: &web::Reply) -> &str {
    assert_eq!(reply.status, 303, "{}", text(reply));
    reply.header("location").unwrap()
}

fn stores() -> Memory {
    Memory::with(FORM)
}

/// Somebody who has given a name, and so has a draft.
fn begun(stores: &Memory) -> Browser<'_> {
    let mut ann = Browser::new(stores);
    ann.goes_to("/contact/with-files/name", "your-name=Ann");
    ann
}

fn jpeg(size: usize) -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec();
    bytes.resize(size, 0);
    bytes
}

const PDF: &[u8] = b"%PDF-1.7\nA letter of the hospital";

fn error_of(reply: &web::Reply) -> String {
    let page = text(reply);
    assert_eq!(reply.status, 422, "{page}");
    assert!(page.contains("<title>Error: "), "{page}");
    assert!(page.contains("There is a problem"), "{page}");
    assert!(page.contains("href=\"#photos\""), "{page}");
    assert!(page.contains("id=\"photos\""), "{page}");
    page
}

fn sent(stores: &Memory) -> Submission {
    stores.only_contact()
}
