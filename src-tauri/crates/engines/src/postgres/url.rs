//! Connection addresses, `postgres://user:password@host:port/database?sslmode=require`, read strictly.
//!
//! Nothing is guessed and nothing is ignored: what we do not know is refused by name, never with its value.
//! Password files are the business of the host that reads the command line.

use domain::database::{Endpoint, Tls};
use domain::secret::secret;
use domain::{Error, ErrorKind, Result};

/// Reads an address.
///
/// # Errors
/// `InvalidInput`; the detail names the part, never its content.
pub fn parse(address: &str) -> Result<Endpoint> {
    let rest = ["postgres://", "postgresql://"]
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme))
        .ok_or_else(|| refused("it must begin with postgres:// or postgresql://"))?;
    if rest.contains('#') {
        return Err(refused("it holds a #, which must be written %23"));
    }
    let (rest, query) = rest.split_once('?').map_or((rest, ""), |(rest, query)| (rest, query));
    let (authority, database) =
        rest.split_once('/').ok_or_else(|| refused("the name of the database is missing"))?;
    let (user, host) = authority.rsplit_once('@').ok_or_else(|| refused("the user is missing"))?;
    let (user, password) = user.split_once(':').map_or((user, ""), |(user, password)| (user, password));
    let (host, port) = host_and_port(host)?;
    let endpoint = Endpoint {
        host,
        port,
        database: decoded(database, "database")?,
        user: decoded(user, "user")?,
        password: secret(decoded(password, "password")?),
        tls: tls(query)?,
    };
    for (part, text) in [("host", &endpoint.host), ("user", &endpoint.user), ("database", &endpoint.database)]
    {
        if text.is_empty() {
            return Err(refused(&format!("the {part} is missing")));
        }
    }
    Ok(endpoint)
}

fn host_and_port(text: &str) -> Result<(String, u16)> {
    if text.contains(',') {
        return Err(refused("it names several hosts; give one"));
    }
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => {
            let (host, port) =
                rest.split_once(']').ok_or_else(|| refused("the host has no closing bracket"))?;
            let port = if port.is_empty() { None } else { Some(port.strip_prefix(':').unwrap_or("?")) };
            (host.to_owned(), port)
        }
        None => match text.rsplit_once(':') {
            Some((host, port)) => (decoded(host, "host")?, Some(port)),
            None => (decoded(text, "host")?, None),
        },
    };
    let digits = |port: &str| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit());
    let port = match port {
        None => 5432,
        Some(port) if digits(port) => {
            port.parse().ok().filter(|port| *port != 0).ok_or_else(|| refused("the port is not one"))?
        }
        Some(_) => return Err(refused("the port is not a number")),
    };
    Ok((host, port))
}

fn tls(query: &str) -> Result<Tls> {
    let mut tls = None;
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = decoded(name, "parameter")?;
        if name != "sslmode" {
            let shown: String =
                name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(40).collect();
            return Err(refused(&format!("the parameter {shown} is not known here")));
        }
        if tls.is_some() {
            return Err(refused("sslmode is given twice"));
        }
        tls = Some(match value {
            "disable" => Tls::Disable,
            // There is no silent way down: both mean "encrypted where offered".
            "allow" | "prefer" => Tls::Prefer,
            "require" => Tls::Require,
            "verify-ca" => Tls::VerifyCa,
            "verify-full" => Tls::VerifyFull,
            _ => return Err(refused("sslmode is none of the known words")),
        });
    }
    Ok(tls.unwrap_or(Tls::Prefer))
}

fn decoded(text: &str, part: &str) -> Result<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        let (Some(high), Some(low)) = (digit(bytes.next()), digit(bytes.next())) else {
            return Err(refused(&format!("a % in the {part} is not followed by two hexadecimal digits")));
        };
        out.push(u8::try_from(high * 16 + low).unwrap_or_default());
    }
    let text = String::from_utf8(out).map_err(|_| refused(&format!("the {part} is not UTF-8")))?;
    if text.contains('\0') {
        return Err(refused(&format!("the {part} holds a zero byte")));
    }
    Ok(text)
}

fn refused(why: &str) -> Error {
    Error::new(ErrorKind::InvalidInput, format!("the address cannot be used: {why}"))
}

#[cfg(test)]
mod tests {
    use domain::secret::ExposeSecret;

    use super::*;

    #[test]
    fn a_whole_address_is_read() {
        let end = parse("postgresql://ap%40p:p%3Aw%2Fd@[::1]:6543/my%20db?sslmode=verify-full").unwrap();
        assert_eq!((end.host.as_str(), end.port, end.database.as_str()), ("::1", 6543, "my db"));
        assert_eq!((end.user.as_str(), end.password.expose_secret()), ("ap@p", "p:w/d"));
        assert_eq!(end.tls, Tls::VerifyFull);
    }

    #[test]
    fn what_is_left_out_is_the_default() {
        let end = parse("postgres://u@h/d").unwrap();
        assert_eq!((end.port, end.tls, end.password.expose_secret()), (5432, Tls::Prefer, ""));
    }

    #[test]
    fn what_is_not_known_is_refused_without_its_value() {
        for address in [
            "http://u:canary@h/d",
            "postgres://u:canary@h/d?passfile=canary",
            "postgres://u:canary@h/d?sslmode=canary",
            "postgres://u:canary@h:canary/d",
            "postgres://u:can%zzary@h/d",
            "postgres://u:canary@h,i/d",
            "postgres://u:canary@h",
            "postgres://u:canary@/d",
            "postgres://:canary@h/d",
            "postgres://u:canary@h/",
            "postgres://u:canary@h:0/d",
            "postgres://u:canary@h:70000/d",
            "postgres://u:canary@h/d?sslmode=require&sslmode=disable",
            "postgres://u:canary@h/d#canary",
            "postgres://u:%00canary@h/d",
        ] {
            let error = parse(address).unwrap_err();
            assert_eq!(error.kind, ErrorKind::InvalidInput, "{address}");
            assert!(!error.to_string().contains("canary"), "{error}");
        }
    }
}
