//! `host=... dbname=...`: values may stand in single quotes, with `\\` before a quote and before itself. The last of a name counts.

use domain::Result;

use super::parts::Parts;
use super::refused;

pub(super) fn parts(text: &str) -> Result<Parts> {
    let mut parts = Parts::default();
    let mut rest = text.trim_start();
    if rest.is_empty() {
        return Err(refused("it is empty"));
    }
    while !rest.is_empty() {
        let (name, value) = rest.split_once('=').ok_or_else(|| {
            refused("it must begin with postgres:// or postgresql://, or be made of name=value")
        })?;
        let (mut value, after) = value_of(value.trim_start())?;
        let added = parts.typed(name.trim_end(), &value);
        secrecy::zeroize::Zeroize::zeroize(&mut value);
        added?;
        rest = after.trim_start();
    }
    if parts.get("host").is_some_and(|host| host.contains(',')) {
        return Err(refused("it names several hosts; give one"));
    }
    Ok(parts)
}

fn value_of(text: &str) -> Result<(String, &str)> {
    let body = text.strip_prefix('\'');
    let quoted = body.is_some();
    let body = body.unwrap_or(text);
    let mut value = String::with_capacity(body.len());
    let mut signs = body.char_indices();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' => value.extend(signs.next().map(|(_, sign)| sign)),
            '\'' if quoted => return Ok((value, body.get(at + 1..).unwrap_or_default())),
            _ if !quoted && sign.is_whitespace() => return Ok((value, body.get(at..).unwrap_or_default())),
            _ => value.push(sign),
        }
    }
    if quoted { Err(refused("a quote in it is not closed")) } else { Ok((value, "")) }
}
