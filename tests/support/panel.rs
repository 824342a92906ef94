//! A person at the practice cloud's panel, over HTTP: a page is read, a form on it is sent. It looks inside nothing.

use std::time::Duration;

/// A person at the panel.
pub struct Person {
    browser: reqwest::Client,
    at: String,
}

impl Person {
    /// At the cloud of this address.
    pub fn new(base_url: &str) -> Self {
        let browser = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { browser, at: base_url.to_owned() }
    }

    /// The text of a page.
    pub async fn reads(&self, path: &str) -> String {
        let answer = self.browser.get(format!("{}{path}", self.at)).send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.text().await.unwrap()
    }

    /// Follows the magnifier of a migration.
    pub async fn details_of(&self, account: &str, description: &str) -> String {
        let list = self.reads(&format!("/migration/?account={account}")).await;
        for heading in ["Description", "Deadline"] {
            assert!(list.contains(&format!("<th>{heading}</th>")), "{list}");
        }
        let row = list.split("<tr>").find(|row| row.contains(&format!("<td>{description}</td>")));
        let row = row.unwrap_or_else(|| panic!("{description} is not offered: {list}"));
        part(row, "href=\"", "\"").to_owned()
    }

    /// Reads the page and sends the form whose button says so.
    pub async fn presses(&self, page: &str, button: &str) -> String {
        let text = self.reads(page).await;
        let form = text.split("<form").find(|form| form.contains(&format!("<button>{button}</button>")));
        let form = form.unwrap_or_else(|| panic!("no button {button}: {text}"));
        let (action, word) = (part(form, "action=\"", "\""), part(form, "value=\"", "\""));
        self.sends(action, word).await.text().await.unwrap()
    }

    /// Sends a form.
    pub async fn sends(&self, action: &str, word: &str) -> reqwest::Response {
        let form = self.browser.post(format!("{}{action}", self.at));
        let form = form.header("content-type", "application/x-www-form-urlencoded");
        form.body(format!("csrfmiddlewaretoken={word}")).send().await.unwrap()
    }

    /// Looks at the page until it says so in the element with this id.
    pub async fn waits(&self, page: &str, id: &str, wanted: &str) -> String {
        for _ in 0..600 {
            let text = self.reads(page).await;
            if said(&text, id).is_some_and(|said| said.starts_with(wanted)) {
                return text;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{id} never says {wanted}: {}", self.reads(page).await);
    }
}

/// What stands between two marks.
pub fn part<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let rest = &text[text.find(from).unwrap_or_else(|| panic!("no {from} in {text}")) + from.len()..];
    &rest[..rest.find(to).unwrap()]
}

/// What the element with this id says.
pub fn said<'a>(page: &'a str, id: &str) -> Option<&'a str> {
    let rest = &page[page.find(&format!("id=\"{id}\">"))? + id.len() + 6..];
    Some(&rest[..rest.find('<')?])
}
