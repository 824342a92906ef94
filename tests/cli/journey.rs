//! The whole way: an account by its token, the database found, checked, migrated, proven by plain SQL, reported.

use insta::{assert_snapshot, with_settings};

use crate::cloud::{SHOP, Started, small};
use crate::sql;
use crate::terminal::{PASSPHRASE, Terminal};

/// What is different in every run, replaced by what it is.
const CHANGING: &[(&str, &str)] = &[
    (r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<id>"),
    (r"\b[0-9a-f]{64}\b", "<hash>"),
    (r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "YYYY-MM-DD HH:MM:SS"),
    (r"\d{4}-\d\d-\d\d", "YYYY-MM-DD"),
    (r"127(\.\d+){3}", "<host>"),
    (r"(PORT \(.*?\): |-> )\d{4,5}\b", "$1<port>"),
    (r"\b[bu][0-9a-f]{19}\b", "<name>"),
    (r"(\d+\smin\s)?\d+([.,]\d+)?\s(ms|s)\b", "<time>"),
    (r"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d", "JJ/MM/AAAA HH:MM:SS"),
    // What counts as one is the engine's own affair.
    (r"(objects|objets) \d+", "$1 <objects>"),
    (r"\d+ (entries|entrées)", "<count> $1"),
];

#[tokio::test]
async fn a_database_is_migrated_and_every_word_about_it_is_true() {
    let cloud = Started::new(&small());
    let before = sql::content(cloud.url(SHOP)).await;
    let terminal = Terminal::new();
    cloud.sign_in(&terminal);
    let secrets = [cloud.secrets(), vec![PASSPHRASE]].concat();

    // Nothing starts with another name than the database's own.
    let wrong = terminal.run(&["migrate", SHOP, "--to-version", "17", "--confirm", "shop"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (2, ""));
    assert!(wrong.err.contains("CHG-RUN-005") && wrong.err.contains("To do:"), "{}", wrong.err);
    let none = terminal.json(&["runs", "list"]);
    assert_eq!(none.as_array().map(Vec::len), Some(0));

    let said = terminal.run(&["migrate", SHOP, "--to-version", "17", "--confirm", SHOP, "--lang", "en"]);
    assert_eq!(said.code, 0, "{}\n{}", said.out, said.err);
    said.assert_silent_about(&secrets);
    assert_eq!(cloud.migrations().await, 1);
    let now = cloud.url_now().await;
    assert_eq!(sql::major(&now).await, "17");
    assert_eq!(sql::content(&now).await, before);

    let new_secret = now.split_once('@').unwrap().0.rsplit_once(':').unwrap().1;
    let runs = terminal.json(&["runs", "list"]);
    let id = runs[0]["id"].as_str().unwrap();
    assert_eq!(runs[0]["state"], "succeeded");
    let shown = terminal.run(&["runs", "show", id]);
    shown.assert_silent_about(&[new_secret]);
    // The beginning of an id is enough, and what is over is not begun again.
    let resumed = terminal.run(&["--lang", "fr", "runs", "resume", &id[..18]]);
    assert_eq!((shown.code, resumed.code), (0, 0), "{}", resumed.err);
    assert_eq!(cloud.migrations().await, 1);
    let value = terminal.json(&["runs", "show", id]);
    assert_eq!(value["run"]["verification"]["verdict"], "equal");
    terminal.assert_kept(&[secrets.as_slice(), &[new_secret]].concat());

    with_settings!({ filters => CHANGING.to_vec() }, {
        let review = said.out.split("\n\n").next().unwrap();
        assert_snapshot!(review, @r"
            shop-production: PostgreSQL 14 to 17, plan XS Small Space, zone par.
            Price per month: 15.00 EUR now, 15.00 EUR after.
            - The database is read-only during the whole migration.
            - The host name and the database name change automatically.
            - The user and the password may change.
            - Linked applications restart with the new variables.
            - Configuration that does not use the variables has to be updated by hand.
            - A direct host and port do not survive: generate them again afterwards.
            - Read-only users are carried over for PostgreSQL only.
            - If it fails, the new server is removed and the original serves again.
            - Once it has succeeded, there is no way back.
            - A lower version cannot be chosen: the support team does that.
            Accepted by --confirm:
            warning    The address of this database is written by hand in 3 places. It changes with the migration.
                         shop-worker · DATABASE_URL
                         reporting · REPORT_HOST
                         shared-settings · REPORTING_USER
                       -> Note these places. After the migration, put the new values there, or better the database’s own variables.
            warning    Direct addresses are set. They do not survive the migration.
                         POSTGRESQL_ADDON_DIRECT_HOST
                         POSTGRESQL_ADDON_DIRECT_PORT
                       -> Know what uses them. Generate them again at the provider afterwards and put them where they are used.
        ");
        assert_snapshot!(shown.out.trim(), @r"
            Migration of shop-production
              Id                           <id>
              State                        Succeeded
              Account                      Practice
              Versions                     PostgreSQL 14 to PostgreSQL 17
              Plan and zone                XS Small Space, par
              Your data                    Your data is on the new server (PostgreSQL 17).
              Started                      YYYY-MM-DD HH:MM:SS
              Duration                     <time>
              Read-only time               <time>
              Compared                     tables 10, rows 28,262, objects <objects>
              Result                       Everything compared is equal, and the source could not change meanwhile.
              Variables                    POSTGRESQL_ADDON_HOST (Changed): <host> -> <host>
                                           POSTGRESQL_ADDON_PORT (Changed): <port> -> <port>
                                           POSTGRESQL_ADDON_DB (Changed): <name> -> <name>
                                           POSTGRESQL_ADDON_USER (Changed): <name> -> <name>
                                           POSTGRESQL_ADDON_PASSWORD (Changed): (hidden) -> (hidden)
                                           POSTGRESQL_ADDON_URI (Changed): (hidden) -> (hidden)
                                           POSTGRESQL_ADDON_DIRECT_HOST (Gone): <host> -> (none)
                                           POSTGRESQL_ADDON_DIRECT_PORT (Gone): <port> -> (none)
              Applications                 shop-web: redeployed YYYY-MM-DD HH:MM:SS
                                           shop-worker: redeployed YYYY-MM-DD HH:MM:SS
                                           shop-archive: not meant to run
              To change by hand            shop-worker · DATABASE_URL
                                           reporting · REPORT_HOST
                                           shared-settings · REPORTING_USER
              Warnings accepted            The address of this database is written by hand in 3 places. It changes with the migration.
                                           Direct addresses are set. They do not survive the migration.
              Migration at the provider    migration_<id>
              Journal                      <count> entries, unaltered, <hash>
        ");
        assert_snapshot!(resumed.out.trim(), @r"
            Migration de shop-production
              Identifiant                  <id>
              État                         Réussie
              Compte                       Practice
              Versions                     PostgreSQL 14 vers PostgreSQL 17
              Plan et zone                 XS Small Space, par
              Vos données                  Vos données sont sur le nouveau serveur (PostgreSQL 17).
              Début                        JJ/MM/AAAA HH:MM:SS
              Durée                        <time>
              Temps en lecture seule       <time>
              Comparé                      tables 10, lignes 28 262, objets <objects>
              Résultat                     Tout ce qui a été comparé est identique, et la source ne pouvait pas changer pendant ce temps.
              Variables                    POSTGRESQL_ADDON_HOST (Modifiée): <host> -> <host>
                                           POSTGRESQL_ADDON_PORT (Modifiée): <port> -> <port>
                                           POSTGRESQL_ADDON_DB (Modifiée): <name> -> <name>
                                           POSTGRESQL_ADDON_USER (Modifiée): <name> -> <name>
                                           POSTGRESQL_ADDON_PASSWORD (Modifiée): (cachée) -> (cachée)
                                           POSTGRESQL_ADDON_URI (Modifiée): (cachée) -> (cachée)
                                           POSTGRESQL_ADDON_DIRECT_HOST (Disparue): <host> -> (aucune)
                                           POSTGRESQL_ADDON_DIRECT_PORT (Disparue): <port> -> (aucune)
              Applications                 shop-web : redéployée le JJ/MM/AAAA HH:MM:SS
                                           shop-worker : redéployée le JJ/MM/AAAA HH:MM:SS
                                           shop-archive : pas censée tourner
              À changer à la main          shop-worker · DATABASE_URL
                                           reporting · REPORT_HOST
                                           shared-settings · REPORTING_USER
              Avertissements acceptés      L’adresse de cette base de données est écrite à la main à 3 endroits. Elle change avec la migration.
                                           Des adresses directes sont définies. Elles ne survivent pas à la migration.
              Chez le fournisseur          migration_<id>
              Journal                      <count> entrées, intactes, <hash>
        ");
    });
}
