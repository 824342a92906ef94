//! `host=... dbname=...`: values may stand in single quotes, with `\\` before a quote and before itself.

use super::parts::Parts;

/// Takes such a string apart. The reason of a refusal repeats nothing.
pub(super) fn parts(text: &str) -> Result<Parts, &'static str> {
    let mut parts = Parts::default();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (name, value) =
            rest.split_once('=').ok_or("the address is neither a URL nor made of name=value")?;
        let (value, after) = value_of(value.trim_start())?;
        parts.set(name.trim(), &value);
        rest = after.trim_start();
    }
    Ok(parts)
}

fn value_of(text: &str) -> Result<(String, &str), &'static str> {
    let quoted = text.starts_with('\'');
    let body = if quoted { &text[1..] } else { text };
    let mut value = String::with_capacity(body.len());
    let mut signs = body.char_indices();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' => value.extend(signs.next().map(|(_, sign)| sign)),
            '\'' if quoted => return Ok((value, &body[at + 1..])),
            _ if !quoted && sign.is_whitespace() => return Ok((value, &body[at..])),
            _ => value.push(sign),
        }
    }
    if quoted { Err("a quote in the address is not closed") } else { Ok((value, "")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_backslashes_are_read_as_postgresql_reads_them() {
        let parts =
            parts(r"host = db.example  password='it\'s a \\ b' user=ann dbname=shop\ 2").ok().unwrap();
        assert_eq!(parts.get("host"), Some("db.example"));
        assert_eq!(parts.get("password"), Some(r"it's a \ b"));
        assert_eq!(parts.get("dbname"), Some("shop 2"));
    }

    #[test]
    fn what_is_not_closed_or_not_named_is_refused() {
        assert!(parts("host='db").is_err());
        assert!(parts("db.example/shop").is_err());
    }
}
