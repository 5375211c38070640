//! A provider, as the operator has set it.

use crate::Realm;
use crate::address::Origin;
use vocabulary::Role;

/// The settings of one realm, as they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Such as `https://login.example/tenant`; empty, there is no provider.
    pub issuer: String,
    /// What people call it; where it is empty, they are shown its host.
    pub name: String,
    /// Scheme and host of all of the provider's addresses: the only one that may be called.
    pub host: String,
    pub client_id: String,
    pub client_secret: String,
    /// The claim in which the provider says somebody's roles; empty for residents.
    pub roles_claim: String,
    /// What the provider calls our roles, where it has words of its own: `word=role`, separated by commas. Empty for
    /// residents.
    pub role_names: String,
}

/// A provider that can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    settings: Settings,
    origin: Origin,
    role_names: Vec<(String, Role)>,
}

impl Provider {
    /// The provider of a realm; none where none is set.
    ///
    /// # Errors
    /// A sentence for the operator, where the settings are not whole.
    pub fn of(realm: Realm, settings: &Settings) -> Result<Option<Self>, String> {
        let trimmed = |text: &String| text.trim().to_owned();
        let settings = Settings {
            issuer: trimmed(&settings.issuer),
            name: trimmed(&settings.name),
            host: trimmed(&settings.host),
            client_id: trimmed(&settings.client_id),
            client_secret: trimmed(&settings.client_secret),
            roles_claim: trimmed(&settings.roles_claim),
            role_names: trimmed(&settings.role_names),
        };
        if settings.issuer.is_empty() {
            return Ok(None);
        }
        for (name, value) in [
            ("host", &settings.host),
            ("client_id", &settings.client_id),
            ("client_secret", &settings.client_secret),
        ] {
            if value.is_empty() {
                let (issuer, missing) = (realm.setting("issuer"), realm.setting(name));
                return Err(format!("{issuer} is set, and {missing} is not"));
            }
        }
        let origin = Origin::of(&settings.host);
        let Some(origin) =
            origin.filter(|host| Origin::of(&settings.issuer).as_ref() == Some(host))
        else {
            return Err(format!(
                "{} must be an address with https, and {} its scheme and host",
                realm.setting("issuer"),
                realm.setting("host")
            ));
        };
        let role_names = role_names(&settings.role_names)
            .map_err(|wrong| format!("{} {wrong}", realm.setting("role_names")))?;
        Ok(Some(Self {
            settings,
            origin,
            role_names,
        }))
    }

    /// Exactly as the provider writes it.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.settings.issuer
    }

    /// What people call it.
    #[must_use]
    pub fn name(&self) -> &str {
        match self.settings.name.as_str() {
            "" => self.origin.host(),
            name => name,
        }
    }

    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.settings.client_id
    }

    pub(crate) fn client_secret(&self) -> &str {
        &self.settings.client_secret
    }

    pub(crate) fn roles_claim(&self) -> &str {
        &self.settings.roles_claim
    }

    /// The role that the provider means by a word.
    pub(crate) fn role(&self, word: &str) -> Option<Role> {
        let named = self.role_names.iter().find(|(name, _)| name == word);
        named.map(|(_, role)| *role).or_else(|| Role::from_id(word))
    }

    /// Whether an address is the provider's, and safe to use.
    pub(crate) fn has(&self, address: &str) -> bool {
        Origin::of(address).as_ref() == Some(&self.origin)
    }
}

/// Words of a provider and the roles that they stand for. A word may hold spaces, and no comma.
fn role_names(setting: &str) -> Result<Vec<(String, Role)>, String> {
    let pairs = setting.split(',').map(str::trim);
    pairs
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (word, id) = pair
                .rsplit_once('=')
                .ok_or_else(|| format!("must be word=role, separated by commas: {pair}"))?;
            let (word, id) = (word.trim(), id.trim());
            let role = Role::from_id(id).filter(|_| !word.is_empty());
            let role = role.ok_or_else(|| format!("names a role that there is not: {pair}"))?;
            Ok((word.to_owned(), role))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> Settings {
        Settings {
            issuer: "https://login.example/tenant/v2.0".to_owned(),
            name: "Example account".to_owned(),
            host: "https://login.example".to_owned(),
            client_id: "front-door".to_owned(),
            client_secret: "secret".to_owned(),
            roles_claim: "roles".to_owned(),
            role_names: String::new(),
        }
    }

    #[test]
    fn without_an_issuer_there_is_no_provider() {
        let mut settings = whole();
        settings.issuer = " ".to_owned();
        assert_eq!(Provider::of(Realm::Staff, &settings), Ok(None));
    }

    #[test]
    fn settings_that_are_not_whole_are_told_by_name() {
        type Change = fn(&mut Settings);
        let cases: [(Change, &str); 6] = [
            (|set| set.host.clear(), "staff_oidc_host is not"),
            (|set| set.client_id.clear(), "staff_oidc_client_id is not"),
            (
                |set| set.client_secret.clear(),
                "staff_oidc_client_secret is not",
            ),
            (
                |set| "https://elsewhere.example".clone_into(&mut set.host),
                "scheme and host",
            ),
            (
                |set| {
                    "http://login.example".clone_into(&mut set.issuer);
                    set.host.clone_from(&set.issuer);
                },
                "https",
            ),
            (
                |set| "login.example".clone_into(&mut set.issuer),
                "staff_oidc_issuer",
            ),
        ];
        for (change, said) in cases {
            let mut settings = whole();
            change(&mut settings);
            let wrong = Provider::of(Realm::Staff, &settings).unwrap_err();
            assert!(wrong.contains(said), "{wrong}");
            assert!(!wrong.contains("secret\""), "{wrong}");
        }
    }

    #[test]
    fn a_provider_may_have_words_of_its_own_for_our_roles() {
        let of = |names: &str| {
            let mut settings = whole();
            names.clone_into(&mut settings.role_names);
            Provider::of(Realm::Staff, &settings).map(Option::unwrap)
        };
        let provider = of(" ASC Team Lead=senior, 0f2a-11=manager ,").unwrap();
        assert_eq!(provider.role("ASC Team Lead"), Some(Role::Senior));
        assert_eq!(provider.role("0f2a-11"), Some(Role::Manager));
        assert_eq!(provider.role("adviser"), Some(Role::Adviser));
        assert_eq!(provider.role("ASC"), None);
        for wrong in ["senior", "ASC=king", "=senior"] {
            assert!(
                of(wrong).unwrap_err().starts_with("staff_oidc_role_names "),
                "{wrong}"
            );
        }
    }

    #[test]
    fn people_are_shown_its_name_or_else_where_it_is() {
        let shown = |name: &str| {
            let mut settings = whole();
            name.clone_into(&mut settings.name);
            let provider = Provider::of(Realm::Residents, &settings).unwrap();
            provider.unwrap().name().to_owned()
        };
        assert_eq!(shown(" Example account "), "Example account");
        assert_eq!(shown(""), "login.example");
    }

    #[test]
    fn an_address_on_another_host_is_not_the_providers() {
        let provider = Provider::of(Realm::Residents, &whole()).unwrap().unwrap();
        assert!(provider.has("https://login.example/token"));
        for other in ["http://login.example/token", "https://evil.example/token"] {
            assert!(!provider.has(other), "{other}");
        }
    }
}
