//! What a telephone number and an email address look like, as people write them.

/// A United Kingdom number with any spacing, or one from abroad with its `+`; an extension may follow.
#[must_use]
pub fn is_phone(number: &str) -> bool {
    let lower = number.to_ascii_lowercase();
    let main = ["ext", "x"]
        .iter()
        .find_map(|word| lower.split_once(word).map(|(main, _)| main))
        .unwrap_or(&lower);
    let spacing = |c: char| c.is_whitespace() || "-–().,/".contains(c);
    let plain: String = main.chars().filter(|c| !spacing(*c)).collect();
    let (abroad, figures) = match plain.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => plain
            .strip_prefix("00")
            .map_or((false, plain.as_str()), |rest| (true, rest)),
    };
    if figures.is_empty() || !figures.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    match figures.strip_prefix("44") {
        // +44 (0)1632 960001 is how many write it.
        Some(rest) if abroad => (9..=11).contains(&rest.len()),
        _ if abroad => (7..=15).contains(&figures.len()),
        _ => figures.starts_with('0') && (10..=11).contains(&figures.len()),
    }
}

/// A name, an @ and a host with a dot, in one piece.
#[must_use]
pub fn is_email(address: &str) -> bool {
    let Some((name, host)) = address.rsplit_once('@') else {
        return false;
    };
    let printable = !address.contains(|c: char| c.is_whitespace() || ",;<>\"".contains(c));
    let labels: Vec<&str> = host.split('.').collect();
    printable
        && !name.is_empty()
        && !name.contains('@')
        && labels.len() > 1
        && labels.iter().all(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_may_be_spaced_in_any_way() {
        for number in [
            "01632 960 001",
            "(01632) 960001",
            "07700-900982",
            "07700 9009 82 ext 12",
            "+44 808 157 0192",
            "+44 (0)1632 960001",
            "0044 1632 960001",
            "016977 3999",
            "+353 1 679 9000",
        ] {
            assert!(is_phone(number), "{number}");
        }
    }

    #[test]
    fn what_is_no_phone_number_is_told_apart() {
        for number in [
            "07700",
            "none",
            "1632 960001",
            "07700 900982 07700 900982",
            "٠٧٧٠٠٩٠٠٩٨٢",
        ] {
            assert!(!is_phone(number), "{number}");
        }
    }

    #[test]
    fn an_email_address_has_a_name_and_a_host() {
        for address in [
            "name@example.com",
            "o'hara+care@mail.example.org.uk",
            "zoë@exämple.de",
        ] {
            assert!(is_email(address), "{address}");
        }
        for address in [
            "name",
            "name@",
            "@example.com",
            "a b@example.com",
            "a@b",
            "a@b..uk",
            "a@b@c.uk",
        ] {
            assert!(!is_email(address), "{address}");
        }
    }
}
