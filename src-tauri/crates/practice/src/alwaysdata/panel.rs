//! The few pages that stand for the provider's panel: Advanced > Migrations, and the detail of one, where Test, Migrate and
//! Rollback are pressed. Plain HTML and forms, no script. A form carries a word that only our own pages know.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use jiff::Timestamp;

use super::House;
use super::answers::{not_found, words};
use super::state::{Account, Migration, Stage, State, TestStage};
use crate::core::Core;
use crate::door::{Answer, Call};

/// Name of the field with the word.
const WORD: &str = "csrfmiddlewaretoken";

/// Answers a request of a person's browser.
pub(super) fn handle(house: &Arc<House>, core: &Arc<Core>, call: &Call) -> Answer {
    let path: Vec<&str> = call.segments.iter().map(String::as_str).collect();
    let reads = matches!(call.method, Method::GET | Method::HEAD);
    match path.as_slice() {
        [] if reads => Answer::redirect("/migration/"),
        ["migration"] if reads => house.with(|state| list(state, call.param("account"))),
        ["migration", id] if reads => {
            let id = id.parse().unwrap_or_default();
            let now = house.now();
            house.with(|state| detail(state, id, now, &house.word, call.param("said")))
        }
        ["migration", id, button] if call.method == Method::POST => {
            let knows = call.form().iter().any(|(name, value)| name == WORD && *value == house.word);
            if !knows {
                return words(StatusCode::FORBIDDEN, "This form is not one of this panel's.");
            }
            press(house, core, id, button)
        }
        _ => not_found(),
    }
}

fn press(house: &Arc<House>, core: &Arc<Core>, id: &str, button: &str) -> Answer {
    let Ok(number) = id.parse() else { return not_found() };
    let pressed = match button {
        "test" => house.begin_test(core, number),
        "migrate" => house.begin_migration(core, number),
        "rollback" => house.begin_rollback(core, number),
        _ => return not_found(),
    };
    let page = format!("/migration/{number}/");
    match pressed {
        Ok(()) => Answer::redirect(&page),
        Err(said) => {
            let said =
                url::form_urlencoded::Serializer::new(String::new()).append_pair("said", said).finish();
            Answer::redirect(&format!("{page}?{said}"))
        }
    }
}

fn list(state: &State, wanted: Option<&str>) -> Answer {
    let account = match wanted {
        Some(name) => state.account(name),
        None => state.accounts.first(),
    };
    let Some(account) = account else { return not_found() };
    let others: String = state
        .accounts
        .iter()
        .map(|it| format!("<li><a href=\"/migration/?account={0}\">{0}</a></li>", escape(&it.name)))
        .collect();
    let rows: String = account
        .migrations
        .iter()
        .filter(|it| account.is_ahead(it) || it.stage == Stage::Done)
        .map(|it| {
            format!(
                "<tr><td>{}</td><td>{}</td><td><a href=\"/migration/{}/\" title=\"Details\">&#128269;</a></td></tr>",
                escape(&it.description),
                it.deadline.map(day).unwrap_or_default(),
                it.id
            )
        })
        .collect();
    page(
        "Migrations",
        account,
        false,
        &format!(
            "<ul>{others}</ul><table><thead><tr><th>Description</th><th>Deadline</th><th></th></tr></thead>\
             <tbody>{rows}</tbody></table>"
        ),
    )
}

fn detail(state: &mut State, id: u32, now: Timestamp, word: &str, said: Option<&str>) -> Answer {
    let Some((account, at)) = state.migration_mut(id) else { return not_found() };
    let account: &Account = account;
    let it = &account.migrations[at];
    let testing = it.test.as_ref().is_some_and(|test| test.stage == TestStage::Running);
    let moving = account.is_moving();
    let mut body = String::new();
    if let Some(said) = said {
        body.push_str(&format!("<p role=\"alert\" id=\"said\">{}</p>", escape(said)));
    }
    // Once it is done, the account has the new version; what it left is kept for the way back.
    let from = it.previous.as_ref().map_or(&account.server.major, |server| &server.major);
    body.push_str(&format!(
        "<p>From PostgreSQL {} to PostgreSQL {}. Every database and every user of the account moves; host name and port stay.</p>\
         <dl><dt>State</dt><dd id=\"state\">{}</dd>",
        escape(from),
        escape(&it.to),
        it.stage.word()
    ));
    for (name, id, text) in [
        ("Deadline", "deadline", it.deadline.filter(|_| account.is_ahead(it)).map(moment)),
        ("What went wrong", "message", it.message.as_deref().map(escape)),
        ("Rollback until", "rollback-until", it.rollback_until.map(moment)),
    ] {
        if let Some(text) = text {
            body.push_str(&format!("<dt>{name}</dt><dd id=\"{id}\">{text}</dd>"));
        }
    }
    body.push_str("</dl>");
    body.push_str(&test(it));
    let may_start = matches!(it.stage, Stage::Available | Stage::Failed) && !moving && account.is_ahead(it);
    if it.testable && may_start && !testing {
        let what = "Copies all databases and users to a temporary server. Yours are not touched.";
        body.push_str(&button(it.id, "test", "Test", what, word));
    }
    if may_start {
        let what = "The account is unavailable for seconds to minutes, depending on its data.";
        body.push_str(&button(it.id, "migrate", "Migrate", what, word));
    }
    if it.stage == Stage::Done && !moving && it.rollback_until.is_some_and(|until| now < until) {
        let what = "Returns to the databases as they were. What was written since is lost.";
        body.push_str(&button(it.id, "rollback", "Rollback", what, word));
    }
    page(&it.description, account, testing || moving, &body)
}

fn test(migration: &Migration) -> String {
    let Some(test) = &migration.test else { return String::new() };
    let stage = match &test.stage {
        TestStage::Running => "Running".to_owned(),
        TestStage::Ready => "Ready".to_owned(),
        TestStage::Failed(why) => format!("Failed: {}", escape(why)),
    };
    let mut text = format!(
        "<section><h2>Test</h2><dl><dt>Begun</dt><dd>{}</dd><dt>State</dt><dd id=\"test-state\">{stage}</dd>",
        moment(test.begun)
    );
    if let Some(server) = &test.server {
        let names: Vec<String> = test.databases.iter().map(|name| escape(name)).collect();
        text.push_str(&format!(
            "<dt>Address</dt><dd><code id=\"test-address\">{}</code></dd><dt>Databases</dt><dd id=\"test-databases\">{}</dd>",
            server.address(),
            names.join(", ")
        ));
    }
    text.push_str("</dl></section>");
    text
}

fn button(id: u32, path: &str, name: &str, what: &str, word: &str) -> String {
    format!(
        "<form method=\"post\" action=\"/migration/{id}/{path}/\"><p>{what}</p>\
         <input type=\"hidden\" name=\"{WORD}\" value=\"{word}\"><button>{name}</button></form>"
    )
}

fn page(title: &str, account: &Account, again: bool, body: &str) -> Answer {
    let refresh = if again { "<meta http-equiv=\"refresh\" content=\"2\">" } else { "" };
    Answer::html(format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">{refresh}<title>{0} - practice panel</title></head>\
         <body><header>Account: <strong id=\"account\">{1}</strong> &middot; Version: <span id=\"version\">{2} (postgresql)</span>\
         </header><nav><a href=\"/migration/?account={1}\">Advanced &gt; Migrations</a></nav><main><h1>{0}</h1>{body}</main></body></html>",
        escape(title),
        escape(&account.name),
        escape(&account.server.major)
    ))
}

fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}

fn moment(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
