//! Packs the forms, which are embedded: those that are much alike as one.

/// The newest text of each form, in the order in which people choose.
const NEWEST: [&str; 7] = [
    "forms/adult-contact-2.toml",
    "forms/safeguarding-concern-2.toml",
    "forms/equipment-adaptations.toml",
    "forms/care-technology.toml",
    "forms/arrange-my-care.toml",
    "forms/change-or-problem.toml",
    "forms/professional-referral.toml",
];

/// Their words in other languages, in the order in which the switch names the languages of a form.
const WORDS: [&str; 4] = [
    "forms/safeguarding-concern.en-x-easyread.toml",
    "forms/adult-contact.en-x-easyread.toml",
    "forms/safeguarding-concern.pl.toml",
    "forms/adult-contact.pl.toml",
];

fn main() -> std::io::Result<()> {
    packed::pack_together("newest", &NEWEST)?;
    packed::pack_together("words", &WORDS)?;
    // Earlier versions, for tests.
    packed::pack_folder("forms", &[".toml"])
}
