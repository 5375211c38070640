//! Files that people add, such as photos. The answer names them; their bytes are kept elsewhere, and are
//! read by nobody here.
//!
//! A file is named by the secret under which it was stored, so an answer is taken from a draft that we
//! kept and from nowhere else: whoever sends JSON cannot name a file.

use serde_json::{Value, json};
use wording::phrase::{field, file};
use wording::{Phrase, Wording};

use super::{Read, wrong};
use crate::mistake::listed_with;
use crate::{Answer, Slip, StoredFile, UploadRules};

/// The most files that a form may ask for in one place.
pub const MOST: usize = 5;
/// The most characters of a file's name.
pub const NAME: usize = 100;

/// The kinds of files that a form may take: how a form names them, what people call them, and the media
/// types that they are.
pub const KINDS: [(&str, Phrase, &[&str]); 4] = [
    (
        "photo",
        file::PHOTOS,
        &[
            "image/jpeg",
            "image/png",
            "image/gif",
            "image/webp",
            "image/heic",
        ],
    ),
    ("pdf", file::PDFS, &["application/pdf"]),
    (
        "document",
        file::DOCUMENTS,
        &[
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.oasis.opendocument.text",
        ],
    ),
    ("text", file::TEXTS, &["text/plain"]),
];

/// The kind that a media type is of.
pub fn kind_of(media_type: &str) -> Option<&'static str> {
    let mut kinds = KINDS.iter();
    let found = kinds.find(|(_, _, types)| types.contains(&media_type));
    found.map(|(kind, ..)| *kind)
}

impl UploadRules {
    /// Whether a file of this media type may be added.
    pub fn takes(&self, media_type: &str) -> bool {
        kind_of(media_type).is_some_and(|kind| self.files.iter().any(|taken| taken == kind))
    }

    /// What may be added, in words: `photos (…) or PDF files`.
    pub fn kinds_in_words(&self, wording: &Wording) -> String {
        let taken: Vec<&str> = KINDS
            .iter()
            .filter(|(kind, ..)| self.files.iter().any(|taken| taken == kind))
            .map(|(_, words, _)| wording.say(*words).text)
            .collect();
        listed_with(&taken, wording.say(field::OR).text)
    }
}

/// From JSON that somebody sent: no file can be named there.
pub fn refused() -> Read {
    wrong(Slip::FileInJson)
}

/// From a draft that we kept.
pub fn kept(value: &Value) -> Option<Answer> {
    let files: Vec<StoredFile> = value
        .as_array()?
        .iter()
        .filter_map(StoredFile::read)
        .collect();
    (!files.is_empty()).then_some(Answer::Files(files))
}

pub fn to_json(files: &[StoredFile]) -> Value {
    let one = |file: &StoredFile| {
        json!({
            "id": file.id,
            "name": file.name,
            "media-type": file.media_type,
            "size": file.size,
        })
    };
    files.iter().map(one).collect()
}

/// A line for each: `photo.jpg (1.2 MB)`.
pub fn say(files: &[StoredFile]) -> String {
    let lines: Vec<String> = files.iter().map(StoredFile::say).collect();
    lines.join("\n")
}

impl StoredFile {
    /// One file of an answer that was stored; none for anything else.
    pub fn read(value: &Value) -> Option<Self> {
        let text = |name: &str| value.get(name)?.as_str().map(str::to_owned);
        Some(Self {
            id: text("id")?,
            name: text("name")?,
            media_type: text("media-type")?,
            size: value.get("size")?.as_u64()?,
        })
    }

    /// `photo.jpg (1.2 MB)`.
    pub fn say(&self) -> String {
        format!("{} ({})", self.name, size_in_words(self.size))
    }
}

/// 1,258,291 bytes are 1.2 MB, and 10 MiB are 10 MB, as the limit says.
pub fn size_in_words(bytes: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = 1024 * 1024;
    match bytes {
        1 => "1 byte".to_owned(),
        0..KB => format!("{bytes} bytes"),
        KB..MB => format!("{} KB", bytes / KB),
        _ => {
            let tenths = bytes * 10 / MB;
            match tenths % 10 {
                0 => format!("{} MB", tenths / 10),
                tenth => format!("{}.{tenth} MB", tenths / 10),
            }
        }
    }
}

