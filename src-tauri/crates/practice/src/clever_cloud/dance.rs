//! Signing in with a browser: OAuth 1.0a in three steps with a page for the person, and the way of the command line.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use uuid::Uuid;

use super::access::{Access, Pending, RIGHTS, Token, signed_out};
use super::pages;
use super::signature::Signed;
use crate::core::Core;
use crate::door::{Answer, Call, pairs};

/// How long a sign-in lasts.
const LASTS_DAYS: i64 = 90;

/// Answers what needs no credentials; `None` for anything else.
pub(super) fn handle(core: &Arc<Core>, call: &Call) -> Option<Answer> {
    let path: Vec<&str> = call.segments.iter().map(String::as_str).collect();
    let (get, post) = (call.method == Method::GET, call.method == Method::POST);
    Some(match path.as_slice() {
        ["v2", "oauth", "rights"] if get => Answer::json(&json!(RIGHTS)),
        ["v2", "oauth", "request_token" | "request_token_query"] if post => or(request_token(core, call)),
        ["v2", "oauth", "access_token" | "access_token_query"] if post => or(access_token(core, call)),
        ["v2", "oauth", "authorize"] if get => or(authorize_page(core, call)),
        ["v2", "oauth", "authorize"] if post => or(authorize(core, call)),
        ["v2", "self", "cli_tokens"] if get => cli_tokens(core, call),
        ["cli-oauth"] if get => or(cli_page(call)),
        ["cli-oauth"] if post => or(cli_grant(core, call)),
        _ => return None,
    })
}

fn or(result: Result<Answer, Answer>) -> Answer {
    result.unwrap_or_else(|answer| answer)
}

fn request_token(core: &Arc<Core>, call: &Call) -> Result<Answer, Answer> {
    let signed = Signed::of(call).ok_or_else(|| signed_out("The request is not signed"))?;
    let mut access = core.access();
    access.verify(&signed, call, &base_url(core, call), "", Timestamp::now())?;
    let callback = signed.get("oauth_callback").unwrap_or("oob").to_owned();
    if !is_allowed(&callback) {
        return Err(Answer::error(
            StatusCode::BAD_REQUEST,
            2010,
            "The callback is not on the consumer's domain",
        ));
    }
    let pending = Pending { token: secret(), secret: secret(), callback, verifier: None, rights: Vec::new() };
    let body = form(&[
        ("oauth_token", &pending.token),
        ("oauth_token_secret", &pending.secret),
        ("oauth_callback_confirmed", "true"),
    ]);
    access.pending.push(pending);
    Ok(body)
}

fn authorize_page(core: &Arc<Core>, call: &Call) -> Result<Answer, Answer> {
    let token = call.param("oauth_token").unwrap_or_default();
    let access = core.access();
    let pending = access.pending.iter().find(|pending| pending.token == token);
    let pending = pending.ok_or_else(|| Answer::not_found("Sign-in"))?;
    let person = core.with(|world| world.person.name.clone());
    Ok(Answer::html(pages::consent(&access.consumer.name, &person, &pending.token)))
}

fn authorize(core: &Arc<Core>, call: &Call) -> Result<Answer, Answer> {
    let fields = pairs(&call.body);
    let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let token = field("oauth_token").or_else(|| call.param("oauth_token")).unwrap_or_default();
    let mut access = core.access();
    let pending = access.pending.iter_mut().find(|pending| pending.token == token);
    let pending = pending.ok_or_else(|| Answer::not_found("Sign-in"))?;
    if field("refuse").is_some() {
        let callback = pending.callback.clone();
        let token = pending.token.clone();
        access.pending.retain(|pending| pending.token != token);
        return Ok(if callback == "oob" {
            Answer::html(pages::refused())
        } else {
            Answer::redirect(&callback)
        });
    }
    let is_granted = |right: &&&str| field(right).is_some_and(|value| matches!(value, "on" | "true"));
    pending.rights = RIGHTS.iter().filter(is_granted).map(|right| (*right).to_owned()).collect();
    let verifier = secret();
    pending.verifier = Some(verifier.clone());
    if pending.callback == "oob" {
        return Ok(Answer::html(pages::verifier(&verifier)));
    }
    let mut url = url::Url::parse(&pending.callback).map_err(|_| Answer::not_found("Callback"))?;
    url.query_pairs_mut().append_pair("oauth_token", &pending.token).append_pair("oauth_verifier", &verifier);
    Ok(Answer::redirect(url.as_str()))
}

