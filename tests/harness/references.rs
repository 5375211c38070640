//! References, read independently of the code that issues them.

/// Crockford's base 32.
const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Holds a reference against the contract: `ASC-XXXX-XXXX` with a Luhn mod 32 check at the end.
pub fn assert_well_formed(reference: &str) {
    let groups: Vec<&str> = reference.split('-').collect();
    assert_eq!(groups.len(), 3, "{reference} is not ASC-XXXX-XXXX");
    assert_eq!(groups[0], "ASC", "{reference} does not begin with ASC");
    assert!(
        groups[1].len() == 4 && groups[2].len() == 4,
        "{reference} is not ASC-XXXX-XXXX"
    );
    let sum: usize = groups[1..]
        .concat()
        .chars()
        .rev()
        .enumerate()
        .map(|(place, letter)| {
            let value = ALPHABET
                .find(letter)
                .unwrap_or_else(|| panic!("{letter} of {reference} is not in the alphabet"));
            let weighed = if place % 2 == 1 { value * 2 } else { value };
            weighed / 32 + weighed % 32
        })
        .sum();
    assert_eq!(sum % 32, 0, "the check character of {reference} is wrong");
}
