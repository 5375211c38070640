//! Care accounts that tests import, and the codes that come for them.

use super::{Answer, Json, Machine, Site, json};

/// Somebody with a care account.
#[derive(Debug, Clone)]
pub struct Holder {
    pub reference: String,
    pub date_of_birth: String,
    pub email: String,
}

impl Holder {
    /// A person whom no other test knows.
    pub fn named(name: &str) -> Self {
        Self {
            reference: format!("CA-{}", name.to_uppercase()),
            date_of_birth: "1941-03-09".to_owned(),
            email: format!("{}@example.org", name.to_lowercase()),
        }
    }

    /// Their line in a file from a finance system.
    pub fn line(&self) -> Json {
        json!({"kind": "account", "account_reference": self.reference, "given_name": "Ann",
               "family_name": "Made-Up", "date_of_birth": self.date_of_birth, "email": self.email})
    }

    /// A week in a care home that they arranged themselves.
    pub fn week(&self, week_starting: &str) -> Json {
        json!({"kind": "week", "account_reference": self.reference, "week_starting": week_starting,
               "arranged_by": "self", "setting": "care-home", "budget": 95_000, "charged": 0,
               "paid": 120_000})
    }

    /// Asks for a code.
    pub fn ask(&self, machine: &Machine) -> Answer {
        let body =
            json!({"account_reference": self.reference, "date_of_birth": self.date_of_birth});
        machine.caller.post("/api/v1/care-accounts/access", &body)
    }

    /// Tries a code.
    pub fn enter(&self, machine: &Machine, code: &str) -> Answer {
        let body = json!({"account_reference": self.reference, "code": code});
        machine.caller.post("/api/v1/care-accounts/sessions", &body)
    }

    /// The newest code that came for them.
    pub fn code(&self, site: &Site) -> Option<String> {
        let sent = site
            .nobody()
            .caller
            .get("/dev/mailbox.json")
            .expect(200)
            .json();
        let text = sent
            .as_array()?
            .iter()
            .find(|message| message["to"] == self.email.as_str())?["text"]
            .as_str()?
            .to_owned();
        six_digits(&text)
    }

    /// Signs in, and answers the token.
    #[track_caller]
    pub fn sign_in(&self, site: &Site) -> String {
        let nobody = site.nobody();
        self.ask(&nobody).expect(202);
        let code = self.code(site).expect("a code came");
        let begun = self.enter(&nobody, &code).expect(201).json();
        begun["token"].as_str().expect("a token").to_owned()
    }
}

/// Sends lines to the import, and answers what became of them.
#[track_caller]
pub fn import(site: &Site, lines: &[Json]) -> Json {
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    import_text(site, text.as_bytes())
}

/// The same with bytes that need not be lines of JSON.
#[track_caller]
pub fn import_text(site: &Site, bytes: &[u8]) -> Json {
    let headers = [("content-type", "application/x-ndjson")];
    let caller = site.administrator().caller;
    let answer = caller.send(
        "POST",
        "/api/v1/care-accounts/import",
        &headers,
        Some(bytes),
    );
    answer.expect(200).json()
}

/// The first six digits of a text, whatever spaces are between them.
fn six_digits(text: &str) -> Option<String> {
    let mut digits = String::new();
    for letter in text.chars() {
        match letter {
            '0'..='9' => digits.push(letter),
            ' ' => {}
            _ => digits.clear(),
        }
        if digits.len() == 6 {
            return Some(digits);
        }
    }
    None
}
