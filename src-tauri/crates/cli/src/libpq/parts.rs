//! An address in parts, by the names that PostgreSQL's own clients give them (`host`, `dbname`, ...).

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use secrecy::zeroize::Zeroize as _;

/// Everything but what needs no escape in any part of an address.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Parts of an address. They may hold a password: no `Debug`, wiped at the end.
#[derive(Default)]
pub(super) struct Parts(BTreeMap<String, String>);

impl Parts {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    pub(super) fn set(&mut self, name: &str, value: &str) {
        if let Some(mut before) = self.0.insert(name.to_owned(), value.to_owned()) {
            before.zeroize();
        }
    }

    /// What is not said yet is taken from others.
    pub(super) fn fill(&mut self, others: &Self) {
        for (name, value) in &others.0 {
            if self.get(name).is_none() {
                self.set(name, value);
            }
        }
    }

    /// Takes `postgresql://user:password@host:port/dbname?name=value` apart. The reason of a refusal repeats nothing.
    pub(super) fn of_url(url: &str) -> Result<Self, &'static str> {
        let rest = ["postgres://", "postgresql://"].iter().find_map(|scheme| url.strip_prefix(scheme));
        let rest = rest.ok_or("the address does not begin with postgresql://")?;
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, database) = rest.split_once('/').unwrap_or((rest, ""));
        let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
        let (user, password) = user.split_once(':').unwrap_or((user, ""));
        if host.contains(',') {
            return Err("the address names several hosts; give one");
        }
        let (host, port) = match host.strip_prefix('[') {
            Some(rest) => {
                let (host, port) = rest.split_once(']').ok_or("the host has no closing bracket")?;
                (host, port.strip_prefix(':').unwrap_or(port))
            }
            None => host.rsplit_once(':').unwrap_or((host, "")),
        };
        let mut parts = Self::default();
        let named =
            [("host", host), ("port", port), ("dbname", database), ("user", user), ("password", password)];
        let more = query.split('&').filter(|pair| !pair.is_empty());
        let more = more.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        for (name, value) in named.into_iter().chain(more).filter(|(_, value)| !value.is_empty()) {
            let mut value = percent_decode_str(value)
                .decode_utf8()
                .map_err(|_| "the address is not valid text")?
                .into_owned();
            parts.set(name, &value);
            value.zeroize();
        }
        Ok(parts)
    }

    /// Puts it together again. What the engine does not know stays in it, so that it is refused by name.
    pub(super) fn url(&self) -> String {
        let mut url = String::with_capacity(4096);
        url.push_str("postgresql://");
        if let Some(user) = self.get("user") {
            url.extend(utf8_percent_encode(user, ESCAPED));
            if let Some(password) = self.get("password") {
                url.push(':');
                url.extend(utf8_percent_encode(password, ESCAPED));
            }
            url.push('@');
        }
        match self.get("host") {
            Some(host) if host.contains(':') => url.push_str(&format!("[{host}]")),
            Some(host) => url.extend(utf8_percent_encode(host, ESCAPED)),
            None => {}
        }
        if let Some(port) = self.get("port") {
            url.push(':');
            url.push_str(port);
        }
        url.push('/');
        if let Some(database) = self.get("dbname").or(self.get("user")) {
            url.extend(utf8_percent_encode(database, ESCAPED));
        }
        let placed = ["host", "port", "dbname", "user", "password", "service", "passfile"];
        let more = self.0.iter().filter(|(name, _)| !placed.contains(&name.as_str()));
        for (at, (name, value)) in more.enumerate() {
            url.push(if at == 0 { '?' } else { '&' });
            url.push_str(name);
            url.push('=');
            url.extend(utf8_percent_encode(value, ESCAPED));
        }
        url
    }
}

impl Drop for Parts {
    fn drop(&mut self) {
        self.0.values_mut().for_each(secrecy::zeroize::Zeroize::zeroize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_survives_being_taken_apart() {
        for (url, same) in [
            ("postgresql://ann:p%40ss%2Fw@host:5433/my%20shop?sslmode=verify-full", None),
            ("postgres://ann@[::1]:5432/shop", Some("postgresql://ann@[::1]:5432/shop")),
            ("postgresql://ann@host", Some("postgresql://ann@host/ann")),
        ] {
            assert_eq!(Parts::of_url(url).ok().unwrap().url(), same.unwrap_or(url));
        }
    }

    #[test]
    fn what_was_said_first_stays() {
        let mut parts = Parts::of_url("postgresql://ann@host/shop").ok().unwrap();
        parts.fill(&Parts::of_url("postgresql://bob:pw@other:5433/blog").ok().unwrap());
        assert_eq!(parts.url(), "postgresql://ann:pw@host:5433/shop");
    }
}
