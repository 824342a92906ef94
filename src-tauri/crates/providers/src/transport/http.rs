//! The innermost layer: one attempt over reqwest. Redirects are refused, cookies do not exist, only the account's own host
//! is spoken to, and no more than a cap is read of any answer.

use std::time::Duration;

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use domain::error::{Error, ErrorKind, Result};
use domain::secret::ExposeSecret;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, LOCATION};
use reqwest::{Certificate, Client, Proxy, redirect};
use std::sync::Arc;
use url::{Origin, Url};

use super::fault::fault;
use super::{Method, Redactor, Request, Response, Transport};
use crate::options;

/// Which proxy to go through. A loopback address is always reached directly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ProxyChoice {
    /// The one of the operating system or of the environment.
    #[default]
    System,
    /// None.
    Direct,
    /// This one, for every address including loopback.
    At(Url),
}

/// How an [`Http`] is built.
pub(super) struct HttpOptions<'a> {
    pub(super) base_url: &'a Url,
    pub(super) reference_header: &'static str,
    pub(super) connect_timeout: Duration,
    pub(super) body_cap: usize,
    pub(super) proxy: &'a ProxyChoice,
    pub(super) extra_roots: &'a [Vec<u8>],
    pub(super) redactor: Arc<Redactor>,
}

/// One attempt over the network.
pub struct Http {
    client: Client,
    origin: Origin,
    reference_header: &'static str,
    body_cap: usize,
    redactor: Arc<Redactor>,
}

impl Http {
    pub(super) fn new(options: HttpOptions<'_>) -> Result<Self> {
        options::allowed(options.base_url)?;
        let mut builder = Client::builder()
            .redirect(redirect::Policy::none())
            .referer(false)
            .connect_timeout(options.connect_timeout)
            .user_agent(concat!("Changeover/", env!("CARGO_PKG_VERSION")))
            .tcp_keepalive(Duration::from_secs(15));
        builder = match options.proxy {
            ProxyChoice::System if !options::is_loopback(options.base_url) => builder,
            ProxyChoice::System | ProxyChoice::Direct => builder.no_proxy(),
            ProxyChoice::At(url) => {
                let proxy = Proxy::all(url.clone())
                    .map_err(|_| Error::new(ErrorKind::InvalidInput, "the proxy's address is not usable"))?;
                builder.proxy(proxy)
            }
        };
        let mut roots = Vec::new();
        for pem in options.extra_roots {
            let parsed = Certificate::from_pem_bundle(pem)
                .map_err(|_| Error::new(ErrorKind::FileUnreadable, "a certificate is not in PEM form"))?;
            roots.extend(parsed);
        }
        if !roots.is_empty() {
            builder = builder.tls_certs_merge(roots);
        }
        let client = builder.build().map_err(|error| fault(error, &options.redactor))?;
        Ok(Self {
            client,
            origin: options.base_url.origin(),
            reference_header: options.reference_header,
            body_cap: options.body_cap,
            redactor: options.redactor,
        })
    }

    /// The door's one rule: scheme, host and port are the account's own.
    fn admit(&self, url: &Url) -> Result<()> {
        if url.origin() == self.origin && url.username().is_empty() && url.password().is_none() {
            return Ok(());
        }
        let host = url.host_str().unwrap_or("an address without host");
        Err(Error::new(ErrorKind::HostNotAllowed, format!("{host} is not the host of this account")))
    }

    async fn read(&self, mut answer: reqwest::Response, reference: &Option<String>) -> Result<Bytes> {
        let too_large = || {
            Error::new(
                ErrorKind::AnswerTooLarge,
                format!("the answer is longer than {} bytes", self.body_cap),
            )
            .with_reference(reference.clone())
        };
        let announced = answer.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
        if announced > self.body_cap {
            return Err(too_large());
        }
        let mut body = BytesMut::with_capacity(announced.min(64 * 1024));
        loop {
            match answer.chunk().await {
                Ok(Some(chunk)) if body.len() + chunk.len() > self.body_cap => return Err(too_large()),
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => return Ok(body.freeze()),
                Err(error) => return Err(fault(error, &self.redactor).with_reference(reference.clone())),
            }
        }
    }
}

#[async_trait]
impl Transport for Http {
    async fn send(&self, request: &Request) -> Result<Response> {
        self.admit(&request.url)?;
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        for (name, value) in request.headers {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        if let Some(signer) = &request.signer {
            let value = signer.authorization(request)?;
            let mut value = HeaderValue::from_str(value.expose_secret()).map_err(|_| {
                Error::new(ErrorKind::CredentialMalformed, "the credential cannot stand in a header")
            })?;
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        let mut outgoing = self.client.request(method, request.url.clone());
        if let Some(body) = &request.body {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(body.content_type));
            outgoing = outgoing.body(body.bytes.clone());
        }
        let answer = outgoing.headers(headers).send().await.map_err(|error| fault(error, &self.redactor))?;

        let status = answer.status().as_u16();
        let headers = answer.headers().clone();
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let reference = text(self.reference_header).map(|value| self.redactor.line(value));
        if (300..400).contains(&status) {
            let to = text(LOCATION.as_str()).and_then(|to| request.url.join(to).ok());
            let to = to.and_then(|to| to.host_str().map(str::to_owned));
            let to = to.unwrap_or_else(|| "an unnamed place".into());
            let detail = self.redactor.line(&format!("status {status} sends us to {to}"));
            return Err(Error::new(ErrorKind::Redirected, detail).with_reference(reference));
        }
        if status == 407 {
            return Err(Error::new(ErrorKind::ProxyRefused, "the proxy asks for credentials"));
        }
        let body = self.read(answer, &reference).await?;
        Ok(Response { status, headers, body, reference })
    }
}
