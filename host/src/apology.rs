//! What the host says in a component's place: when there is none, or when it did not answer.

use runtime::{Failure, Fault};

const EMERGENCY: &str = "If someone is in immediate danger call 999.";

/// A problem for programs, a plain page for people.
pub fn apologise(fault: Fault, path: &str) -> (&'static str, String) {
    let (title, detail) = words(fault);
    if path.starts_with("/api/") {
        let problem = serde_json::json!({
            "type": "about:blank", "title": title, "status": fault.status().as_u16(), "detail": format!("{detail} {EMERGENCY}"),
        });
        ("application/problem+json", problem.to_string())
    } else {
        let page = format!(
            "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <title>{title}</title></head>\n<body><main><h1>{title}</h1><p>{detail}</p><p><strong>{EMERGENCY}</strong></p></main></body></html>\n"
        );
        ("text/html; charset=utf-8", page)
    }
}

fn words(fault: Fault) -> (&'static str, &'static str) {
    match fault {
        Fault::NoRoute => (
            "Page not found",
            "There is nothing at this address. Check that it is typed as it should be.",
        ),
        Fault::BadRequest => (
            "The request cannot be read",
            "Its Host header or address is not one that we can use.",
        ),
        Fault::TooLarge => (
            "That is too large",
            "Send less at once. Nothing was stored.",
        ),
        Fault::TooSlow => (
            "That did not arrive",
            "What you sent did not arrive in time. Nothing was stored. Try again.",
        ),
        Fault::Failed(Failure::Busy) => (
            "The service is busy",
            "Nothing was accepted. Try again in a few seconds.",
        ),
        Fault::Failed(Failure::TimedOut) => (
            "This is taking too long",
            "We cannot tell whether it was stored. Sending the same again does no harm.",
        ),
        Fault::Failed(Failure::Crashed) => (
            "Sorry, there is a problem with the service",
            "We cannot tell whether it was stored. Try again in a few minutes; sending the same again does no harm.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_goes_wrong_the_emergency_number_is_there() {
        for fault in [
            Fault::NoRoute,
            Fault::BadRequest,
            Fault::TooLarge,
            Fault::TooSlow,
            Fault::Failed(Failure::Busy),
            Fault::Failed(Failure::TimedOut),
            Fault::Failed(Failure::Crashed),
        ] {
            let (kind, page) = apologise(fault, "/contact/adult-contact");
            assert_eq!(kind, "text/html; charset=utf-8");
            assert!(page.contains(EMERGENCY), "{page}");
            let (kind, problem) = apologise(fault, "/api/v1/forms");
            assert_eq!(kind, "application/problem+json");
            let problem: serde_json::Value = serde_json::from_str(&problem).unwrap();
            assert_eq!(problem["status"], fault.status().as_u16());
            assert!(problem["detail"].as_str().unwrap().contains(EMERGENCY));
        }
    }
}
