//! The pictures of Easy Read, drawn for this project. Each is decoration to a screen reader, which reads
//! the words beside it instead.

/// The drawings by their names.
const DRAWINGS: [(&str, &str); 22] = [
    ("calendar", include_str!("../../pictures/calendar.svg")),
    ("call-999", include_str!("../../pictures/call-999.svg")),
    ("child", include_str!("../../pictures/child.svg")),
    ("choices", include_str!("../../pictures/choices.svg")),
    ("good-day", include_str!("../../pictures/good-day.svg")),
    ("helping", include_str!("../../pictures/helping.svg")),
    ("home", include_str!("../../pictures/home.svg")),
    ("hospital", include_str!("../../pictures/hospital.svg")),
    ("messages", include_str!("../../pictures/messages.svg")),
    ("name", include_str!("../../pictures/name.svg")),
    ("one-person", include_str!("../../pictures/one-person.svg")),
    ("phone", include_str!("../../pictures/phone.svg")),
    ("reading", include_str!("../../pictures/reading.svg")),
    ("safe", include_str!("../../pictures/safe.svg")),
    ("seeing", include_str!("../../pictures/seeing.svg")),
    ("speaking", include_str!("../../pictures/speaking.svg")),
    ("thinking", include_str!("../../pictures/thinking.svg")),
    ("together", include_str!("../../pictures/together.svg")),
    ("two-people", include_str!("../../pictures/two-people.svg")),
    ("wishes", include_str!("../../pictures/wishes.svg")),
    ("worried", include_str!("../../pictures/worried.svg")),
    ("writing", include_str!("../../pictures/writing.svg")),
];

/// The drawing of this name.
pub fn find(name: &str) -> Option<&'static str> {
    DRAWINGS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, drawing)| *drawing)
}
