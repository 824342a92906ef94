//! Who owns what and who may do what, on both sides.

use anyhow::{Context, Result};
use domain::engine::Reason;
use support::postgres::{assert_same, carry, empty, run, server, text, texts};

/// Rights of everybody and of named roles on `public`: those of its owner come with the place.
const ON_PUBLIC: &str = "SELECT coalesce(string_agg(DISTINCT coalesce(r.rolname, 'PUBLIC') || ' ' || a.privilege_type || ' ' || a.is_grantable, ', '), '-')
    FROM pg_namespace n CROSS JOIN aclexplode(n.nspacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
    WHERE n.nspname = 'public' AND (a.grantee = 0 OR r.rolname IN ('clerk', 'chief'))";

/// Moves a database whose `public` schema was treated with a script; gives what both sides say of it.
async fn public(from: u16, to: u16, script: &str) -> Result<(String, String)> {
    let (old, new) = tokio::join!(server(from), server(to));
    let source = empty(&old, "shop").await;
    let target = empty(&new, "shop").await;
    let roles = "CREATE ROLE clerk; CREATE ROLE chief;";
    run(&source, roles).await;
    run(&target, roles).await;
    run(&source, script).await;
    run(&source, "CREATE TABLE public.t AS SELECT 1 AS n;").await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    let report = done?;
    assert_eq!(report.verification.context("not compared")?.differences, []);
    assert_same(&source, &target).await;
    Ok((text(&source, ON_PUBLIC).await, text(&target, ON_PUBLIC).await))
}

#[tokio::test]
async fn a_public_schema_made_anew_is_no_difference() -> Result<()> {
    let (ours, theirs) = public(15, 16, "DROP SCHEMA public; CREATE SCHEMA public;").await?;
    assert_eq!((ours.as_str(), theirs.as_str()), ("-", "-"));
    Ok(())
}

#[tokio::test]
async fn chosen_rights_on_the_public_schema_arrive() -> Result<()> {
    let script = "REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA public TO clerk;
        GRANT ALL ON SCHEMA public TO chief WITH GRANT OPTION; COMMENT ON SCHEMA public IS 'ours';";
    let (ours, theirs) = public(14, 17, script).await?;
    assert_eq!(ours, "chief CREATE true, chief USAGE true, clerk USAGE false");
    assert_eq!(ours, theirs);
    Ok(())
}

#[tokio::test]
async fn the_right_to_create_in_public_is_kept_across_the_change_of_its_default() -> Result<()> {
    let (ours, theirs) = public(14, 15, "").await?;
    assert_eq!(ours, "PUBLIC CREATE false, PUBLIC USAGE false");
    assert_eq!(ours, theirs);
    Ok(())
}

#[tokio::test]
async fn a_public_schema_of_a_role_goes_to_that_role() -> Result<()> {
    let (old, new) = tokio::join!(server(16), server(18));
    let (source, target) = (empty(&old, "shop").await, empty(&new, "shop").await);
    for side in [&source, &target] {
        run(side, "CREATE ROLE chief").await;
    }
    run(&source, "ALTER SCHEMA public OWNER TO chief").await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    done?;
    let owner = "SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'public'";
    assert_eq!(text(&target, owner).await, "chief");
    Ok(())
}

#[tokio::test]
async fn an_owner_that_cannot_be_given_is_told_and_stops_nothing() -> Result<()> {
    let (old, new) = tokio::join!(server(15), server(17));
    let source = old.create_database("shop").await?;
    let target = new.create_database("shop").await?;
    for cluster in [&old, &new] {
        run(&cluster.admin("shop"), "CREATE ROLE chief").await;
    }
    run(&source, "CREATE TABLE public.t AS SELECT 1 AS n; CREATE TABLE public.mine AS SELECT 1 AS n; GRANT SELECT ON public.mine TO chief").await;
    run(&old.admin("shop"), "ALTER TABLE public.t OWNER TO chief; GRANT SELECT ON public.t TO PUBLIC").await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    let report = done?;
    assert_eq!(report.verification.context("not compared")?.differences, []);
    let told: Vec<_> = report.uncarried.iter().filter(|u| u.reason == Reason::RightMissing).collect();
    assert_eq!(
        told.iter().map(|u| (u.kind.as_str(), u.name.as_str())).collect::<Vec<_>>(),
        [("role", "chief")]
    );
    let may = "SELECT has_table_privilege('chief', 'public.mine', 'SELECT')::text";
    assert_eq!(text(&target, may).await, "true");
    Ok(())
}

#[tokio::test]
async fn a_grant_whose_giver_cannot_be_taken_is_given_by_the_owner_and_told() -> Result<()> {
    let (old, new) = tokio::join!(server(16), server(18));
    let source = old.create_database("shop").await?;
    let target = new.create_database("shop").await?;
    for cluster in [&old, &new] {
        run(&cluster.admin("shop"), "CREATE ROLE chief; CREATE ROLE clerk").await;
    }
    run(
        &source,
        "CREATE TABLE public.t AS SELECT 1 AS n; GRANT SELECT ON public.t TO chief WITH GRANT OPTION",
    )
    .await;
    run(&old.admin("shop"), "SET ROLE chief; GRANT SELECT ON public.t TO clerk").await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    let report = done?;
    let told: Vec<_> = report.uncarried.iter().filter(|u| u.reason == Reason::RightMissing).collect();
    assert_eq!(
        told.iter().map(|u| (u.kind.as_str(), u.name.as_str(), u.level)).collect::<Vec<_>>(),
        [("role", "chief", domain::finding::Level::Warning)]
    );
    assert_eq!(report.verification.context("not compared")?.differences, []);
    let may = "SELECT has_table_privilege('clerk', 'public.t', 'SELECT')::text";
    assert_eq!(text(&target, may).await, "true");
    Ok(())
}

/// Rights of all kinds of things, by name; what an owner has over his own is as usual on either major.
const EVERY_RIGHT: &str = "
    WITH things AS (
      SELECT 'relation' AS kind, c.oid::regclass::text AS name, coalesce(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's'::\"char\" ELSE 'r' END, c.relowner)) AS acl, c.relowner AS owner FROM pg_class c WHERE c.relkind IN ('r', 'v', 'm', 'f', 'S') AND c.oid >= 16384 AND c.relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_')
      UNION ALL SELECT 'column', a.attrelid::regclass || '.' || a.attname, a.attacl, c.relowner FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE (a.attrelid >= 16384 OR a.attname = 'subconninfo') AND a.attacl IS NOT NULL
      UNION ALL SELECT 'routine', p.oid::regprocedure::text, coalesce(p.proacl, acldefault('f', p.proowner)), p.proowner FROM pg_proc p WHERE p.oid >= 16384 AND p.proname <> 'pg_stat_statements_reset'
      UNION ALL SELECT 'stock routine', p.oid::regprocedure::text, p.proacl, p.proowner FROM pg_proc p WHERE p.oid IN ('pg_sleep(float8)'::regprocedure, 'pg_read_file(text)'::regprocedure)
      UNION ALL SELECT 'stock relation', c.oid::regclass::text, c.relacl, c.relowner FROM pg_class c WHERE c.relname IN ('pg_authid', 'pg_tables')
      UNION ALL SELECT 'type', t.oid::regtype::text, coalesce(t.typacl, acldefault('T', t.typowner)), t.typowner FROM pg_type t WHERE t.oid >= 16384 AND t.typtype IN ('e', 'd', 'r')
      UNION ALL SELECT 'schema', n.nspname, coalesce(n.nspacl, acldefault('n', n.nspowner)), n.nspowner FROM pg_namespace n WHERE n.oid >= 16384 AND n.nspname !~ '^pg_'
      UNION ALL SELECT 'language', l.lanname, coalesce(l.lanacl, acldefault('l', l.lanowner)), l.lanowner FROM pg_language l
      UNION ALL SELECT 'server', s.srvname, coalesce(s.srvacl, acldefault('S', s.srvowner)), s.srvowner FROM pg_foreign_server s
      UNION ALL SELECT 'wrapper', w.fdwname, coalesce(w.fdwacl, acldefault('F', w.fdwowner)), w.fdwowner FROM pg_foreign_data_wrapper w
      UNION ALL SELECT 'default ' || d.defaclobjtype::text, d.defaclrole::regrole || ' ' || coalesce(n.nspname, '-'), d.defaclacl, d.defaclrole FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
      UNION ALL SELECT 'publication', p.pubname, NULL, p.pubowner FROM pg_publication p
      UNION ALL SELECT 'event trigger', e.evtname, NULL, e.evtowner FROM pg_event_trigger e
      UNION ALL SELECT 'operator', o.oprname, NULL, o.oprowner FROM pg_operator o WHERE o.oid >= 16384
      UNION ALL SELECT 'collation', c.collname, NULL, c.collowner FROM pg_collation c WHERE c.oid >= 16384
      UNION ALL SELECT 'dictionary', d.dictname, NULL, d.dictowner FROM pg_ts_dict d WHERE d.oid >= 16384
      UNION ALL SELECT 'configuration', d.cfgname, NULL, d.cfgowner FROM pg_ts_config d WHERE d.oid >= 16384
      UNION ALL SELECT 'statistics', s.stxname, NULL, s.stxowner FROM pg_statistic_ext s)
    SELECT format('%s %s of %s: %s', kind, name, owner::regrole, (SELECT string_agg(format('%s %s %s', a.grantee::regrole, a.privilege_type, a.is_grantable), ', ' ORDER BY a.grantee::regrole::text, a.privilege_type)
      FROM aclexplode(acl) a WHERE a.privilege_type <> 'MAINTAIN')) FROM things ORDER BY 1";

#[tokio::test]
async fn rights_and_owners_of_every_kind_arrive() -> Result<()> {
    let (old, new) = tokio::join!(server(14), server(18));
    let (source, target) = (empty(&old, "rights").await, empty(&new, "rights").await);
    for side in [&source, &target] {
        run(side, "CREATE ROLE \"we\"\"ird=/, {role}\"; CREATE ROLE clerk; CREATE ROLE chief SUPERUSER; CREATE ROLE \"Ünï cödé\"").await;
    }
    let script = "
        CREATE SCHEMA s; GRANT USAGE ON SCHEMA s TO \"we\"\"ird=/, {role}\"; ALTER SCHEMA s OWNER TO chief;
        CREATE TABLE s.t (a integer, \"b c\" text); GRANT SELECT, INSERT ON s.t TO clerk WITH GRANT OPTION; GRANT UPDATE (\"b c\") ON s.t TO \"we\"\"ird=/, {role}\";
        ALTER TABLE s.t OWNER TO \"Ünï cödé\"; REVOKE DELETE ON s.t FROM \"Ünï cödé\";
        CREATE TABLE s.closed (a serial); REVOKE ALL ON s.closed FROM CURRENT_USER; GRANT USAGE ON SEQUENCE s.closed_a_seq TO clerk;
        CREATE TABLE s.numbered (a serial, i integer GENERATED ALWAYS AS IDENTITY); GRANT USAGE ON SEQUENCE s.numbered_a_seq TO \"Ünï cödé\"; ALTER TABLE s.numbered OWNER TO clerk; REVOKE UPDATE ON SEQUENCE s.numbered_a_seq FROM clerk;
        CREATE VIEW s.v AS SELECT 1 AS one; GRANT ALL ON s.v TO PUBLIC; ALTER VIEW s.v OWNER TO clerk;
        CREATE MATERIALIZED VIEW s.m AS SELECT 1 AS one; GRANT SELECT ON s.m TO clerk; ALTER MATERIALIZED VIEW s.m OWNER TO chief;
        CREATE FUNCTION s.f(integer, text DEFAULT 'x') RETURNS integer LANGUAGE sql AS 'SELECT 1'; REVOKE ALL ON FUNCTION s.f FROM PUBLIC; GRANT EXECUTE ON FUNCTION s.f TO clerk;
        ALTER FUNCTION s.f OWNER TO \"Ünï cödé\";
        CREATE PROCEDURE s.p() LANGUAGE sql AS ''; GRANT EXECUTE ON PROCEDURE s.p TO clerk; ALTER PROCEDURE s.p OWNER TO clerk;
        CREATE AGGREGATE s.agg(integer) (sfunc = int4pl, stype = integer); REVOKE ALL ON FUNCTION s.agg FROM PUBLIC; ALTER AGGREGATE s.agg(integer) OWNER TO clerk;
        CREATE TYPE s.e AS ENUM ('a'); REVOKE ALL ON TYPE s.e FROM PUBLIC; GRANT USAGE ON TYPE s.e TO clerk; ALTER TYPE s.e OWNER TO clerk;
        CREATE DOMAIN s.d AS integer; GRANT USAGE ON TYPE s.d TO clerk WITH GRANT OPTION; ALTER DOMAIN s.d OWNER TO clerk;
        CREATE TYPE s.r AS RANGE (subtype = integer); ALTER TYPE s.r OWNER TO clerk;
        CREATE FOREIGN DATA WRAPPER w; GRANT USAGE ON FOREIGN DATA WRAPPER w TO clerk; ALTER FOREIGN DATA WRAPPER w OWNER TO chief;
        CREATE SERVER far FOREIGN DATA WRAPPER w; GRANT USAGE ON FOREIGN SERVER far TO clerk; ALTER SERVER far OWNER TO clerk;
        CREATE FOREIGN TABLE s.ft (a integer) SERVER far; GRANT SELECT ON s.ft TO clerk; ALTER FOREIGN TABLE s.ft OWNER TO clerk;
        CREATE USER MAPPING FOR clerk SERVER far;
        CREATE PUBLICATION p FOR ALL TABLES; ALTER PUBLICATION p OWNER TO chief;
        CREATE FUNCTION s.ev() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE EVENT TRIGGER ev ON ddl_command_end EXECUTE FUNCTION s.ev(); ALTER EVENT TRIGGER ev OWNER TO chief;
        CREATE OPERATOR s.@@@@ (FUNCTION = int4pl, LEFTARG = integer, RIGHTARG = integer); ALTER OPERATOR s.@@@@ (integer, integer) OWNER TO clerk;
        CREATE COLLATION s.c FROM \"C\"; ALTER COLLATION s.c OWNER TO clerk;
        CREATE TEXT SEARCH DICTIONARY s.dict (TEMPLATE = pg_catalog.simple); ALTER TEXT SEARCH DICTIONARY s.dict OWNER TO clerk;
        CREATE TEXT SEARCH CONFIGURATION s.conf (COPY = pg_catalog.english); ALTER TEXT SEARCH CONFIGURATION s.conf OWNER TO clerk;
        CREATE STATISTICS s.stat ON a, \"b c\" FROM s.t; ALTER STATISTICS s.stat OWNER TO chief;
        ALTER DEFAULT PRIVILEGES FOR ROLE clerk GRANT SELECT ON TABLES TO \"Ünï cödé\"; ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
        ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT USAGE ON SEQUENCES TO clerk; ALTER DEFAULT PRIVILEGES FOR ROLE chief GRANT ALL ON SCHEMAS TO clerk; ALTER DEFAULT PRIVILEGES GRANT USAGE ON TYPES TO clerk WITH GRANT OPTION;
        CREATE EXTENSION dblink SCHEMA s; GRANT EXECUTE ON FUNCTION s.dblink_connect_u(text) TO clerk; REVOKE ALL ON FUNCTION s.dblink(text) FROM PUBLIC;
        CREATE EXTENSION pg_stat_statements SCHEMA s; REVOKE ALL ON s.pg_stat_statements FROM PUBLIC; GRANT SELECT ON s.pg_stat_statements TO clerk;
        REVOKE EXECUTE ON FUNCTION pg_catalog.pg_sleep(float8) FROM PUBLIC; GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO clerk;
        GRANT SELECT ON pg_catalog.pg_authid TO clerk; GRANT SELECT (subconninfo) ON pg_catalog.pg_subscription TO clerk WITH GRANT OPTION; REVOKE SELECT ON pg_catalog.pg_tables FROM PUBLIC;
        REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC; GRANT USAGE ON LANGUAGE sql TO clerk;";
    run(&source, script).await;
    let (done, _) = carry(&source, &target, transfer::Options::default()).await;
    let report = done?;
    assert_eq!(report.verification.context("not compared")?.differences, []);
    let serious: Vec<_> =
        report.uncarried.iter().filter(|u| u.level > domain::finding::Level::Info).collect();
    assert!(serious.is_empty(), "{serious:?}");
    let (ours, theirs) = (texts(&source, EVERY_RIGHT).await, texts(&target, EVERY_RIGHT).await);
    let missing: Vec<_> = ours.iter().filter(|line| !theirs.contains(line)).collect();
    let extra: Vec<_> = theirs.iter().filter(|line| !ours.contains(line)).collect();
    assert!(
        missing.is_empty() && extra.is_empty(),
        "only on the source: {missing:#?}\nonly on the target: {extra:#?}\ntold: {:?}",
        report.uncarried
    );
    Ok(())
}
