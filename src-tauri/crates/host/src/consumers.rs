//! OAuth consumers. A consumer in a program that people install is no secret, yet it is the shipper's to register: it comes
//! from the environment, or was put in when the release was built. Without one, that way of signing in is not offered.

use app::Consumer;

/// Our own, for the sign-in by the browser.
pub(crate) fn own() -> Option<Consumer> {
    let built = option_env!("CHANGEOVER_CONSUMER_KEY").zip(option_env!("CHANGEOVER_CONSUMER_SECRET"));
    read("CHANGEOVER_CONSUMER_KEY", "CHANGEOVER_CONSUMER_SECRET", built)
}

/// The one that tokens of the provider's own client belong to. Its own variables are honoured, as that client does.
pub(crate) fn of_profiles() -> Option<Consumer> {
    let built = option_env!("CHANGEOVER_PROFILE_KEY").zip(option_env!("CHANGEOVER_PROFILE_SECRET"));
    read("OAUTH_CONSUMER_KEY", "OAUTH_CONSUMER_SECRET", built)
}

fn read(key: &str, secret: &str, built: Option<(&str, &str)>) -> Option<Consumer> {
    let named = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let here = named(key).zip(named(secret));
    let (key, secret) = here.or_else(|| built.map(|(key, secret)| (key.to_owned(), secret.to_owned())))?;
    Some(Consumer { key, secret: domain::secret::secret(secret) })
}
