//! What a file is, by its content: the sender's words for it never decide.
//!
//! A file is looked at in the pieces in which it comes and is never whole in memory. Nothing here opens
//! or unpacks one.

/// How many of the first bytes say what most files are.
const HEAD: usize = 96;
/// The name of the entry that a Word file has, and of the one that holds its macros.
const WORD: &[u8] = b"word/document.xml";
const MACROS: &[u8] = b"word/vbaProject.bin";
/// How far an entry's name stands behind the beginning of its record: in the list of entries, and where
/// the entry itself is.
const RECORDS: [(&[u8], usize); 2] = [(b"PK\x01\x02", 46), (b"PK\x03\x04", 30)];
/// How much of one piece is looked at again with the next, so that no record falls between two.
const OVERLAP: usize = 46 + 19;

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const ODT: &str = "application/vnd.oasis.opendocument.text";

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Media {
    /// None for what no form takes.
    pub media_type: Option<&'static str>,
    /// In words: `a PDF file`.
    pub words: &'static str,
}

/// What each kind that a form can take is called.
const KNOWN: [(&str, &str); 9] = [
    ("image/jpeg", "a JPG picture"),
    ("image/png", "a PNG picture"),
    ("image/gif", "a GIF picture"),
    ("image/webp", "a WebP picture"),
    ("image/heic", "a HEIC picture"),
    ("application/pdf", "a PDF file"),
    (DOCX, "a Word file"),
    (ODT, "an OpenDocument file"),
    ("text/plain", "plain text"),
];

/// What files begin with that no form takes, and what they are.
const OTHERS: [(&[u8], &str); 16] = [
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"#!", "a program"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (
        b"\xd0\xcf\x11\xe0",
        "an older Word or Excel file, or one with a password",
    ),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"BM", "a BMP picture"),
    (b"Rar!", "an archive of files"),
    (b"7z\xbc\xaf", "an archive of files"),
    (b"\x1f\x8b", "an archive of files"),
    (b"ID3", "a sound recording"),
    (b"\xff\xfb", "a sound recording"),
    (b"OggS", "a sound recording or a video"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"\0asm", "a program"),
];

/// Looks at a file as it comes.
#[derive(Debug, Default)]
pub struct Looking {
    head: Vec<u8>,
    /// The end of what came before, where an entry of a packed file may begin.
    tail: Vec<u8>,
    word: bool,
    macros: bool,
    text: Text,
}

impl Looking {
    /// Looks at the next bytes.
    pub fn look(&mut self, bytes: &[u8]) {
        let room = HEAD.saturating_sub(self.head.len()).min(bytes.len());
        self.head
            .extend_from_slice(bytes.get(..room).unwrap_or_default());
        self.text.look(bytes);
        if self.head.starts_with(b"PK\x03\x04") {
            self.tail.extend_from_slice(bytes);
            self.look_for_entries();
            let keep = self.tail.len().saturating_sub(OVERLAP);
            self.tail.drain(..keep);
        }
    }

    /// Whether a packed file has the entries of a Word file.
    fn look_for_entries(&mut self) {
        let bytes = self.tail.as_slice();
        let first = WORD.first();
        let maybe = bytes
            .iter()
            .enumerate()
            .filter(|(_, byte)| Some(*byte) == first);
        for (at, _) in maybe {
            let rest = bytes.get(at..).unwrap_or_default();
            let (word, macros) = (rest.starts_with(WORD), rest.starts_with(MACROS));
            if (word || macros) && is_name_of_entry(bytes, at) {
                self.word |= word;
                self.macros |= macros;
            }
        }
    }

    /// What it is, when all of it was looked at.
    pub fn found(&self) -> Media {
        match self.media_type() {
            Some(media_type) => Media {
                media_type: Some(media_type),
                words: words(media_type),
            },
            None => Media {
                media_type: None,
                words: self.other(),
            },
        }
    }

    /// What no further bytes can make a file that a form takes.
    pub fn is_surely_refused(&self) -> bool {
        self.head.len() >= HEAD
            && !self.is_packed()
            && !self.text.plain
            && self.media_type().is_none()
    }

    fn is_packed(&self) -> bool {
        self.head.starts_with(b"PK\x03\x04")
    }

