//! What people read who ask for help, in both languages.

use insta::assert_snapshot;

use crate::terminal::Terminal;

/// Help of these words; it is an answer, so it goes to the standard output.
fn help(arguments: &[&str]) -> String {
    let said = Terminal::new().without_passphrase().run(arguments);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    said.out
}

#[test]
fn the_help_reads_well_in_english() {
    assert_snapshot!(help(&["--help"]), @r"
        Upgrades and migrates managed databases, and proves that nothing was lost.

        Usage: changeover [OPTIONS] <COMMAND>

        Commands:
          accounts      Accounts at providers
          databases     Databases of the accounts
          check         Checks a migration without changing anything
          migrate       Migrates a database and follows it to its end
          runs          Migrations made from this computer
          test-copy     Test copies: the real data on a temporary database at the targeted version
          transfer      Copies a PostgreSQL database into an empty one and compares both
          thaw          Makes a source writable again that a transfer made read-only
          verify        Compares two PostgreSQL databases, every object and every row, and writes to neither
          certificates  Database servers that are remembered by the certificate they showed first
          vault         Where secrets are kept
          practice      The practice cloud: real servers on this computer

        Options of every command:
              --json              Prints JSON: one value, or one event a line while a run goes on
              --data-dir <DIR>    Keeps all state in this folder
              --lang <LANGUAGE>   Language of the words: en or fr
          -q, --quiet             Leaves out progress and notes
              --passphrase-stdin  Keeps secrets in the passphrase file; its passphrase is the first line of
                                  standard input
          -h, --help              Shows this help
          -V, --version           Shows the version

        Exit codes:
          0    Done
          1    Failed; what had begun was undone
          2    Not usable as typed
          3    Checks stand in the way; nothing changed
          4    Cancelled; nothing changed
          5    The two sides differ
          6    The provider refuses
          7    Needs attention; the state is written down
          75   Try later
          130  Interrupted
    ");
    assert_snapshot!(help(&["help", "migrate"]), @r"
        Migrates a database and follows it to its end

        Usage: changeover migrate [OPTIONS] --to-version <VERSION> --confirm <NAME> <DATABASE>

        Arguments:
          <DATABASE>  Id or name of the database

        Options:
              --to-version <VERSION>  Targeted version
              --plan <PLAN>           Targeted plan (id, short name or name); the present one when left out
              --zone <ZONE>           Targeted zone; the present one when left out
              --confirm <NAME>        Name of the database: says yes to the migration and to each warning,
                                      which the report lists
              --keep-writing          For a migration in the provider’s panel: lets writers go on meanwhile;
                                      then equal is not proven

        Options of every command:
              --json              Prints JSON: one value, or one event a line while a run goes on
              --data-dir <DIR>    Keeps all state in this folder
              --lang <LANGUAGE>   Language of the words: en or fr
          -q, --quiet             Leaves out progress and notes
              --passphrase-stdin  Keeps secrets in the passphrase file; its passphrase is the first line of
                                  standard input
          -h, --help              Shows this help
          -V, --version           Shows the version
    ");
    assert_snapshot!(help(&["test-copy", "--help"]), @r"
        Test copies: the real data on a temporary database at the targeted version

        Usage: changeover test-copy [OPTIONS] <COMMAND>

        Commands:
          start   Orders a temporary database, fills it, compares both, and says how long each part took
          list    Lists the test copies that may still be billed, and what was left over in any account
          show    Shows a test copy: address, price so far, how long each part took
          check   Compares a test copy with its source once more, or runs your own checks on both
          env     Writes address and password to a new file, for psql and for applications
          delete  Deletes a test copy, or what was left over, and waits until the provider says that it is
                  gone

        Options of every command:
              --json              Prints JSON: one value, or one event a line while a run goes on
              --data-dir <DIR>    Keeps all state in this folder
              --lang <LANGUAGE>   Language of the words: en or fr
          -q, --quiet             Leaves out progress and notes
              --passphrase-stdin  Keeps secrets in the passphrase file; its passphrase is the first line of
                                  standard input
          -h, --help              Shows this help
          -V, --version           Shows the version
    ");
    assert_snapshot!(help(&["test-copy", "check", "--help"]), @r"
        Compares a test copy with its source once more, or runs your own checks on both

        Usage: changeover test-copy check [OPTIONS] <COPY> [FILE]

        Arguments:
          <COPY>  Id of the test copy, the beginning of it, or the name of its database
          [FILE]  SQL statements that only read, each after a line “-- expect: VALUE” or “-- expect: same as
                  the source”

        Options:
              --statements  Looks at the most expensive statements of the source on both sides instead

        Options of every command:
              --json              Prints JSON: one value, or one event a line while a run goes on
              --data-dir <DIR>    Keeps all state in this folder
              --lang <LANGUAGE>   Language of the words: en or fr
          -q, --quiet             Leaves out progress and notes
              --passphrase-stdin  Keeps secrets in the passphrase file; its passphrase is the first line of
                                  standard input
          -h, --help              Shows this help
          -V, --version           Shows the version
    ");
    assert_snapshot!(help(&["transfer", "--help"]), @r"
        Copies a PostgreSQL database into an empty one and compares both

        Usage: changeover transfer [OPTIONS] --from <URL> --to <URL>

        Options:
              --from <URL>         Address of the source: postgresql://user@host:port/database,
                                   service=NAME, database:NAME for a database of one of your accounts, or -
                                   to read an address from standard input
              --to <URL>           Address of the empty target, in the same forms. Passwords come from
                                   PostgreSQL’s own password file, from the service, or by standard input
              --jobs <N>           Sessions that copy at the same time on each side, 1 to 64; 4 when left
                                   out
              --skip-verification  Compares nothing at the end: the result then says so, and is not a
                                   success until you have compared
              --rate <RATE>        Most bytes a second, all sessions together: 500kB, 20MB, 1.5GB
              --chunk <SIZE>       Size of a part on disk: 64MB when left out. Smaller parts lose less when
                                   the work is interrupted
              --resume             Goes on with a transfer between the two that did not end; begins one
                                   where there is none. What was done is checked, and kept as far as the
                                   source could not be written to
              --steer              Takes orders by standard input while it runs, one a line: jobs N, rate
                                   RATE, rate off, pause, go, stop
              --confirm <NAME>     Name of the database that is marked as production: of the source with
                                   --freeze, else of the target
              --freeze[=<LIMIT>]   Makes the source read-only before the copy, for at most this long (90s,
                                   20m, 2h; 60m when left out). Sessions on it are ended. It becomes
                                   writable again on any failure; when both sides are proven equal it stays
                                   read-only, since the target took over

        Options of every command:
              --json              Prints JSON: one value, or one event a line while a run goes on
              --data-dir <DIR>    Keeps all state in this folder
              --lang <LANGUAGE>   Language of the words: en or fr
          -q, --quiet             Leaves out progress and notes
              --passphrase-stdin  Keeps secrets in the passphrase file; its passphrase is the first line of
                                  standard input
          -h, --help              Shows this help
          -V, --version           Shows the version
    ");
    assert_snapshot!(help(&["practice", "start", "-h"]), @r"
        Starts the practice cloud and runs it until interrupted (exit code 130)

        Usage: changeover practice start [OPTIONS]

        Options:
              --scenario <FILE>    What it holds: a file, or the name of a scenario that is built in
              --ready-file <FILE>  Writes addresses and credentials here once all is ready, instead of to
                                   the standard output

        Options of every command:
              --json              Prints JSON: one value, or one event a line while a run goes on
              --data-dir <DIR>    Keeps all state in this folder
              --lang <LANGUAGE>   Language of the words: en or fr
          -q, --quiet             Leaves out progress and notes
              --passphrase-stdin  Keeps secrets in the passphrase file; its passphrase is the first line of
                                  standard input
          -h, --help              Shows this help
          -V, --version           Shows the version
    ");
}

#[test]
fn the_help_reads_well_in_french() {
    assert_snapshot!(help(&["--lang", "fr", "--help"]), @r"
        Met à niveau et migre des bases de données gérées, et prouve que rien n’a été perdu.

        Utilisation : changeover [OPTIONS] <COMMAND>

        Commandes :
          accounts      Les comptes chez les fournisseurs
          databases     Les bases de données des comptes
          check         Contrôle une migration sans rien changer
          migrate       Migre une base de données et la suit jusqu’à la fin
          runs          Les migrations faites depuis cet ordinateur
          test-copy     Copies d’essai : les vraies données sur une base temporaire à la version visée
          transfer      Copie une base PostgreSQL dans une base vide et compare les deux
          thaw          Rend de nouveau modifiable une source qu’un transfert a mise en lecture seule
          verify        Compare deux bases PostgreSQL, chaque objet et chaque ligne, et n’écrit dans aucune
          certificates  Les serveurs retenus par le certificat présenté à la première rencontre
          vault         Là où les secrets sont gardés
          practice      Le cloud d’entraînement : de vrais serveurs sur cet ordinateur

        Options de toutes les commandes :
              --json              Écrit du JSON : une valeur, ou un événement par ligne pendant une
                                  migration
              --data-dir <DIR>    Garde tout l’état dans ce dossier
              --lang <LANGUAGE>   Langue des mots : en ou fr
          -q, --quiet             Tait la progression et les remarques
              --passphrase-stdin  Garde les secrets dans le fichier à phrase secrète ; sa phrase est la
                                  première ligne de l’entrée standard
          -h, --help              Affiche cette aide
          -V, --version           Affiche la version

        Codes de sortie :
          0    Fait
          1    Échec ; ce qui avait commencé est défait
          2    Saisie inutilisable
          3    Des contrôles s’y opposent ; rien n’a changé
          4    Annulé ; rien n’a changé
          5    Les deux côtés diffèrent
          6    Le fournisseur refuse
          7    Demande votre attention ; l’état est noté
          75   Réessayez plus tard
          130  Interrompu
    ");
    assert_snapshot!(help(&["--lang=fr", "accounts", "add", "--help"]), @r"
        Ajoute un compte, une fois son jeton vérifié

        Utilisation : changeover accounts add [OPTIONS] --provider <ID> --name <NAME> --token-stdin

        Options :
              --provider <ID>          Identifiant du fournisseur, par exemple clever-cloud
              --name <NAME>            Nom que vous donnez au compte
              --workspace <WORKSPACE>  Groupe du compte, par exemple un par client
              --base-url <URL>         Autre adresse de l’API du fournisseur
              --token-stdin            Le jeton est la ligne suivante de l’entrée standard
              --field <NAME=VALUE>     Autre champ de la connexion, non secret, par exemple account=acme
              --field-stdin <NAME>     Autre champ, secret : sa valeur est la ligne suivante de l’entrée
                                       standard

        Options de toutes les commandes :
              --json              Écrit du JSON : une valeur, ou un événement par ligne pendant une
                                  migration
              --data-dir <DIR>    Garde tout l’état dans ce dossier
              --lang <LANGUAGE>   Langue des mots : en ou fr
          -q, --quiet             Tait la progression et les remarques
              --passphrase-stdin  Garde les secrets dans le fichier à phrase secrète ; sa phrase est la
                                  première ligne de l’entrée standard
          -h, --help              Affiche cette aide
          -V, --version           Affiche la version
    ");
}

#[test]
fn a_mistake_says_what_is_missing() {
    let terminal = Terminal::new();
    let said = terminal.run(&["migrate", "shop", "--lang", "en"]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert_snapshot!(said.err, @r"
        Something entered cannot be used (CHG-INP-001)
        The details say what and why. Nothing was changed.
        Details: Missing: --to-version <VERSION>, --confirm <NAME>.
        Usage: changeover migrate --to-version <VERSION> --confirm <NAME> --lang <LANGUAGE> <DATABASE>
        To do: Correct what was typed. What is possible: add --help.
    ");
    let said = terminal.run(&["--lang", "fr", "migrat"]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert_snapshot!(said.err, @r"
        Une saisie ne peut pas être utilisée (CHG-INP-001)
        Les détails disent laquelle et pourquoi. Rien n’a été changé.
        Détails : Cette commande n’existe pas. Vouliez-vous dire migrate ?
        Utilisation : changeover [OPTIONS] <COMMAND>
        À faire : Corrigez ce qui a été saisi. Pour voir ce qui est possible : ajoutez --help.
    ");
    assert!(!terminal.state().exists(), "something was begun");
}
