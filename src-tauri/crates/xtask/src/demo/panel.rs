//! A person at the practice cloud's panel: reads a page, finds the row and the button, sends its form. Plain HTTP to loopback, with the
//! standard library alone.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

/// How long the panel may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Presses a button on the detail page of the migration whose description is this, starting from the page with the list.
pub(super) fn press(list: &str, description: &str, button: &str) -> Result<()> {
    let (place, path) = taken_apart(list)?;
    let page = ask(place, &format!("GET {path} HTTP/1.1"), "")?;
    let row = page.split("<tr>").find(|row| row.contains(&format!("<td>{description}</td>")));
    let details =
        between(row.with_context(|| format!("the panel does not offer {description}"))?, "href=\"", "\"")?;
    let page = ask(place, &format!("GET {details} HTTP/1.1"), "")?;
    let form = page.split("<form").find(|form| form.contains(&format!("<button>{button}</button>")));
    let form = form.with_context(|| format!("the panel has no button {button}"))?;
    let (action, word) = (between(form, "action=\"", "\"")?, between(form, "value=\"", "\"")?);
    ask(place, &format!("POST {action} HTTP/1.1"), &format!("csrfmiddlewaretoken={word}")).map(drop)
}

/// `127.0.0.1:4000` and `/migration/?account=nord` of an address.
fn taken_apart(address: &str) -> Result<(&str, &str)> {
    let rest = address.strip_prefix("http://").context("the panel is not on loopback")?;
    let at = rest.find('/').unwrap_or(rest.len());
    Ok((&rest[..at], if at == rest.len() { "/" } else { &rest[at..] }))
}

fn ask(place: &str, line: &str, body: &str) -> Result<String> {
    let mut stream = TcpStream::connect(place)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let length = body.len();
    write!(
        stream,
        "{line}\r\nHost: {place}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {length}\r\n\r\n{body}"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let text = String::from_utf8_lossy(&answer).into_owned();
    let status = text.split(' ').nth(1).unwrap_or_default();
    if !status.starts_with(['2', '3']) {
        bail!("the panel answers {status} to {line}");
    }
    Ok(text)
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> Result<&'a str> {
    let start = text.find(from).with_context(|| format!("{from} is missing on the page"))? + from.len();
    let length = text[start..].find(to).context("the page is cut off")?;
    Ok(&text[start..start + length])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_and_a_form_are_read() {
        let parts = taken_apart("http://127.0.0.1:4000/migration/?account=nord").unwrap();
        assert_eq!(parts, ("127.0.0.1:4000", "/migration/?account=nord"));
        assert_eq!(taken_apart("http://127.0.0.1:4000").unwrap().1, "/");
        assert!(taken_apart("https://elsewhere.example/").is_err());
        assert_eq!(between("<a href=\"/x/\">", "href=\"", "\"").unwrap(), "/x/");
        assert!(between("<a>", "href=\"", "\"").is_err());
    }
}
