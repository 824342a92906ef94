//! The page that the browser shows at the end of a sign-in: the caller's words in a plain page without script, picture or
//! link. It says nothing of credentials.

/// Words of the closing page, in the person's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosingPage {
    /// Language of the words, `en`, `fr`.
    pub language: String,
    /// Heading when it worked.
    pub done_title: String,
    /// What to do now: go back to the application.
    pub done_body: String,
    /// Heading when it did not.
    pub failed_title: String,
    /// What to do then.
    pub failed_body: String,
}

impl ClosingPage {
    /// The page as HTML.
    pub(crate) fn html(&self, done: bool) -> String {
        let (title, body) =
            if done { (&self.done_title, &self.done_body) } else { (&self.failed_title, &self.failed_body) };
        let (language, title, body) = (escape(&self.language), escape(title), escape(body));
        format!(
            "<!doctype html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">\
             <title>{title}</title><style>body{{font:1.1rem/1.6 system-ui,sans-serif;max-width:34rem;margin:20vh auto;\
             padding:0 1.5rem}}h1{{font-size:1.5rem}}</style></head><body><main><h1>{title}</h1><p>{body}</p></main>\
             </body></html>\n"
        )
    }
}

fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_become_markup() {
        let page = ClosingPage {
            language: "fr\"><script>".into(),
            done_title: "<b>".into(),
            done_body: "a & b".into(),
            failed_title: "no".into(),
            failed_body: "no".into(),
        };
        let html = page.html(true);
        assert!(!html.contains("<script>") && !html.contains("<b>") && html.contains("a &amp; b"), "{html}");
        assert!(page.html(false).contains("<h1>no</h1>"));
    }
}
