//! How an event in adult social care can end, as the national client level data has it.

/// `Event Outcome`, Client Level Data Release 2, in the words of the specification.
///
/// Source: github.com/DataS-DHSC/ASC-CLD-LA-Dashboard, methodology `5-data-cleaning.md` and its SQL
/// reference tables (June 2026). Confidence: high.
pub const EVENT_OUTCOMES: &[&str] = &[
    "Progress to reablement/ST-Max",
    "Progress to assessment, review or reassessment",
    "Progress to support planning or services",
    "Admitted to hospital",
    "Continuation of support or services",
    "NFA: Information and advice or signposting",
    "NFA: Referral to other service within the local authority",
    "NFA: Referral to NHS services or NHS funded social care",
    "NFA: Responsibility moved to another local authority",
    "NFA: Self-funded client or under 12wk disregard",
    "NFA: Support declined",
    "NFA: Support ended as planned",
    "NFA: Support ended for other reason",
    "NFA: No services offered for other reason",
    "NFA: Deceased",
    "NFA: Other",
];

/// How an event ended in words that people read, with its abbreviation spelt out. The value that is stored stays as
/// it is.
#[must_use]
pub fn outcome_in_words(value: &str) -> String {
    value.strip_prefix("NFA: ").map_or_else(
        || value.to_owned(),
        |rest| format!("No further action: {rest}"),
    )
}
