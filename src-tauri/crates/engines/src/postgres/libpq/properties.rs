//! Whatever names, passwords and files hold: what is written is read back, who comes first wins, nothing of a secret is told.

use std::path::PathBuf;

use domain::address::ValueSource;
use domain::database::Endpoint;
use domain::secret::{ExposeSecret, secret};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::complete;
use super::tests::{Machine, read, value};

/// The parts that make an endpoint, as they are meant.
#[derive(Clone, Debug)]
struct Meant {
    host: String,
    port: u16,
    database: String,
    user: String,
    password: String,
}

/// Text as people choose it, and worse.
fn text() -> impl Strategy<Value = String> {
    let nasty = select(vec![
        "'",
        "\\",
        " ",
        ":",
        "@",
        "/",
        "?",
        "#",
        "&",
        "=",
        "%",
        "%41",
        "*",
        "\t",
        "[",
        "]",
        ";",
        "$",
        "\"",
        "ü",
        "п",
        "🦀",
        "sslmode=disable",
        "+",
    ]);
    vec(prop_oneof![3 => "[a-z0-9]{1,4}", 2 => nasty.prop_map(str::to_owned)], 1..6)
        .prop_map(|all| all.concat())
}

fn meant() -> impl Strategy<Value = Meant> {
    let host = prop_oneof!["[a-z][a-z0-9.-]{0,12}", Just("::1".to_owned()), Just("10.0.0.7".to_owned())];
    (host, 1..=u16::MAX, text(), text(), text()).prop_map(|(host, port, database, user, password)| Meant {
        host,
        port,
        database,
        user,
        password,
    })
}

/// Percent-encoded: what must be, and whatever else `more` picks.
fn encoded(text: &str, more: u8) -> String {
    let mut out = String::new();
    for (at, byte) in text.bytes().enumerate() {
        if byte.is_ascii_alphanumeric() && !(at + usize::from(more)).is_multiple_of(3) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02x}"));
        }
    }
    out
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

/// Without quotes, each sign that could end a value after a backslash.
fn escaped(text: &str) -> String {
    text.chars().flat_map(|c| if c.is_alphanumeric() { vec![c] } else { vec!['\\', c] }).collect()
}

