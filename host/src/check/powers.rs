//! Every line of power in `spin.toml` has a comment that says why, on it or above it.

use super::Finding;

const POWERS: [&str; 5] = [
    "sqlite_databases",
    "key_value_stores",
    "allowed_outbound_hosts",
    "variables",
    "\"front-door:",
];

/// Findings in the manifest's text.
pub fn check(text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut explained = false;
    for (number, line) in (1..).zip(text.lines()) {
        let table_of_power = line.starts_with("[component.") && line.ends_with(".variables]");
        let power = table_of_power || POWERS.iter().any(|power| line.starts_with(power));
        if power && !explained && !line.contains(" # ") {
            findings.push(Finding::new(
                "spin.toml",
                number,
                format!("nobody says why: {line}"),
                "Write a comment above it that says what it is for",
            ));
        }
        explained = line.starts_with('#');
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn a_power_without_a_reason_is_found() {
        let text = "# Why.\nsqlite_databases = [\"cases\"]\nkey_value_stores = [\"x\"]\n[component.a.variables]\nx = \"y\"\nvariables = { a = \"b\" } # for b\n";
        let lines: Vec<u32> = check(text)
            .into_iter()
            .map(|finding| finding.line)
            .collect();
        assert_eq!(lines, [3, 4]);
    }
}
