//! Which service is asked, and how: Ordnance Survey's OS Places API, or one that speaks like it.

/// The longest postcode has seven letters and digits.
const LONGEST: usize = 7;
/// The most that the service answers at once.
const MOST: u8 = 100;

/// A service that finds addresses, as the operator has set it.
#[derive(Clone, PartialEq, Eq)]
pub struct Service {
    base: String,
    key: String,
}

impl Service {
    /// The service at an address such as `https://api.os.uk`; none where there is none.
    #[must_use]
    pub fn at(base: &str, key: &str) -> Option<Self> {
        let base = base.trim().trim_end_matches('/');
        (!base.is_empty()).then(|| Self {
            base: base.to_owned(),
            key: key.trim().to_owned(),
        })
    }

    /// What goes into the header `key`; none where the service asks for none. It never stands in the
    /// address of a request, which others write into their logs.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        (!self.key.is_empty()).then_some(self.key.as_str())
    }

    /// Where the addresses of a postcode are asked for; none for what cannot be a whole postcode.
    #[must_use]
    pub fn address_of(&self, postcode: &str) -> Option<String> {
        let letters: String = postcode
            .chars()
            .filter(|c| !c.is_whitespace())
            .take(LONGEST + 1)
            .collect();
        let whole = (5..=LONGEST).contains(&letters.len())
            && letters.chars().all(|c| c.is_ascii_alphanumeric());
        whole.then(|| {
            format!(
                "{}/search/places/v1/postcode?postcode={letters}&dataset=DPA&maxresults={MOST}",
                self.base
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_an_address_there_is_no_service() {
        assert!(Service::at("", "secret").is_none());
        assert!(Service::at("  ", "").is_none());
    }

    #[test]
    fn a_postcode_is_asked_for_and_the_key_is_not_in_the_address() {
        let service = Service::at("https://api.os.uk/", " secret ").unwrap();
        assert_eq!(service.key(), Some("secret"));
        assert_eq!(
            service.address_of("SO16 0AS").as_deref(),
            Some(
                "https://api.os.uk/search/places/v1/postcode?postcode=SO160AS&dataset=DPA&maxresults=100"
            )
        );
        assert_eq!(Service::at("http://[::1]:8080", "").unwrap().key(), None);
    }

    #[test]
    fn nothing_but_a_whole_postcode_is_asked_for() {
        let service = Service::at("https://api.os.uk", "").unwrap();
        for typed in [
            "",
            "SO16",
            "SO16 0AS&key=x",
            "SO16/0AS",
            "a long street name",
            "SÖ16 0AS",
        ] {
            assert_eq!(service.address_of(typed), None, "{typed}");
        }
    }
}