/// The name that a file had on the sender's device, fit to be shown: without folders, without marks that
/// turn the direction of writing, and not too long. Nameless files are called `file`.
pub fn plain_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
    };
    let plain: String = last.chars().filter(shown).collect();
    let plain = plain.trim().trim_matches('.').trim();
    if plain.is_empty() {
        return "file".to_owned();
    }
    let length = plain.chars().count();
    if length <= NAME {
        return plain.to_owned();
    }
    // What stands behind the last dot says what it is, and so is kept.
    let ending = plain
        .rsplit_once('.')
        .map(|(_, ending)| format!(".{ending}"))
        .filter(|ending| ending.chars().count() <= 6)
        .unwrap_or_default();
    let stem = NAME.saturating_sub(ending.chars().count() + 1);
    let stem: String = plain.chars().take(stem).collect();
    format!("{}…{ending}", stem.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn photo() -> StoredFile {
        StoredFile {
            id: "secret".to_owned(),
            name: "photo.jpg".to_owned(),
            media_type: "image/jpeg".to_owned(),
            size: 1_258_292,
        }
    }

    #[test]
    fn a_file_is_said_with_its_size() {
        assert_eq!(
            say(&[photo(), photo()]),
            "photo.jpg (1.2 MB)\nphoto.jpg (1.2 MB)"
        );
        for (bytes, words) in [
            (0, "0 bytes"),
            (1, "1 byte"),
            (1_023, "1023 bytes"),
            (1_024, "1 KB"),
            (1_048_575, "1023 KB"),
            (10 * 1_048_576, "10 MB"),
        ] {
            assert_eq!(size_in_words(bytes), words);
        }
    }

    #[test]
    fn what_a_draft_kept_is_read_again_and_anything_else_is_not() {
        let files = vec![photo()];
        assert_eq!(kept(&to_json(&files)), Some(Answer::Files(files)));
        for value in [
            json!([]),
            json!("secret"),
            json!([{"id": "secret"}]),
            json!([1]),
        ] {
            assert_eq!(kept(&value), None);
        }
    }

    #[test]
    fn a_name_is_shown_without_folders_and_tricks() {
        for (sent, shown) in [
            ("photo.jpg", "photo.jpg"),
            ("C:\\Users\\Ann\\photo.jpg", "photo.jpg"),
            ("../../etc/passwd", "passwd"),
            ("photo\u{202e}gpj.exe", "photogpj.exe"),
            (" \u{0}.. ", "file"),
            ("folder/", "file"),
            ("", "file"),
            (".htaccess", "htaccess"),
            ("Zoë’s bruise.png", "Zoë’s bruise.png"),
        ] {
            assert_eq!(plain_name(sent), shown, "{sent:?}");
        }
    }

    #[test]
    fn a_name_of_4_000_characters_is_cut_and_keeps_its_ending() {
        let cut = plain_name(&format!("{}.jpeg", "é".repeat(4_000)));
        assert_eq!(cut.chars().count(), NAME);
        assert!(cut.ends_with("é….jpeg"), "{cut}");
        let odd = plain_name(&format!("a.{}", "b".repeat(4_000)));
        assert!(odd.chars().count() <= NAME && odd.ends_with('…'));
    }

    #[test]
    fn every_media_type_is_of_one_kind() {
        let mut seen = std::collections::BTreeSet::new();
        for (kind, _, types) in KINDS {
            for media_type in types {
                assert_eq!(kind_of(media_type), Some(kind));
                assert!(seen.insert(*media_type), "{media_type}");
            }
        }
        let rules = UploadRules {
            max: 2,
            files: vec!["pdf".to_owned(), "photo".to_owned()],
        };
        assert!(rules.takes("application/pdf") && !rules.takes("text/plain"));
        assert_eq!(
            rules.kinds_in_words(Wording::english()),
            "photos (JPG, PNG, GIF, WebP or HEIC) or PDF files"
        );
    }
}