    fn media_type(&self) -> Option<&'static str> {
        let head = self.head.as_slice();
        let at = |from: usize, wanted: &[u8]| {
            head.get(from..)
                .is_some_and(|rest| rest.starts_with(wanted))
        };
        match () {
            () if at(0, b"\xff\xd8\xff") => Some("image/jpeg"),
            () if at(0, b"\x89PNG\r\n\x1a\n") => Some("image/png"),
            () if at(0, b"GIF87a") || at(0, b"GIF89a") => Some("image/gif"),
            () if at(0, b"RIFF") && at(8, b"WEBP") => Some("image/webp"),
            () if at(4, b"ftyp") && is_heic(head) => Some("image/heic"),
            () if at(0, b"%PDF-") => Some("application/pdf"),
            () if self.is_packed() => match () {
                () if at(30, b"mimetype") && at(38, ODT.as_bytes()) && !goes_on(head) => Some(ODT),
                () if self.word && !self.macros => Some(DOCX),
                () => None,
            },
            () if self.text.is_plain(head) && self.other_beginning().is_none() => {
                Some("text/plain")
            }
            () => None,
        }
    }

    fn other_beginning(&self) -> Option<&'static str> {
        let mut others = OTHERS.iter();
        let found = others.find(|(beginning, _)| self.head.starts_with(beginning));
        found.map(|(_, words)| *words)
    }

    fn other(&self) -> &'static str {
        let head = self.head.as_slice();
        match () {
            () if self.macros => "a Word file with macros, which are programs",
            () if self.is_packed() || head.starts_with(b"PK") => {
                "a ZIP file, or a file of another program"
            }
            () if head.get(4..8) == Some(b"ftyp") => "a video or a sound recording",
            () if head.starts_with(b"RIFF") => "a video or a sound recording",
            () if is_marked_up(head) => "a web page, or a file of another program",
            () => self
                .other_beginning()
                .unwrap_or("a file of a kind that we do not know"),
        }
    }
}

fn words(media_type: &str) -> &'static str {
    let mut known = KNOWN.iter();
    let found = known.find(|(known, _)| *known == media_type);
    found.map_or("a file", |(_, words)| *words)
}

/// The type that the ending of a name says, where it is one that a form can take.
pub fn said_by_name(name: &str) -> Option<&'static str> {
    let (_, ending) = name.rsplit_once('.')?;
    Some(match ending.to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "heic" | "heif" => "image/heic",
        "pdf" => "application/pdf",
        "docx" => DOCX,
        "odt" => ODT,
        "txt" => "text/plain",
        _ => return None,
    })
}

/// The words of a type, as the ending of a name says it.
pub fn words_of(media_type: &'static str) -> &'static str {
    words(media_type)
}

/// The ending that a file of this type has, for a name that has none.
pub fn ending(media_type: &str) -> &'static str {
    match media_type {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "image/heic" => "heic",
        "application/pdf" => "pdf",
        DOCX => "docx",
        ODT => "odt",
        _ => "txt",
    }
}

/// A picture of a telephone: the brands of HEIF still pictures, and not those of videos.
fn is_heic(head: &[u8]) -> bool {
    const BRANDS: [&[u8]; 6] = [b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"];
    head.get(8..12).is_some_and(|brand| BRANDS.contains(&brand))
}

/// Whether a longer type stands there, such as `…text-template`.
fn goes_on(head: &[u8]) -> bool {
    head.get(38 + ODT.len()) == Some(&b'-')
}

/// Whether a name that stands there is that of an entry, and not something inside one.
fn is_name_of_entry(bytes: &[u8], at: usize) -> bool {
    RECORDS.iter().any(|(sign, before)| {
        let record = at.checked_sub(*before).and_then(|from| bytes.get(from..));
        record.is_some_and(|record| record.starts_with(sign))
    })
}

/// Web pages, drawings in SVG and other marked-up text are opened by programs, and can hold some.
fn is_marked_up(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let head = head.trim_ascii_start();
    matches!(head, [b'<', next, ..] if next.is_ascii_alphabetic() || b"!?".contains(next))
}

/// Whether bytes are text in UTF-8, looked at as they come.
#[derive(Debug)]
struct Text {
    plain: bool,
    /// The beginning of a character whose end has not come yet.
    rest: Vec<u8>,
}

impl Default for Text {
    fn default() -> Self {
        Self {
            plain: true,
            rest: Vec::new(),
        }
    }
}

impl Text {
    fn look(&mut self, bytes: &[u8]) {
        if !self.plain {
            return;
        }
        let joined;
        let bytes = match self.rest.is_empty() {
            true => bytes,
            false => {
                joined = [self.rest.as_slice(), bytes].concat();
                &joined
            }
        };
        let (valid, rest) = match std::str::from_utf8(bytes) {
            Ok(_) => (bytes, &[][..]),
            Err(error) if error.error_len().is_none() => bytes
                .split_at_checked(error.valid_up_to())
                .unwrap_or((bytes, &[])),
            Err(_) => {
                self.plain = false;
                return;
            }
        };
        let control = |byte: &u8| byte.is_ascii_control() && !b"\n\r\t\x0c".contains(byte);
        self.plain = !valid.iter().any(control);
        self.rest = rest.to_vec();
    }

    fn is_plain(&self, head: &[u8]) -> bool {
        self.plain && self.rest.is_empty() && !is_marked_up(head)
    }
}

#[cfg(test)]
mod tests;
