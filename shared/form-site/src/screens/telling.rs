//! Words that no confirmation and no copy shows when somebody may be harmed: whoever reads along learns
//! nothing from them.

const TELLING: [&str; 7] = [
    "safeguard",
    "abuse",
    "neglect",
    "violence",
    "exploit",
    "harm",
    "perpetrator",
];

/// Whether a text has such a word.
pub fn tells(text: &str) -> bool {
    let text = text.to_lowercase();
    TELLING.iter().any(|word| text.contains(word))
}
