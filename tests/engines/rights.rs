//! Who owns what and who may do what, on both sides.

use anyhow::{Context, Result};
use domain::engine::Reason;
use support::postgres::{assert_same, carry, empty, run, server, text};

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
