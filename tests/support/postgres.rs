//! Real PostgreSQL servers for tests, plain SQL against them, and what both sides of a transfer must agree on.
//!
//! The questions here are written on their own: they share no code with the engine that they judge.

use std::sync::{Arc, Mutex, PoisonError};

use domain::Result;
use domain::database::Endpoint;
use domain::engine::{MemoryLedger, Printing, TransferEvent, TransferReport};
use domain::time::{Clock, Timestamp};
use practice::seed;
use practice::servers::{self, Cluster};
use sqlx::postgres::{PgConnectOptions, PgConnection, PgDatabaseError, PgSslMode};
use sqlx::{AssertSqlSafe, ConnectOptions, Row};

pub use practice::servers::ClusterOptions;

/// The machine's clock.
pub struct Wall;

impl Clock for Wall {
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since.as_millis()).unwrap_or_default())
    }
}

/// A fresh server of a major.
pub async fn server(major: u16) -> Cluster {
    servers::start(major).await.unwrap()
}

/// Loads a sample into a new database whose owner is no superuser.
pub async fn seeded(cluster: &Cluster, sample: &str) -> Endpoint {
    let endpoint = cluster.create_database(sample).await.unwrap();
    let seed = seed::first_available(&[sample.to_owned()], std::path::Path::new(".")).unwrap();
    seed::load(&seed, &endpoint).await.unwrap();
    endpoint
}

/// An empty database, as its administrator: a superuser.
pub async fn empty(cluster: &Cluster, name: &str) -> Endpoint {
    cluster.create_database(name).await.unwrap();
    cluster.admin(name)
}

/// A plain connection.
pub async fn connect(endpoint: &Endpoint) -> PgConnection {
    try_connect(endpoint).await.unwrap()
}

/// A plain connection, where there is one to be had.
pub async fn try_connect(endpoint: &Endpoint) -> sqlx::Result<PgConnection> {
    use domain::secret::ExposeSecret;
    let tls =
        if endpoint.tls == domain::database::Tls::Disable { PgSslMode::Disable } else { PgSslMode::Require };
    PgConnectOptions::new_without_pgpass()
        .host(&endpoint.host)
        .port(endpoint.port)
        .username(&endpoint.user)
        .password(endpoint.password.expose_secret())
        .database(&endpoint.database)
        .ssl_mode(tls)
        // A pooler passes it on to nobody.
        .extra_float_digits(None)
        .connect()
        .await
}

/// Runs statements.
pub async fn run(endpoint: &Endpoint, sql: &str) {
    let mut connection = connect(endpoint).await;
    if let Err(error) = sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await {
        let near =
            error.as_database_error().and_then(|e| e.try_downcast_ref::<PgDatabaseError>()?.position());
        panic!("{error} {near:?}\n{}", sql.chars().take(300).collect::<String>());
    }
}

/// The first column of all rows, as text.
pub async fn texts(endpoint: &Endpoint, sql: &str) -> Vec<String> {
    texts_of(&mut connect(endpoint).await, sql).await
}

/// The same in a session that is open.
pub async fn texts_of(connection: &mut PgConnection, sql: &str) -> Vec<String> {
    let rows = sqlx::raw_sql(AssertSqlSafe(sql)).fetch_all(connection).await;
    let rows = rows.unwrap_or_else(|error| panic!("{error}\n{sql}"));
    rows.iter().map(|row| row.try_get::<Option<String>, _>(0).unwrap().unwrap_or_default()).collect()
}

/// The first column of the first row, as text.
pub async fn text(endpoint: &Endpoint, sql: &str) -> String {
    texts(endpoint, sql).await.into_iter().next().unwrap_or_default()
}

/// A print in the form that the server itself likes best.
pub fn printing(jobs: usize) -> Printing {
    Printing { jobs, form: None }
}

/// Carries everything across and keeps what was told meanwhile.
pub async fn carry(
    from: &Endpoint,
    to: &Endpoint,
    options: transfer::Options,
) -> (Result<TransferReport>, Vec<TransferEvent>) {
    let events = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&events);
    let sink: transfer::Sink =
        Arc::new(move |event| heard.lock().unwrap_or_else(PoisonError::into_inner).push(event));
    let done = transfer::between(
        &*engines::postgres::engine(),
        from,
        to,
        Arc::new(MemoryLedger::default()),
        Arc::new(Wall),
        options,
        sink,
        tokio_util::sync::CancellationToken::new(),
    )
    .await;
    let events = events.lock().unwrap_or_else(PoisonError::into_inner).clone();
    (done, events)
}

const USER: &str = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

/// Rows of all tables: name, count, and a hash over the rows in order, one line each.
async fn content(session: &mut PgConnection) -> Vec<String> {
    let list = format!(
        "SELECT format('%I.%I', n.nspname, c.relname)::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind = 'r' AND {USER} ORDER BY 1"
    );
    let mut lines = Vec::new();
    for table in texts_of(session, &list).await {
        let sql = format!(
            "SELECT count(*)::text || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE \"C\")), '-') FROM ONLY {table} t"
        );
        lines.push(format!("{table}: {}", texts_of(session, &sql).await.join("")));
    }
    lines
}