fn is(end: &Endpoint, meant: &Meant) -> bool {
    let Meant { host, port, database, user, password } = meant;
    (&end.host, end.port, &end.database, &end.user, end.password.expose_secret())
        == (host, *port, database, user, password.as_str())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn an_address_is_read_back_however_it_is_written(meant in meant(), more: u8) {
        let e = |text: &str| encoded(text, more);
        let host = if meant.host.contains(':') { format!("[{}]", meant.host) } else { e(&meant.host) };
        let (port, user, password, database) = (meant.port, e(&meant.user), e(&meant.password), e(&meant.database));
        let bare = Machine::default();
        for typed in [
            format!("postgresql://{user}:{password}@{host}:{port}/{database}"),
            format!("postgres:///{database}?user={user}&password={password}&host={}&port={port}", e(&meant.host)),
            format!("host={} port={port} dbname={} user={} password={}",
                quoted(&meant.host), quoted(&meant.database), quoted(&meant.user), quoted(&meant.password)),
            format!("  password = {}\tuser={} dbname={} port={port} host={} ",
                escaped(&meant.password), escaped(&meant.user), escaped(&meant.database), escaped(&meant.host)),
        ] {
            let end = read(&typed, &bare).map(|address| address.endpoint);
            prop_assert!(end.as_ref().is_ok_and(|end| is(end, &meant)), "{typed}: {:?}", end.err());
        }
        let beside = complete(&format!("postgresql://{user}@{host}:{port}/{database}"), &secret(meant.password.clone()), &bare);
        prop_assert!(beside.is_ok_and(|address| is(&address.endpoint, &meant)));
    }

    #[test]
    fn a_password_file_and_a_service_give_back_what_was_written_into_them(meant in meant()) {
        let field = |text: &str| text.replace('\\', "\\\\").replace(':', "\\:");
        let line = format!("{}:{}:{}:{}:{}", field(&meant.host), meant.port, field(&meant.database), field(&meant.user), field(&meant.password));
        prop_assume!(!line.starts_with('#'));
        let machine = Machine::default().with("HOME", "/h").file("/h/.pgpass", &format!("*:1:x:nobody:no\n{line}\n*:*:*:*:last\n"));
        let typed = format!("host={} port={} dbname={} user={}",
            quoted(&meant.host), meant.port, quoted(&meant.database), quoted(&meant.user));
        // A lone star is for anything, so it cannot be meant as a name.
        prop_assume!(cfg!(unix) && ![&meant.database, &meant.user].contains(&&"*".to_owned()));
        let address = read(&typed, &machine).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert!(is(&address.endpoint, &meant), "{}", address.endpoint.password.expose_secret());
        prop_assert_eq!(&value(&address, "password").unwrap().source, &ValueSource::PasswordFile { file: PathBuf::from("/h/.pgpass") });

        // A file of services cannot hold blanks at the end of a value.
        prop_assume!([&meant.database, &meant.user, &meant.password].iter().all(|text| text.trim_end() == **text));
        let lines = format!("[s]\nhost={}\nport={}\ndbname={}\nuser={}\npassword={}\n", meant.host, meant.port, meant.database, meant.user, meant.password);
        let machine = Machine::default().with("HOME", "/h").file("/h/.pg_service.conf", &lines);
        let end = read("service=s", &machine).map(|address| address.endpoint);
        prop_assert!(end.as_ref().is_ok_and(|end| is(end, &meant)), "{lines}: {:?}", end.err());
    }

    #[test]
    fn who_comes_first_wins_and_is_named(said in vec(any::<[bool; 3]>(), 4)) {
        let names = [("host", "PGHOST"), ("port", "PGPORT"), ("dbname", "PGDATABASE"), ("user", "PGUSER")];
        let of = |layer: &str, name: &str| match (layer, name) {
            ("a", "port") => "1001".to_owned(),
            ("s", "port") => "1002".to_owned(),
            (_, "port") => "1003".to_owned(),
            _ => format!("{layer}-{name}"),
        };
        let (mut typed, mut service, mut machine) = ("service=s".to_owned(), "[s]\n".to_owned(), Machine::default());
        for ((name, variable), layers) in names.iter().zip(&said) {
            if layers[0] { typed.push_str(&format!(" {name}={}", of("a", name))); }
            if layers[1] { service.push_str(&format!("{name}={}\n", of("s", name))); }
            if layers[2] { machine = machine.with(variable, &of("e", name)); }
        }
        let machine = machine.with("PGSERVICEFILE", "/s").file("/s", &service);
        let whole = [0, 3].iter().all(|at| said[*at].contains(&true));
        let read = read(&typed, &machine);
        prop_assert_eq!(read.is_ok(), whole);
        let Ok(address) = read else { return Ok(()) };
        for ((name, variable), layers) in names.iter().zip(&said) {
            let value = value(&address, name).unwrap();
            let (wanted, source) = match layers {
                [true, ..] => (of("a", name), ValueSource::Address),
                [_, true, _] => (of("s", name), ValueSource::Service { file: "/s".into() }),
                [.., true] => (of("e", name), ValueSource::Variable { name: (*variable).to_owned() }),
                _ if *name == "port" => ("5432".to_owned(), ValueSource::Default),
                _ => (address.endpoint.user.clone(), ValueSource::Default),
            };
            prop_assert_eq!((value.value.as_ref(), &value.source), (Some(&wanted), &source), "{}", name);
        }
    }

    #[test]
    fn nothing_that_is_typed_breaks_the_reader_or_comes_back_in_an_error(
        front in "\\PC{0,12}", scheme in select(vec!["", "postgres://", "postgresql://", "service=", "host="]), back in "[ -~]{0,24}",
    ) {
        let canary = "Zc4n4ryZ";
        for typed in [
            format!("{scheme}{front}:{canary}@{back}"),
            format!("{scheme}u:{canary}{back}"),
            format!("{scheme}{front} password={canary}{back}"),
            format!("{scheme}{front}?password={canary}&{back}"),
        ] {
            match read(&typed, &Machine::default()) {
                // Of a password that is pasted where a name belongs, nothing can be known; of one in its place, nothing is told.
                Ok(address) if address.endpoint.password.expose_secret().contains(canary) => {
                    let told = format!("{:?}", address.values);
                    let elsewhere = front.contains(canary) || back.contains(canary);
                    prop_assert!(elsewhere || !told.contains(canary), "{typed}: {told}");
                }
                Ok(_) => {}
                Err(error) => {
                    let told = error.to_string();
                    prop_assert!(!told.contains(canary) || told.contains("the parameter"), "{typed}: {told}");
                }
            }
        }
    }
}
