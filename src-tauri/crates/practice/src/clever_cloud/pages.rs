//! The few pages that a person sees in a browser when signing in to the practice cloud. Plain HTML, no script.

use super::access::RIGHTS;

/// Rights that are offered ticked: what managing databases needs.
const TICKED: [&str; 4] = [
    "access_personal_information",
    "access_organisations",
    "manage_organisations_services",
    "manage_organisations_applications",
];

/// Asks whether an application may act for the person, and what it may do.
pub(super) fn consent(consumer: &str, person: &str, token: &str) -> String {
    let rights: String = RIGHTS
        .iter()
        .map(|right| {
            let ticked = if TICKED.contains(right) { " checked" } else { "" };
            format!("<li><label><input type=\"checkbox\" name=\"{right}\"{ticked}> {right}</label></li>")
        })
        .collect();
    page(
        "Sign in",
        &format!(
            "<p>{}, do you allow <strong>{}</strong> to act for you in the practice cloud?</p>\
             <form method=\"post\" action=\"/v2/oauth/authorize\">\
             <input type=\"hidden\" name=\"oauth_token\" value=\"{}\"><ul>{rights}</ul>\
             <button name=\"allow\" value=\"1\">Allow</button> <button name=\"refuse\" value=\"1\">Refuse</button></form>",
            escape(person),
            escape(consumer),
            escape(token)
        ),
    )
}

/// Shows the verifier to a person who has to copy it.
pub(super) fn verifier(verifier: &str) -> String {
    page(
        "Signed in",
        &format!(
            "<p>Give this code to the application: <code id=\"verifier\">{}</code></p>",
            escape(verifier)
        ),
    )
}

/// Asks whether the command line may act for the person.
pub(super) fn cli_consent(token: &str) -> String {
    page(
        "Sign in",
        &format!(
            "<p>Do you allow the command line to act for you in the practice cloud?</p>\
             <form method=\"post\" action=\"/cli-oauth\"><input type=\"hidden\" name=\"cli_token\" value=\"{}\">\
             <button>Allow</button></form>",
            escape(token)
        ),
    )
}

/// Says that nothing was allowed.
pub(super) fn refused() -> String {
    page("Not signed in", "<p>Nothing was allowed.</p>")
}

/// Says that the window can be closed.
pub(super) fn done() -> String {
    page("Signed in", "<p>You can close this page.</p>")
}

fn page(title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title} - practice cloud</title></head>\
         <body><main><h1>{title}</h1>{body}</main></body></html>"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_outside_is_only_text() {
        assert!(!cli_consent("\"><script>").contains("<script>"));
        assert!(consent("a & b", "<i>", "t").contains("a &amp; b"));
    }
}
