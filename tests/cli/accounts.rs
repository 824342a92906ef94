//! Accounts and databases: added, listed, looked at, removed; in words and as JSON.

use insta::{assert_snapshot, with_settings};

use crate::cloud::{SHOP, Started, small};
use crate::terminal::{PASSPHRASE, Terminal};

#[tokio::test]
async fn accounts_come_and_go_and_their_databases_are_shown() {
    let cloud = Started::new(&small());
    let terminal = Terminal::new();
    cloud.sign_in(&terminal);

    let list = terminal.json(&["accounts", "list"]);
    assert_eq!(list.as_array().unwrap().len(), 1);
    assert_eq!(list[0]["account"]["name"], "Practice");
    let id = list[0]["account"]["id"].as_str().unwrap();
    // By name and by id.
    let tested = terminal.run(&["accounts", "test", "Practice"]);
    assert_eq!(tested.out, "Account Practice works: camille.morel@practice.example.\n");
    assert_eq!(terminal.json(&["accounts", "test", id])["account"]["id"], id);

    let databases = terminal.run(&["databases", "list"]);
    let french = terminal.run(&["--lang", "fr", "databases", "list"]);
    let shown = terminal.run(&["databases", "show", SHOP]);
    let checked = terminal.run(&["check", SHOP, "--to-version", "17"]);
    assert_eq!([databases.code, french.code, shown.code, checked.code], [0; 4]);
    with_settings!({ filters => vec![
        (r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>"),
        (r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "YYYY-MM-DD HH:MM:SS"),
        (r"\d{4}-\d\d-\d\d", "YYYY-MM-DD"),
        (r"\d\d/\d\d/\d{4}", "JJ/MM/AAAA"),
        (r"plan \([\d.]+.GB\)", "plan (<disk>)"),
        (r"data \([\d.]+.MB\)", "data (<size>)"),
        (r"server version \d+\.\d+", "server version <minor>"),
        (r"127(\.\d+){3}", "<host>"),
        (r"(PORT +|<host>:)\d+", "$1<port>"),
        (r"\b[bu][0-9a-f]{19}\b", "<name>"),
    ]}, {
        assert_snapshot!(databases.out, @r"
            NAME             ENGINE      VERSION  SUPPORT           PLAN            ZONE  ACCOUNT   ID
            try-out          PostgreSQL  18       until YYYY-MM-DD  DEV             par   Practice  addon_<id>
            shop-production  PostgreSQL  14       ended YYYY-MM-DD  XS Small Space  par   Practice  addon_<id>
            newsletter       MySQL       8.0                        XS Small Space  par   Practice  addon_<id>
            sessions         Redis       7.2.4                      S               par   Practice  addon_<id>
        ");
        assert_snapshot!(french.out, @r"
            NOM              MOTEUR      VERSION  SUIVI                PLAN            ZONE  COMPTE    IDENTIFIANT
            try-out          PostgreSQL  18       jusqu’au JJ/MM/AAAA  DEV             par   Practice  addon_<id>
            shop-production  PostgreSQL  14       finie le JJ/MM/AAAA  XS Small Space  par   Practice  addon_<id>
            newsletter       MySQL       8.0                           XS Small Space  par   Practice  addon_<id>
            sessions         Redis       7.2.4                         S               par   Practice  addon_<id>
        ");
        assert_snapshot!(shown.out.trim(), @r"
            shop-production
              Id                           addon_<id>
              Organisation                 Atelier Nord
              Engine                       PostgreSQL 14  ended YYYY-MM-DD
              Plan                         XS Small Space
              Zone                         par
              Host                         <host>:<port>
              Database                     <name>
              User                         <name>
              Marked as                    Not marked
              Newest backup                YYYY-MM-DD HH:MM:SS
              Read-only users              reporting

            Variables
            VARIABLE                      VALUE
            POSTGRESQL_ADDON_HOST         <host>
            POSTGRESQL_ADDON_PORT         <port>
            POSTGRESQL_ADDON_DB           <name>
            POSTGRESQL_ADDON_USER         <name>
            POSTGRESQL_ADDON_PASSWORD     (hidden)
            POSTGRESQL_ADDON_URI          (hidden)
            POSTGRESQL_ADDON_DIRECT_HOST  <host>
            POSTGRESQL_ADDON_DIRECT_PORT  <port>
        ");
        assert_snapshot!(checked.out, @r"
            ok         From version 14 to 17: an upgrade.
            info       Version 14 has not been supported by its makers since YYYY-MM-DD: a good reason to upgrade.
            ok         No other migration of this database is under way.
            ok         The role ADMIN in Atelier Nord allows a migration.
            ok         The provider migrates to the plan XS Small Space.
            ok         The plan XS Small Space is served in the zone par.
                         par
                         grahds
                         rbx
                         wsw
                         mtl
            ok         The chosen plan has a server of its own.
            ok         The data (<size>) fits on the disk of the chosen plan (<disk>) with room to work.
            ok         The database answers this computer (server version <minor>). Both sides can be compared row by row.
            ok         Its extension exists in version 17 too.
                         plpgsql
            info       This server is not a replica. Whether replicas of it exist elsewhere cannot be seen from here.
            ok         The newest backup is recent: made 7 h ago. It is the restore point of this migration.
            info       3 linked applications restart by themselves with the new address. Meant to run: 2.
                         shop-web
                         shop-worker
                         shop-archive
            warning    The address of this database is written by hand in 3 places. It changes with the migration.
                         shop-worker · DATABASE_URL
                         reporting · REPORT_HOST
                         shared-settings · REPORTING_USER
                       -> Note these places. After the migration, put the new values there, or better the database’s own variables.
            warning    Direct addresses are set. They do not survive the migration.
                         POSTGRESQL_ADDON_DIRECT_HOST
                         POSTGRESQL_ADDON_DIRECT_PORT
                       -> Know what uses them. Generate them again at the provider afterwards and put them where they are used.
            info       One read-only user is carried over.
                         reporting

            2 points ask for your yes.
        ");
    });
    let found = terminal.json(&["databases", "list", "--account", "Practice"]);
    let names =
        found[0]["databases"].as_array().unwrap().iter().map(|one| one["summary"]["name"].as_str().unwrap());
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    assert_eq!(names, ["newsletter", "sessions", SHOP, "try-out"]);
    let page = terminal.json(&["databases", "show", SHOP]);
    assert_eq!(page["database"]["summary"]["version"], "14");
    let findings = terminal.json(&["check", SHOP, "--to-version", "17", "--plan", "xs_sml", "--zone", "par"]);
    assert!(findings["findings"].as_array().unwrap().len() > 8);

    // Downwards is not on offer: said, and nothing changed.
    let down = terminal.run(&["check", SHOP, "--to-version", "13"]);
    assert_eq!(down.code, 3, "{}{}", down.out, down.err);
    let down = terminal.run(&["migrate", SHOP, "--to-version", "13", "--confirm", SHOP]);
    assert_eq!(down.code, 3, "{}", down.err);
    assert_eq!(cloud.migrations().await, 0);

    terminal.assert_kept(&[cloud.secrets(), vec![PASSPHRASE]].concat());
    assert_eq!(terminal.run(&["accounts", "remove", id]).code, 0);
    assert_eq!(terminal.json(&["accounts", "list"]), serde_json::json!([]));
    assert_eq!(
        terminal.run(&["databases", "list"]).out,
        "No account yet. Add one: changeover accounts add\n"
    );
}
