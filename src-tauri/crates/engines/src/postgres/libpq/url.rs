//! `postgresql://user:password@host:port/dbname?name=value`, taken apart strictly: what could be read in two ways is refused.

use domain::Result;
use secrecy::zeroize::Zeroize as _;

use super::parts::Parts;
use super::refused;

pub(super) fn parts(address: &str) -> Result<Parts> {
    let rest = ["postgres://", "postgresql://"]
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme))
        .ok_or_else(|| refused("it must begin with postgres:// or postgresql://"))?;
    if rest.contains('#') {
        return Err(refused("it holds a #, which must be written %23"));
    }
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, database) = rest.split_once('/').unwrap_or((rest, ""));
    let (user, place) = authority.rsplit_once('@').unwrap_or(("", authority));
    let (user, password) = user.split_once(':').unwrap_or((user, ""));
    if [user, password].iter().any(|part| part.contains('@')) {
        return Err(refused("it holds a second @, which must be written %40"));
    }
    let (host, port) = host_and_port(place)?;
    let mut parts = Parts::default();
    let named =
        [("host", host), ("port", port), ("dbname", database), ("user", user), ("password", password)];
    for (name, value) in named.into_iter().filter(|(_, value)| !value.is_empty()) {
        add(&mut parts, name, value)?;
    }
    let mut seen = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = decoded(name, "name of a parameter")?;
        if seen.contains(&name) {
            return Err(refused("a parameter is given twice"));
        }
        match (name.as_str(), value) {
            // As other programs write it.
            ("ssl", "true") => add(&mut parts, "sslmode", "require")?,
            _ => add(&mut parts, &name, value)?,
        }
        seen.push(name);
    }
    if parts.get("host").is_some_and(|host| host.contains(',')) {
        return Err(refused("it names several hosts; give one"));
    }
    Ok(parts)
}

fn add(parts: &mut Parts, name: &str, value: &str) -> Result<()> {
    let mut value = decoded(value, super::known::find(name).map_or("address", |keyword| keyword.name))?;
    let added = parts.typed(name, &value);
    value.zeroize();
    added
}

fn host_and_port(text: &str) -> Result<(&str, &str)> {
    if text.contains(',') {
        return Err(refused("it names several hosts; give one"));
    }
    let Some(rest) = text.strip_prefix('[') else { return Ok(text.rsplit_once(':').unwrap_or((text, ""))) };
    let (host, port) = rest.split_once(']').ok_or_else(|| refused("the host has no closing bracket"))?;
    match port.strip_prefix(':') {
        Some(port) => Ok((host, port)),
        None if port.is_empty() => Ok((host, port)),
        None => Err(refused("the port is not a number")),
    }
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