fn access_token(core: &Arc<Core>, call: &Call) -> Result<Answer, Answer> {
    let signed = Signed::of(call).ok_or_else(|| signed_out("The request is not signed"))?;
    let token = signed.get("oauth_token").unwrap_or_default();
    let mut access = core.access();
    let place = access.pending.iter().position(|pending| pending.token == token);
    let place = place.ok_or_else(|| signed_out("The request token is not known"))?;
    let secret = access.pending[place].secret.clone();
    access.verify(&signed, call, &base_url(core, call), &secret, Timestamp::now())?;
    let expected = access.pending[place].verifier.as_deref();
    if expected.is_none() || signed.get("oauth_verifier") != expected {
        return Err(signed_out("The verifier is not the one that was given"));
    }
    // A request token is good for one exchange.
    let pending = access.pending.swap_remove(place);
    let granted = grant(&mut access, pending.rights);
    Ok(form(&[
        ("oauth_token", &granted.token),
        ("oauth_token_secret", &granted.secret),
        ("expiration_date", &granted.expires.to_string()),
    ]))
}

/// The command line asks until a person has consented: 404 before, the token after.
fn cli_tokens(core: &Arc<Core>, call: &Call) -> Answer {
    let asked = call.param("cli_token").unwrap_or_default();
    let access = core.access();
    let granted = access.cli.iter().find(|(cli, _)| cli == asked).map(|(_, token)| token);
    match granted.and_then(|granted| access.tokens.iter().find(|token| token.token == *granted)) {
        Some(token) => Answer::json(&json!({
            "token": token.token, "secret": token.secret, "expirationDate": token.expires.to_string(),
        })),
        None => Answer::not_found("Token"),
    }
}

fn cli_page(call: &Call) -> Result<Answer, Answer> {
    let token = call
        .param("cli_token")
        .filter(|token| !token.is_empty())
        .ok_or_else(|| Answer::not_found("Sign-in"))?;
    Ok(Answer::html(pages::cli_consent(token)))
}

fn cli_grant(core: &Arc<Core>, call: &Call) -> Result<Answer, Answer> {
    let fields = pairs(&call.body);
    let asked = fields.iter().find(|(name, _)| name == "cli_token").map(|(_, value)| value.clone());
    let asked = asked.ok_or_else(|| Answer::not_found("Sign-in"))?;
    let mut access = core.access();
    let granted = grant(&mut access, vec!["almighty".to_owned()]);
    access.cli.push((asked, granted.token));
    Ok(Answer::html(pages::done()))
}

/// Makes an access token with these rights.
pub(crate) fn grant(access: &mut Access, rights: Vec<String>) -> Token {
    let now = Timestamp::now();
    let expires = now.checked_add(SignedDuration::from_hours(24 * LASTS_DAYS)).unwrap_or(now);
    let token = Token { token: secret(), secret: secret(), bearer: false, rights, expires, created: now };
    access.tokens.push(token.clone());
    token
}

/// A token, a secret, a verifier: 32 letters and digits.
pub(crate) fn secret() -> String {
    Uuid::new_v4().simple().to_string()
}

/// What the client called us: signatures are made over it. Names of other machines are not ours.
pub(super) fn base_url(core: &Core, call: &Call) -> String {
    let host = call.header("host");
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if matches!(name, "localhost" | "127.0.0.1" | "[::1]") {
        format!("http://{host}")
    } else {
        core.base_url.clone()
    }
}

/// Where a person may be sent back to: this machine, or nowhere.
fn is_allowed(callback: &str) -> bool {
    callback == "oob"
        || url::Url::parse(callback).is_ok_and(|url| {
            url.scheme() == "http" && matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"))
        })
}

fn form(fields: &[(&str, &str)]) -> Answer {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    Answer::text(StatusCode::OK, "application/x-www-form-urlencoded", body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_sent_back_to_this_machine_only() {
        for (callback, allowed) in [
            ("oob", true),
            ("http://127.0.0.1:4801/callback", true),
            ("http://localhost:1234", true),
            ("https://127.0.0.1/", false),
            ("http://127.0.0.1.example.org/", false),
            ("http://example.org/", false),
            ("javascript:alert(1)", false),
        ] {
            assert_eq!(is_allowed(callback), allowed, "{callback}");
        }
    }
}
