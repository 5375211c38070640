//! Which handler a request is for.
//!
//! A component's routes are one table, which its tests can read too. The first pattern that fits
//! wins, so a fixed segment stands above a `{named}` one.

use http::Method;
use percent_encoding::percent_decode_str;

/// A pattern of a path, such as `/contact/{form}/{page}`, and what its methods are.
#[derive(Debug)]
pub struct Route<T: 'static> {
    pub pattern: &'static str,
    /// Method and handler. HEAD is answered as GET.
    pub methods: &'static [(&'static str, T)],
}

/// The methods of nearly every route.
pub const GET: &str = "GET";
pub const POST: &str = "POST";

/// A line of a table of routes.
pub const fn route<T>(pattern: &'static str, methods: &'static [(&'static str, T)]) -> Route<T> {
    Route { pattern, methods }
}

/// What the `{named}` segments of a path were, decoded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Params(Vec<(&'static str, String)>);

impl Params {
    /// The segment of this name; empty for a name that the pattern does not have.
    pub fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(key, _)| *key == name)
            .map_or("", |(_, value)| value)
    }
}

/// What a table says of a request.
#[derive(Debug, PartialEq, Eq)]
pub enum Found<T> {
    Here(T, Params),
    /// The path is known, the method is not. Carries the value of `Allow`.
    WrongMethod(String),
    Nowhere,
}

/// Finds a request's route.
pub fn find<T: Copy>(table: &'static [Route<T>], method: &Method, path: &str) -> Found<T> {
    let wanted = if method == Method::HEAD {
        "GET"
    } else {
        method.as_str()
    };
    let mut allowed: Vec<&str> = Vec::new();
    for route in table {
        let Some(params) = fit(route.pattern, path) else {
            continue;
        };
        match route.methods.iter().find(|(name, _)| *name == wanted) {
            Some((_, handler)) => return Found::Here(*handler, params),
            None => allowed.extend(route.methods.iter().map(|(name, _)| *name)),
        }
    }
    if allowed.is_empty() {
        return Found::Nowhere;
    }
    if allowed.contains(&"GET") {
        allowed.push("HEAD");
    }
    Found::WrongMethod(allowed.join(", "))
}

/// The parameters of `path` if it fits `pattern`. One slash at the end is forgiven.
fn fit(pattern: &'static str, path: &str) -> Option<Params> {
    let path = path
        .strip_suffix('/')
        .filter(|rest| !rest.is_empty())
        .unwrap_or(path);
    let (mut wanted, mut sent) = (pattern.split('/'), path.split('/'));
    let mut params = Vec::new();
    loop {
        match (wanted.next(), sent.next()) {
            (None, None) => return Some(Params(params)),
            (Some(want), Some(got)) => match want
                .strip_prefix('{')
                .and_then(|name| name.strip_suffix('}'))
            {
                Some(_) if got.is_empty() => return None,
                Some(name) => params.push((
                    name,
                    percent_decode_str(got).decode_utf8().ok()?.into_owned(),
                )),
                None if want == got => {}
                None => return None,
            },
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &[Route<u8>] = &[
        route("/", &[(GET, 0)]),
        route("/contact/{form}/check-answers", &[(GET, 1), (POST, 2)]),
        route("/contact/{form}/{page}", &[(GET, 3)]),
    ];

    fn handler(method: Method, path: &str) -> Option<(u8, String)> {
        match find(TABLE, &method, path) {
            Found::Here(handler, params) => Some((handler, params.get("form").to_owned())),
            _ => None,
        }
    }

    #[test]
    fn the_first_pattern_that_fits_wins() {
        assert_eq!(handler(Method::GET, "/"), Some((0, String::new())));
        assert_eq!(
            handler(Method::POST, "/contact/adult/check-answers"),
            Some((2, "adult".into()))
        );
        assert_eq!(
            handler(Method::GET, "/contact/adult/name/"),
            Some((3, "adult".into()))
        );
        assert_eq!(
            handler(Method::HEAD, "/contact/a%20b/name"),
            Some((3, "a b".into()))
        );
        assert_eq!(find(TABLE, &Method::GET, "/contact//name"), Found::Nowhere);
        assert_eq!(
            find(TABLE, &Method::GET, "/contact/%ff/name"),
            Found::Nowhere
        );
    }

    #[test]
    fn a_wrong_method_is_told_the_right_ones() {
        assert_eq!(
            find(TABLE, &Method::DELETE, "/"),
            Found::WrongMethod("GET, HEAD".into())
        );
    }
}
