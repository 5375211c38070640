//! Which answers stand under which heading of the summary, and what has to be asked still.

/// Id, heading and questions, strengths first.
pub(super) const SECTIONS: &[(&str, &str, &[&str])] = &[
    ("strengths", "Strengths, and who helps", &["strengths"]),
    (
        "matters",
        "What matters to them",
        &["what-matters", "outcomes-wanted", "wellbeing-words"],
    ),
    (
        "caring",
        "Whom they look after, and what they do",
        &[
            "cared-for-relationship",
            "cared-for-given-name",
            "cared-for-family-name",
            "cared-for-age",
            "cared-for-postcode",
            "cared-for-district",
            "live-together",
            "others-cared-for",
            "why-care-is-needed",
            "necessary-care",
            "caring-tasks",
            "caring-tasks-words",
            "paid-or-voluntary",
        ],
    ),
    (
        "hours",
        "Hours",
        &["caring-hours-per-week", "hours-band", "day-and-night"],
    ),
    (
        "going-on",
        "Able and willing, now and later",
        &[
            "able-now",
            "willing-now",
            "able-later",
            "willing-later",
            "going-on-words",
        ],
    ),
    ("risks", "Risks", &["risks", "narrative"]),
    (
        "safe-contact",
        "Safe contact",
        &[
            "safe-to-mention",
            "no-safe-way",
            "safe-contact",
            "contact-preference",
            "best-time",
            "phone",
            "email",
        ],
    ),
    (
        "health",
        "Health and wellbeing",
        &["health-at-risk", "health-words", "wellbeing-impact"],
    ),
    ("work", "Work and learning", &["work-now"]),
    (
        "wishes",
        "Wishes",
        &[
            "wants-assessment",
            "joint-or-separate",
            "supported-self-assessment",
            "moving-on",
            "wanted-support",
            "last-break",
            "breaks-words",
        ],
    ),
    (
        "emergency-plan",
        "Emergency plan",
        &[
            "emergency-plan",
            "steps-in-name",
            "steps-in-reach",
            "steps-in-agrees",
            "emergency-words",
        ],
    ),
    (
        "taking-part",
        "Talking and taking part",
        &[
            "communication-needs",
            "language",
            "communication-detail",
            "help-to-take-part",
            "someone-suitable",
            "others-to-involve",
        ],
    ),
];

/// What the assessment has to cover (Care Act 2014 s10(5) and (6), SI 2014/2827), by question, in the
/// words of staff. The eight outcomes are told apart from these.
pub(super) const ASKED: &[(&str, &str)] = &[
    (
        "safe-to-mention",
        "Whether it is safe to mention this to the person they look after",
    ),
    ("necessary-care", "Whether the care is necessary"),
    ("able-now", "Whether they are able to care now"),
    ("willing-now", "Whether they are willing to care now"),
    ("able-later", "Whether they will be able to go on"),
    ("willing-later", "Whether they are willing to go on"),
    ("health-at-risk", "Whether their health is at risk"),
    ("wellbeing-impact", "What caring does to their wellbeing"),
    ("outcomes-wanted", "What they want to be different"),
    ("work-now", "Work, education and training"),
    ("emergency-plan", "Whether there is an emergency plan"),
    (
        "joint-or-separate",
        "Whether they want a joint or a separate assessment",
    ),
    ("help-to-take-part", "Whether they need help to take part"),
];
