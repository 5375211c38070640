//! Crockford's base 32.

/// The 32 characters in the order of their values.
const ALPHABET: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J',
    'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];

/// How many characters there are, and so the modulus of the check character.
pub(crate) const BASE: u8 = 32;

/// The character of a value; values count modulo 32.
pub(crate) fn character(value: u8) -> char {
    ALPHABET
        .get(usize::from(value % BASE))
        .copied()
        .unwrap_or('0')
}

/// The value of a character as people write it: either case, O for 0, I and L for 1.
pub(crate) fn value(written: char) -> Option<u8> {
    let upper = match written.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let position = ALPHABET.iter().position(|known| *known == upper)?;
    u8::try_from(position).ok()
}

/// The values of what somebody typed, with dashes and white space left out. None when anything
/// else is not in the alphabet, or when there are more than `most` characters.
pub(crate) fn values(typed: &str, most: usize) -> Option<Vec<u8>> {
    let mut values = Vec::with_capacity(most);
    for written in typed.chars() {
        if is_separator(written) {
            continue;
        }
        if values.len() == most {
            return None;
        }
        values.push(value(written)?);
    }
    Some(values)
}

/// White space, and every kind of dash that a telephone or a word processor puts in.
pub(crate) fn is_separator(written: char) -> bool {
    written.is_whitespace() || matches!(written, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Groups of four characters with a dash between them.
pub(crate) fn grouped(values: &[u8]) -> String {
    let groups: Vec<String> = values
        .chunks(4)
        .map(|group| group.iter().map(|value| character(*value)).collect())
        .collect();
    groups.join("-")
}

/// Cuts random bytes into `count` values of five bits. None when there are too few bytes.
pub(crate) fn five_bit_values(random: &[u8], count: usize) -> Option<Vec<u8>> {
    let bit = |index: usize| -> Option<u8> {
        let byte = random.get(index / 8)?;
        Some((byte >> (7 - index % 8)) & 1)
    };
    (0..count)
        .map(|place| {
            (0..5).try_fold(0, |value, offset| {
                Some(value << 1 | bit(place * 5 + offset)?)
            })
        })
        .collect()
}
