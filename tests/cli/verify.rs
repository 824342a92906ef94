//! `verify` between two real servers: equal, different, by key; neither side is written to.

use crate::cloud::{EMPTY, SHOP, Started, small};
use crate::sql;
use crate::terminal::Terminal;

async fn change(url: &str, statement: &'static str) {
    sqlx::raw_sql(statement).execute(&mut sql::connect(url).await).await.unwrap();
}

#[tokio::test]
async fn what_differs_is_named_down_to_the_row_and_what_is_equal_is_said() {
    let cloud = Started::new(&small());
    let (from, to) = (cloud.url(SHOP), cloud.url(EMPTY));
    crate::transfer::alone(from).await;
    let terminal = Terminal::new().without_passphrase();
    let secrets = cloud.secrets();
    change(from, "CREATE TABLE public.proof (id integer PRIMARY KEY, v text); INSERT INTO public.proof SELECT i, 'canary ' || i FROM generate_series(1, 500) i").await;

    let said = terminal.tell(&["verify", "--from", "-", "--to", "-"], &[from, to]);
    assert_eq!(said.code, 5, "nothing is there yet: {}\n{}", said.out, said.err);
    let said = terminal.tell(&["transfer", "--from", "-", "--to", "-"], &[from, to]);
    assert_eq!(said.code, 0, "{}\n{}", said.out, said.err);

    let said = terminal.tell(&["verify", "--from", "-", "--to", "-", "--jobs", "2"], &[from, to]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{}", said.out);
    assert!(said.out.contains("Equal: every table"), "{}", said.out);
    said.assert_silent_about(&secrets);

    change(to, "UPDATE public.proof SET v = 'canary X' WHERE id = 321; DELETE FROM public.proof WHERE id = 7; DROP INDEX IF EXISTS public.nothing").await;
    let before = (sql::content(from).await, sql::content(to).await);
    let said = terminal.tell(&["verify", "--from", "-", "--to", "-"], &[from, to]);
    assert_eq!(said.code, 5, "{}\n{}", said.out, said.err);
    assert!(said.out.contains("id = 321: other content"), "{}", said.out);
    assert!(said.out.contains("id = 7: only on the source"), "{}", said.out);
    // Keys are told, other values are not.
    said.assert_silent_about(&["canary"]);
    let said = terminal.tell(&["--lang", "fr", "verify", "--from", "-", "--to", "-"], &[from, to]);
    assert!(
        said.out.contains("id = 321\u{a0}: autre contenu") || said.out.contains("id = 321: autre contenu"),
        "{}",
        said.out
    );

    let said = terminal.tell(&["--json", "verify", "--from", "-", "--to", "-"], &[from, to]);
    assert_eq!(said.code, 5, "{}", said.err);
    let last = said.events().pop().unwrap();
    assert_eq!((last["type"].as_str(), last["exit"].as_u64()), (Some("result"), Some(5)));
    let differences = last["report"]["verification"]["differences"].as_array().unwrap();
    assert_eq!(differences.len(), 1, "{differences:?}");
    assert_eq!(differences[0]["rows"].as_array().map(Vec::len), Some(2));
    assert_eq!((sql::content(from).await, sql::content(to).await), before, "neither side is written to");

    let said = terminal.tell(&["verify", "--from", "-", "--to", "-"], &[from, from]);
    assert_eq!(said.code, 3, "a database beside itself: {}", said.err);
    assert!(said.err.contains("CHG-DBS-008"), "{}", said.err);
}

#[test]
fn a_side_that_cannot_be_reached_is_named() {
    let terminal = Terminal::new().without_passphrase();
    let nobody = "postgresql://ann@127.0.0.1:1/shop";
    let said = terminal.run(&["verify", "--from", nobody, "--to", nobody]);
    assert_eq!((said.code, said.out.as_str()), (75, ""), "{}", said.err);
    assert!(said.err.contains("source"), "{}", said.err);
}
