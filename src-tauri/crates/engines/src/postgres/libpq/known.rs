//! What an address may say, as PostgreSQL's own clients call it, and what becomes of it here.

/// What becomes of a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// It is honoured.
    Used,
    /// It is honoured, in these words.
    OneOf(&'static [&'static str]),
    /// It is for a client's convenience: whatever it says, the work is the same.
    NoEffect,
    /// These say what we do anyway; anything else asks for more than we can.
    Only(&'static [&'static str]),
    /// It asks for something that we cannot do.
    Refused,
}

/// A keyword, and the variable that says the same.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keyword {
    pub(super) name: &'static str,
    pub(super) variable: Option<&'static str>,
    pub(super) taken: Taken,
}

const fn keyword(name: &'static str, variable: &'static str, taken: Taken) -> Keyword {
    Keyword { name, variable: Some(variable), taken }
}

const fn unspoken(name: &'static str, taken: Taken) -> Keyword {
    Keyword { name, variable: None, taken }
}

/// All of them, in the order in which they are told.
pub(super) const KEYWORDS: &[Keyword] = &[
    // Read before all others, where they come from the environment.
    unspoken("service", Taken::Used),
    unspoken("servicefile", Taken::Used),
    keyword("host", "PGHOST", Taken::Used),
    keyword("port", "PGPORT", Taken::Used),
    keyword("dbname", "PGDATABASE", Taken::Used),
    keyword("user", "PGUSER", Taken::Used),
    keyword("password", "PGPASSWORD", Taken::Used),
    keyword("passfile", "PGPASSFILE", Taken::Used),
    keyword("sslmode", "PGSSLMODE", Taken::Used),
    keyword("sslrootcert", "PGSSLROOTCERT", Taken::Used),
    keyword("sslcert", "PGSSLCERT", Taken::Used),
    keyword("sslkey", "PGSSLKEY", Taken::Used),
    keyword("sslcertmode", "PGSSLCERTMODE", Taken::OneOf(&["allow", "disable"])),
    keyword("application_name", "PGAPPNAME", Taken::NoEffect),
    unspoken("fallback_application_name", Taken::NoEffect),
    keyword("connect_timeout", "PGCONNECT_TIMEOUT", Taken::NoEffect),
    keyword("client_encoding", "PGCLIENTENCODING", Taken::NoEffect),
    unspoken("keepalives", Taken::NoEffect),
    unspoken("keepalives_idle", Taken::NoEffect),
    unspoken("keepalives_interval", Taken::NoEffect),
    unspoken("keepalives_count", Taken::NoEffect),
    unspoken("tcp_user_timeout", Taken::NoEffect),
    keyword("sslcompression", "PGSSLCOMPRESSION", Taken::NoEffect),
    keyword("krbsrvname", "PGKRBSRVNAME", Taken::NoEffect),
    keyword("gsslib", "PGGSSLIB", Taken::NoEffect),
    keyword("gssencmode", "PGGSSENCMODE", Taken::Only(&["disable", "prefer"])),
    keyword("gssdelegation", "PGGSSDELEGATION", Taken::Only(&["0"])),
    keyword("channel_binding", "PGCHANNELBINDING", Taken::Only(&["disable", "prefer"])),
    keyword("sslnegotiation", "PGSSLNEGOTIATION", Taken::Only(&["postgres"])),
    keyword("sslsni", "PGSSLSNI", Taken::Only(&["1"])),
    keyword(
        "ssl_min_protocol_version",
        "PGSSLMINPROTOCOLVERSION",
        Taken::Only(&["TLSv1", "TLSv1.1", "TLSv1.2"]),
    ),
    keyword("ssl_max_protocol_version", "PGSSLMAXPROTOCOLVERSION", Taken::Only(&["TLSv1.3"])),
    keyword("target_session_attrs", "PGTARGETSESSIONATTRS", Taken::Only(&["any"])),
    keyword("load_balance_hosts", "PGLOADBALANCEHOSTS", Taken::Only(&["disable"])),
    unspoken("replication", Taken::Only(&["false", "off", "no", "0"])),
    keyword("min_protocol_version", "PGMINPROTOCOLVERSION", Taken::Only(&["3.0"])),
    keyword("max_protocol_version", "PGMAXPROTOCOLVERSION", Taken::NoEffect),
    keyword("hostaddr", "PGHOSTADDR", Taken::Refused),
    keyword("options", "PGOPTIONS", Taken::Refused),
    keyword("sslpassword", "PGSSLPASSWORD", Taken::Refused),
    keyword("sslcrl", "PGSSLCRL", Taken::Refused),
    keyword("sslcrldir", "PGSSLCRLDIR", Taken::Refused),
    keyword("sslkeylogfile", "PGSSLKEYLOGFILE", Taken::Refused),
    keyword("requirepeer", "PGREQUIREPEER", Taken::Refused),
    keyword("require_auth", "PGREQUIREAUTH", Taken::Refused),
    unspoken("scram_client_key", Taken::Refused),
    unspoken("scram_server_key", Taken::Refused),
    unspoken("oauth_issuer", Taken::Refused),
    unspoken("oauth_client_id", Taken::Refused),
    unspoken("oauth_client_secret", Taken::Refused),
    unspoken("oauth_scope", Taken::Refused),
];

/// A keyword by its name.
pub(super) fn find(name: &str) -> Option<&'static Keyword> {
    KEYWORDS.iter().find(|keyword| keyword.name == name)
}

/// What of a name may be repeated: it may be a mistyped password.
pub(super) fn shown(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(40).collect()
}
