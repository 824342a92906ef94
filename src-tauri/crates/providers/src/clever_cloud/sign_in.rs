//! The dance of OAuth 1.0a: ask for a request token, let the person consent in the browser, trade it for a token. What comes
//! back must be the answer to the question that was asked.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use domain::error::{Error, ErrorKind, Result};
use domain::secret::{ExposeSecret, Secret, secret};
use domain::time::Timestamp;
use url::{Url, form_urlencoded};

use super::REFERENCE_HEADER;
use super::api::Api;
use super::auth::Credential;
use super::descriptor::API;
use super::signature::{Method, OAuth1, encode};
use crate::browser::listener::Listener;
use crate::lenient::moment;
use crate::options::Consumer;
use crate::transport::{Body, Method as Verb, Redactor, Request};
use crate::{ClosingPage, ConnectOptions, SignIn, SignInOptions, SignedIn};

/// A dance under way.
struct Dance {
    api: Api,
    consumer: Consumer,
    chance: Arc<dyn crate::transport::Chance>,
    /// What the account will be stored with.
    base_url: Option<Url>,
    page: ClosingPage,
}

/// What a step of the dance gives.
struct Granted {
    token: Secret,
    secret: Secret,
    expires_at: Option<Timestamp>,
}

/// Asks for a request token and listens for the browser.
pub(super) async fn begin(options: SignInOptions) -> Result<SignIn> {
    let redactor = Arc::new(Redactor::new());
    redactor.learn(options.consumer.secret.expose_secret());
    let connect = ConnectOptions {
        base_url: options.base_url.clone(),
        credential: options.consumer.secret.clone(),
        clock: options.clock,
        observer: options.observer,
        chance: options.chance,
        limits: options.limits,
        proxy: options.proxy,
        extra_roots: options.extra_roots,
        sessions: None,
    };
    let open = connect.open(API, REFERENCE_HEADER, None, &redactor)?;
    let listener = Listener::bind(&options.ports).await?;
    let api =
        Api { base_url: open.base_url, transport: open.transport, signer: None, redactor, clock: open.clock };
    let dance = Dance {
        api,
        consumer: options.consumer,
        chance: open.chance,
        base_url: options.base_url,
        page: options.page,
    };
    let granted = dance.ask("request_token", None, vec![("oauth_callback", listener.callback())]).await?;
    let consent =
        dance.api.url(&["v2", "oauth", "authorize"], &[("oauth_token", granted.token.expose_secret())])?;
    let work = Box::pin(async move { dance.finish(listener, granted).await });
    Ok(SignIn::new(consent, options.patience, work))
}

impl Dance {
    /// Waits for the browser, and trades what it brings.
    async fn finish(self, listener: Listener, asked: Granted) -> Result<SignedIn> {
        let visit = listener.visit().await?;
        let outcome = self.trade(&visit.query, asked).await;
        visit.answer(&self.page.html(outcome.is_ok())).await;
        outcome
    }

    async fn trade(&self, query: &BTreeMap<String, String>, asked: Granted) -> Result<SignedIn> {
        if query.is_empty() {
            return Err(Error::new(ErrorKind::SignInCancelled, "the browser came back without a consent"));
        }
        if query.get("oauth_token").map(String::as_str) != Some(asked.token.expose_secret()) {
            let detail = "the browser came back with the answer to another sign-in";
            return Err(Error::new(ErrorKind::SignInMismatch, detail));
        }
        let Some(verifier) = query.get("oauth_verifier").filter(|verifier| !verifier.is_empty()) else {
            return Err(Error::new(ErrorKind::SignInCancelled, "the browser came back without a consent"));
        };
        self.api.redactor.learn(verifier);
        let verifier = vec![("oauth_verifier", verifier.clone())];
        let granted = self.ask("access_token", Some((asked.token, asked.secret)), verifier).await?;
        let credential = Credential::OAuth1 {
            consumer_key: self.consumer.key.clone(),
            consumer_secret: self.consumer.secret.clone(),
            token: granted.token,
            secret: granted.secret,
            method: Method::HmacSha512,
            shared: false,
        };
        Ok(SignedIn {
            credential: credential.store()?,
            base_url: self.base_url.clone(),
            expires_at: granted.expires_at,
        })
    }

    /// One step: parameters travel in a form, as documented; the answer is a form too.
    async fn ask(
        &self,
        step: &str,
        token: Option<(Secret, Secret)>,
        more: Vec<(&'static str, String)>,
    ) -> Result<Granted> {
        let signer = OAuth1 {
            consumer_key: self.consumer.key.clone(),
            consumer_secret: self.consumer.secret.clone(),
            token,
            more,
            method: Method::HmacSha512,
            clock: Arc::clone(&self.api.clock),
            chance: Arc::clone(&self.chance),
        };
        let url = self.api.url(&["v2", "oauth", step], &[])?;
        let mut request = Request::effect(Verb::Post, url, None, None);
        let pair = |(name, value): (&str, String)| format!("{name}={}", encode(&value));
        let form: Vec<_> = signer.parameters(&request)?.into_iter().map(pair).collect();
        request.body = Some(Body {
            content_type: "application/x-www-form-urlencoded",
            bytes: Bytes::from(form.join("&")),
        });
        let answer = self.api.send(&request).await?;
        let mut said: BTreeMap<String, String> = form_urlencoded::parse(&answer.body).into_owned().collect();
        let mut take = |name: &str| said.remove(name).filter(|value| !value.is_empty());
        match (take("oauth_token"), take("oauth_token_secret")) {
            (Some(token), Some(own)) => {
                self.api.redactor.learn(&token);
                self.api.redactor.learn(&own);
                let expires_at = take("expiration_date").and_then(|date| moment(&date));
                Ok(Granted { token: secret(token), secret: secret(own), expires_at })
            }
            _ => {
                let detail = "the answer names no token";
                Err(Error::new(ErrorKind::MalformedAnswer, detail).with_reference(answer.reference))
            }
        }
    }
}