/// What views show: name, count, hash. Their definitions are printed differently by majors; what they show is not.
async fn views(session: &mut PgConnection) -> Vec<String> {
    let list = format!(
        "SELECT format('%I.%I', n.nspname, c.relname)::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('v', 'm') AND c.relispopulated AND {USER} ORDER BY 1"
    );
    let mut lines = Vec::new();
    for view in texts_of(session, &list).await {
        let sql = format!(
            "SELECT count(*)::text || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE \"C\")), '-') FROM {view} t"
        );
        lines.push(format!("{view}: {}", texts_of(session, &sql).await.join("")));
    }
    lines
}

/// Objects as the server itself describes them, one line each.
async fn objects(session: &mut PgConnection) -> Vec<String> {
    let mut lines = Vec::new();
    for (kind, sql) in OBJECTS {
        let sql = sql.replace("{user}", USER);
        for line in texts_of(session, &sql).await {
            lines.push(format!("{kind}: {line}"));
        }
    }
    lines.sort();
    lines
}

const OBJECTS: &[(&str, &str)] = &[
    ("relation", "SELECT format('%s %I.%I %s %s %s %s', c.relkind, n.nspname, c.relname, c.relpersistence, c.reloptions, c.relrowsecurity, c.relispopulated)::text
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {user} AND c.relkind <> 't'"),
    ("column", "SELECT format('%I.%I.%I %s %s %s %s %s', n.nspname, c.relname, a.attname, a.attnotnull,
         format_type(a.atttypid, a.atttypmod), pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated)::text
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
       WHERE {user} AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r','p','v','m','f','c')"),
    ("constraint", "SELECT format('%I.%s %I %s %s', n.nspname, coalesce(c.relname, t.typname), k.conname, pg_get_constraintdef(k.oid), k.convalidated)::text
       FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace LEFT JOIN pg_class c ON c.oid = k.conrelid
       LEFT JOIN pg_type t ON t.oid = k.contypid WHERE {user} AND k.contype <> 'n'
       -- Partitions' shares of a foreign key are the server's, and named otherwise from 18 on.
       AND NOT (k.contype = 'f' AND k.conparentid <> 0)"),
    ("index", "SELECT pg_get_indexdef(i.indexrelid) || ' ' || i.indisvalid::text || i.indisclustered::text || i.indisreplident::text
       FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {user}"),
    // Partitions' shares of a trigger count as internal before 15; what does the work of a constraint is named by the server.
    ("trigger", "SELECT replace(pg_get_triggerdef(t.oid), 'EXECUTE PROCEDURE', 'EXECUTE FUNCTION') || t.tgenabled::text FROM pg_trigger t
       JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {user} AND t.tgname !~ '^(RI|Unique)_'"),
    ("rule", "SELECT format('%I.%I.%I %s', n.nspname, c.relname, r.rulename, r.ev_enabled)::text FROM pg_rewrite r
       JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {user}"),
    // What belongs to an extension is of the extension's version.
    ("routine", "SELECT format('%I.%I(%s) %s %s', n.nspname, p.proname, pg_get_function_arguments(p.oid), p.prokind,
         CASE WHEN p.prokind = 'a' THEN '' ELSE md5(pg_get_functiondef(p.oid)) END)::text
       FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE {user}
       AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')"),
    ("type", "SELECT format('%I.%I %s %s %s %s', n.nspname, t.typname, t.typtype, format_type(t.typbasetype, t.typtypmod), t.typdefault,
         (SELECT string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid))::text
       FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE {user}"),
    ("policy", "SELECT format('%I.%I %I %s %s %s', n.nspname, c.relname, p.polname, p.polcmd, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))::text
       FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace"),
    ("comment", "SELECT format('%s %s %s', d.classoid::regclass, (pg_identify_object(d.classoid, d.objoid, d.objsubid)).identity, d.description)::text
       FROM pg_description d WHERE d.objoid >= 16384"),
    ("inherits", "SELECT format('%s of %s %s', i.inhrelid::regclass, i.inhparent::regclass, pg_get_expr(c.relpartbound, c.oid))::text
       FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"),
    ("sequence", "SELECT format('%I.%I %s %s %s %s %s %s %s', s.schemaname, s.sequencename, s.data_type, s.start_value, s.min_value, s.max_value,
         s.increment_by, s.cycle, s.last_value)::text FROM pg_sequences s"),
    ("extension", "SELECT format('%s in %s', e.extname, e.extnamespace::regnamespace)::text FROM pg_extension e"),
    ("statistics", "SELECT pg_get_statisticsobjdef(s.oid) FROM pg_statistic_ext s"),
];

/// Fails unless both sides hold the same, asked by plain SQL.
pub async fn assert_same(from: &Endpoint, to: &Endpoint) {
    let (mut ours, mut theirs) = (connect(from).await, connect(to).await);
    same("rows", &content(&mut ours).await, &content(&mut theirs).await);
    same("objects", &objects(&mut ours).await, &objects(&mut theirs).await);
    same("views", &views(&mut ours).await, &views(&mut theirs).await);
}

fn same(what: &str, ours: &[String], theirs: &[String]) {
    assert!(!ours.is_empty() || what == "views", "nothing to compare: {what}");
    let missing: Vec<_> = ours.iter().filter(|line| !theirs.contains(line)).collect();
    let extra: Vec<_> = theirs.iter().filter(|line| !ours.contains(line)).collect();
    assert!(
        missing.is_empty() && extra.is_empty(),
        "{what} differ\nonly on the source: {missing:#?}\nonly on the target: {extra:#?}"
    );
}
