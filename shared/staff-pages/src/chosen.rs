//! A text that people publish, chosen as a file: a page with one becomes the page that it would be had the text been
//! typed, so that nothing else needs to know of files.
//!
//! A file takes the place of the text in the box as long as nobody has changed that text since the page showed
//! it. Whoever changed it and chose a file too is asked which they meant, and what they typed stays.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use pages::ErrorLink;
use web::{Files, FormPost, Pieces, Problem, Request, boundary, read_with_files};

use crate::numbered::{TEXT_LIMIT, as_kept};

/// The field of the file.
pub const FILE: &str = "file";
/// The field of the text.
pub const TEXT: &str = "text";
/// The field with the mark of the text that the page showed.
pub const SHOWN: &str = "shown";
/// The field that says what became of the file, and the one that says what it is called.
const BECAME: &str = "file-became";
const NAME: &str = "file-name";

/// What became of a file that was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// Its text is the text of the page.
    Text,
    /// The text in the box was changed too.
    OneOfTwo,
    TooLarge,
    NotText,
    Empty,
}

impl Became {
    const ALL: [Self; 5] = [
        Self::Text,
        Self::OneOfTwo,
        Self::TooLarge,
        Self::NotText,
        Self::Empty,
    ];

    const fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::OneOfTwo => "one-of-two",
            Self::TooLarge => "too-large",
            Self::NotText => "not-text",
            Self::Empty => "empty",
        }
    }

    /// What is wrong, and what to do; none where nothing is.
    pub fn wrong(self, name: &str) -> Option<String> {
        Some(match self {
            Self::Text => return None,
            Self::OneOfTwo => format!(
                "You changed the text and chose the file “{name}”. Empty the box to send the file, or send the \
                 text without a file. Your text is kept"
            ),
            Self::TooLarge => format!(
                "“{name}” has more than {TEXT_LIMIT} bytes. Choose a file with that text, and nothing \
                 else"
            ),
            Self::NotText => format!(
                "“{name}” cannot be read as text. Save it as plain text in UTF-8 and choose it again, or paste \
                 its text into the box"
            ),
            Self::Empty => format!("“{name}” is empty. Choose the file with the text"),
        })
    }
}

/// The name of the file that came with a page, and what became of it; none where none was chosen.
pub fn file_of(post: &FormPost) -> Option<(&str, Became)> {
    let said = post.first(BECAME)?;
    let became = Became::ALL.into_iter().find(|known| known.id() == said)?;
    Some((post.first(NAME).unwrap_or_default(), became))
}

/// What is wrong with what was sent, at its field: with the file that was chosen, or with the text. `paste` says what
/// to do where there is none.
pub fn wrong_with(post: &FormPost, text: &str, paste: &str) -> Option<ErrorLink> {
    if let Some(wrong) = file_of(post).and_then(|(name, became)| became.wrong(name)) {
        return Some(ErrorLink::new(FILE, wrong));
    }
    let wrong = if text.trim().is_empty() {
        paste.to_owned()
    } else if text.contains('\0') {
        "Take out the character that cannot be stored, and send it again".to_owned()
    } else if text.len() > TEXT_LIMIT {
        format!("Make this shorter: {TEXT_LIMIT} bytes at most")
    } else {
        return None;
    };
    Some(ErrorLink::new(TEXT, wrong))
}

/// What stands beside the file and beside the text, of everything that is wrong with them.
pub fn beside(errors: &[ErrorLink]) -> (Option<String>, Option<String>) {
    match errors {
        [] => (None, None),
        [one] if one.id == FILE => (Some(one.text.clone()), None),
        [one] => (None, Some(one.text.clone())),
        several => {
            let count = several.len();
            let words =
                format!("Put {count} problems right. The list at the top has each with its line");
            (None, Some(words))
        }
    }
}

/// The name of the file whose text is the text of the page now.
pub fn read_from(post: &FormPost) -> Option<&str> {
    let read = file_of(post).filter(|(_, became)| *became == Became::Text);
    read.map(|(name, _)| name)
}

/// By what a text is known again, when it comes back as it was shown.
pub fn mark(text: &str) -> String {
    let mut hasher = DefaultHasher::new();
    as_kept(text).trim().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Reads a page that came with a file; one without is left as it is.
///
/// # Errors
/// It broke off, or is no page of ours.
pub async fn as_typed(request: Request, body: &mut impl Pieces) -> Result<Request, Problem> {
    let Some(boundary) = boundary(&request.headers) else {
        return web::read(request, body).await;
    };
    let mut chosen = Chosen::default();
    let post = read_with_files(&boundary, body, &mut chosen).await?;
    Ok(request.with_post(chosen.into_page(post)))
}

/// A file on its way, up to the most that a text may have.
#[derive(Default)]
struct Chosen {
    name: Option<String>,
    bytes: Vec<u8>,
    is_too_large: bool,
}

impl Files for Chosen {
    fn begin(&mut self, field: &str, name: &str) -> bool {
        let first = field == FILE && self.name.is_none();
        if first {
            self.name = Some(name.to_owned());
        }
        first
    }

    async fn take(&mut self, data: &[u8]) {
        if self.bytes.len() + data.len() > TEXT_LIMIT {
            self.is_too_large().await;
        } else if !self.is_too_large {
            self.bytes.extend_from_slice(data);
        }
    }

    async fn is_too_large(&mut self) {
        self.is_too_large = true;
        self.bytes = Vec::new();
    }
}

impl Chosen {
    fn into_page(self, mut post: FormPost) -> FormPost {
        post.pairs
            .retain(|(name, _)| ![BECAME, NAME].contains(&name.as_str()));
        let typed = post.first(TEXT).unwrap_or_default();
        let untouched = typed.trim().is_empty() || post.first(SHOWN) == Some(&mark(typed));
        let name = match self.name {
            Some(name) if !name.is_empty() || !self.bytes.is_empty() || self.is_too_large => name,
            None if self.is_too_large => "The file".to_owned(),
            // None was chosen.
            _ => return post,
        };
        let text = String::from_utf8(self.bytes).ok();
        let became = match &text {
            _ if self.is_too_large => Became::TooLarge,
            None => Became::NotText,
            Some(text) if text.contains('\0') => Became::NotText,
            Some(text) if text.trim().is_empty() => Became::Empty,
            Some(_) if !untouched => Became::OneOfTwo,
            Some(_) => Became::Text,
        };
        if let (Became::Text, Some(text)) = (became, text) {
            post.pairs.retain(|(name, _)| name != TEXT);
            // Some editors begin a text with a mark that nobody sees.
            let text = text.trim_start_matches('\u{feff}').to_owned();
            post.pairs.push((TEXT.to_owned(), text));
        }
        post.pairs.push((NAME.to_owned(), name));
        post.pairs.push((BECAME.to_owned(), became.id().to_owned()));
        post
    }
}
