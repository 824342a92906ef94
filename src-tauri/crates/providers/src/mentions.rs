//! Where an address was written by hand: what a database can be named by, searched for in values. Values are compared here
//! and forgotten here; only what was found leaves.

use domain::application::MentionOf;
use domain::database::{Variable, VariableRole};
use domain::secret::{ExposeSecret, Secret};
use percent_encoding::percent_decode_str;

/// Names shorter than this occur by accident: they count only beside the database's host.
const TELLING: usize = 4;

/// What the values of an owner's environments are searched for.
#[derive(Default)]
pub(crate) struct Needles {
    /// Host names, lower case.
    hosts: Vec<String>,
    /// Direct host names, lower case.
    direct_hosts: Vec<String>,
    databases: Vec<String>,
    users: Vec<String>,
    port: Option<u16>,
}

impl Needles {
    /// Everything by which a database can be named.
    pub(crate) fn of(variables: &[Variable]) -> Self {
        let mut needles = Self::default();
        for variable in variables {
            let value = variable.value.expose_secret().trim();
            match variable.role {
                VariableRole::Host => needles.add_host(value),
                VariableRole::Direct if variable.name.ends_with("_HOST") => {
                    push(&mut needles.direct_hosts, value.to_lowercase());
                }
                VariableRole::Database => needles.add_database(value),
                VariableRole::User => needles.add_user(value),
                VariableRole::Port => needles.port = needles.port.or(value.parse().ok()),
                _ => {}
            }
        }
        needles
    }

    pub(crate) fn add_host(&mut self, host: &str) {
        push(&mut self.hosts, host.to_lowercase());
    }

    pub(crate) fn add_database(&mut self, name: &str) {
        push(&mut self.databases, name.to_owned());
    }

    pub(crate) fn add_user(&mut self, name: &str) {
        push(&mut self.users, name.to_owned());
    }

    pub(crate) fn set_port(&mut self, port: Option<u16>) {
        self.port = port.or(self.port);
    }

    /// True when there is nothing to search for: a scan would find nothing and prove nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.hosts.is_empty() && self.databases.is_empty() && self.users.is_empty()
    }

    /// What of the database a value names.
    pub(crate) fn found_in(&self, value: &Secret) -> Vec<MentionOf> {
        let raw = value.expose_secret();
        let decoded = percent_decode_str(raw).decode_utf8_lossy();
        let in_host = |host: &String| {
            let lower = decoded.to_lowercase();
            tokens(&lower, host, is_host_letter).any(|end| self.same_port(host, &lower[end..]))
        };
        let host = self.hosts.iter().any(in_host);
        let direct = self.direct_hosts.iter().any(in_host);
        let in_name = |name: &String| {
            (name.len() >= TELLING || host || direct)
                && tokens(&decoded, name, is_name_letter).next().is_some()
        };
        let mut found = Vec::new();
        for (is, what) in [
            (host, MentionOf::Host),
            (direct, MentionOf::DirectHost),
            (self.databases.iter().any(in_name), MentionOf::DatabaseName),
            (self.users.iter().any(in_name), MentionOf::User),
        ] {
            if is {
                found.push(what);
            }
        }
        found
    }

    /// A loopback host serves many databases: there, another port is another database.
    fn same_port(&self, host: &str, after: &str) -> bool {
        let loopback = host == "localhost" || host.starts_with("127.") || host == "::1";
        let Some(port) = self.port.filter(|_| loopback) else { return true };
        let Some(digits) = after.strip_prefix(':') else { return true };
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        digits[..end].parse().map_or(true, |named: u16| named == port)
    }
}

fn push(list: &mut Vec<String>, value: String) {
    if !value.is_empty() && !list.contains(&value) {
        list.push(value);
    }
}

fn is_name_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '-'
}

fn is_host_letter(letter: char) -> bool {
    is_name_letter(letter) || letter == '.'
}

/// Ends of the places where a word stands by itself, not inside a longer one. A full stop at the end of a sentence is
/// no part of a host.
fn tokens<'a>(text: &'a str, word: &'a str, inside: fn(char) -> bool) -> impl Iterator<Item = usize> + 'a {
    text.match_indices(word).filter_map(move |(start, _)| {
        let end = start + word.len();
        let before = text[..start].chars().next_back().is_some_and(inside);
        let rest = &text[end..];
        let rest =
            if rest.starts_with('.') && !rest[1..].starts_with(is_name_letter) { &rest[1..] } else { rest };
        let after = rest.chars().next().is_some_and(inside);
        (!before && !after).then_some(end)
    })
}

#[cfg(test)]
mod tests {
    use domain::secret::secret;

    use super::*;

    fn variables_of(pairs: &[(&str, &str)]) -> Vec<Variable> {
        let role = |name: &str| match name.rsplit_once("_ADDON_").map(|(_, end)| end) {
            Some("HOST") => VariableRole::Host,
            Some("DIRECT_HOST") => VariableRole::Direct,
            Some("PORT") => VariableRole::Port,
            Some("DB") => VariableRole::Database,
            _ => VariableRole::User,
        };
        let variable = |(name, value): &(&str, &str)| Variable {
            role: role(name),
            name: (*name).into(),
            value: secret(*value),
        };
        pairs.iter().map(variable).collect()
    }

    fn needles() -> Needles {
        Needles::of(&variables_of(&[
            ("POSTGRESQL_ADDON_HOST", "bq3x-postgresql.services.example.com"),
            ("POSTGRESQL_ADDON_DIRECT_HOST", "n7.example.com"),
            ("POSTGRESQL_ADDON_PORT", "5432"),
            ("POSTGRESQL_ADDON_DB", "bq3xshop"),
            ("POSTGRESQL_ADDON_USER", "uab"),
        ]))
    }

    #[test]
    fn an_address_is_found_as_a_whole_word_only() {
        use MentionOf::{DatabaseName, DirectHost, Host, User};
        let needles = needles();
        for (value, want) in [
            (
                "postgresql://uab:x@BQ3X-postgresql.services.example.com:5432/bq3xshop?a=b",
                vec![Host, DatabaseName, User],
            ),
            ("jdbc%3Apostgresql%3A%2F%2Fbq3x-postgresql.services.example.com%2Fother", vec![Host]),
            ("Moved to bq3x-postgresql.services.example.com.", vec![Host]),
            ("n7.example.com", vec![DirectHost]),
            ("bq3xshop", vec![DatabaseName]),
            ("bq3xshop.public", vec![DatabaseName]),
            // A short name counts only beside the host.
            ("uab", vec![]),
            ("xbq3x-postgresql.services.example.com", vec![]),
            ("bq3x-postgresql.services.example.com.evil.org", vec![]),
            ("an7.example.com n7.example.company", vec![]),
            ("bq3xshop2 my_bq3xshop", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(needles.found_in(&secret(value)), want, "{value}");
        }
    }

    #[test]
    fn on_this_machine_another_port_is_another_database() {
        let mut needles = Needles::default();
        needles.add_host("127.0.0.1");
        needles.set_port(Some(5501));
        assert_eq!(needles.found_in(&secret("postgres://127.0.0.1:5501/x")), vec![MentionOf::Host]);
        assert_eq!(needles.found_in(&secret("127.0.0.1")), vec![MentionOf::Host]);
        assert_eq!(needles.found_in(&secret("postgres://127.0.0.1:5502/x")), vec![]);
    }
}
