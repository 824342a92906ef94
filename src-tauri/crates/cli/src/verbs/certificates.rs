//! `certificates list|forget`: database servers that are remembered by what they showed when they were first met.

use domain::ErrorKind;
use domain::certificate::RememberedCertificate;
use serde_json::json;

use super::Ended;
use crate::args::Certificates;
use crate::exit::{Exit, local};
use crate::opened::{Opened, understood};
use crate::output::Out;

pub(super) async fn run(opened: &Opened, verb: &Certificates, out: &Out) -> Ended {
    match verb {
        Certificates::List => list(opened, out).await,
        Certificates::Forget { server } => forget(opened, server, out).await,
    }
}

async fn list(opened: &Opened, out: &Out) -> Ended {
    let value = opened.value("certificates_list", json!({})).await?;
    out.json(&value);
    let all: Vec<RememberedCertificate> = understood(value)?;
    if all.is_empty() {
        out.say("cli-certificates-none", &[]);
        return Ok(Exit::Done);
    }
    let row = |one: &RememberedCertificate| {
        let how = if one.verified { "cli-certificates-vouched" } else { "cli-certificates-pinned" };
        let server = if one.host.contains(':') {
            format!("[{}]:{}", one.host, one.port)
        } else {
            format!("{}:{}", one.host, one.port)
        };
        vec![server, out.moment(one.since), out.words().text(how, &[]), one.print.to_string()]
    };
    let heads = ["cli-head-server", "cli-head-since", "cli-head-accepted", "cli-head-certificate"];
    out.table(&heads, &all.iter().map(row).collect::<Vec<_>>());
    Ok(Exit::Done)
}

async fn forget(opened: &Opened, server: &str, out: &Out) -> Ended {
    let Some((host, port)) = parts(server) else {
        return Err(local(ErrorKind::InvalidInput, "certificates", "not a host, or a host and a port"));
    };
    let value = opened.value("certificate_forget", json!({ "host": host, "port": port })).await?;
    out.json(&value);
    out.say("cli-certificates-forgotten", &[("server", server)]);
    Ok(Exit::Done)
}

/// `host`, `host:port`, `[::1]:port`; an address of version 6 alone may stand without brackets.
fn parts(server: &str) -> Option<(&str, Option<u16>)> {
    if let Some(inner) = server.strip_prefix('[') {
        let (host, rest) = inner.split_once(']')?;
        return match rest.strip_prefix(':') {
            Some(port) => Some((host, Some(port.parse().ok()?))),
            None => rest.is_empty().then_some((host, None)),
        };
    }
    match server.split_once(':') {
        Some((_, rest)) if rest.contains(':') => Some((server, None)),
        Some((host, port)) if !host.is_empty() => Some((host, Some(port.parse().ok()?))),
        Some(_) => None,
        None => (!server.is_empty()).then_some((server, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_said_in_the_usual_forms() {
        assert_eq!(parts("db.example"), Some(("db.example", None)));
        assert_eq!(parts("db.example:5433"), Some(("db.example", Some(5433))));
        assert_eq!(parts("[::1]:5433"), Some(("::1", Some(5433))));
        assert_eq!(parts("[::1]"), Some(("::1", None)));
        assert_eq!(parts("::1"), Some(("::1", None)));
        for wrong in ["", ":5432", "db.example:", "db.example:x", "[::1", "[::1]5432", "db.example:70000"] {
            assert_eq!(parts(wrong), None, "{wrong}");
        }
    }
}
