### The command line.

## Help

cli-help-changeover = Upgrades and migrates managed databases, and proves that nothing was lost.
cli-help-heading-usage = Usage:
cli-help-heading-commands = Commands
cli-help-heading-arguments = Arguments
cli-help-heading-options = Options
cli-help-heading-everywhere = Options of every command
cli-help-exit-codes =
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
cli-help-global-json = Prints JSON: one value, or one event a line while a run goes on
cli-help-global-data-dir = Keeps all state in this folder
cli-help-global-lang = Language of the words: en or fr
cli-help-global-quiet = Leaves out progress and notes
cli-help-global-passphrase-stdin = Keeps secrets in the passphrase file; its passphrase is the first line of standard input
cli-help-global-help = Shows this help
cli-help-global-version = Shows the version
cli-help-accounts = Accounts at providers
cli-help-accounts-add = Adds an account, once its token is proven
cli-help-accounts-add-provider = Id of the provider, for example clever-cloud
cli-help-accounts-add-name = Name that you give the account
cli-help-accounts-add-workspace = Group of the account, for example one per client
cli-help-accounts-add-base-url = Other address of the provider’s API
cli-help-accounts-add-token-stdin = The token is the next line of standard input
cli-help-accounts-add-fields = Another field of the sign-in that is no secret, for example account=acme
cli-help-accounts-add-fields-stdin = Another field that is secret: its value is the next line of standard input
cli-help-accounts-list = Lists the accounts
cli-help-accounts-test = Checks that an account still works
cli-help-accounts-test-account = Id or name of the account
cli-help-accounts-remove = Removes an account and its secret from this computer
cli-help-accounts-remove-account = Id or name of the account
cli-help-accounts-remove-revoke = Revokes the credentials at the provider too
cli-help-databases = Databases of the accounts
cli-help-databases-list = Lists the databases of every account
cli-help-databases-list-account = Only those of this account (id or name)
cli-help-databases-show = Shows one database
cli-help-databases-show-database = Id or name of the database
cli-help-check = Checks a migration without changing anything
cli-help-check-database = Id or name of the database
cli-help-check-to-version = Targeted version
cli-help-check-plan = Targeted plan (id, short name or name); the present one when left out
cli-help-check-zone = Targeted zone; the present one when left out
cli-help-migrate = Migrates a database and follows it to its end
cli-help-migrate-database = Id or name of the database
cli-help-migrate-to-version = Targeted version
cli-help-migrate-plan = Targeted plan (id, short name or name); the present one when left out
cli-help-migrate-zone = Targeted zone; the present one when left out
cli-help-migrate-confirm = Name of the database: says yes to the migration and to each warning, which the report lists
cli-help-migrate-keep-writing = For a migration in the provider’s panel: lets writers go on meanwhile; then equal is not proven
cli-help-runs = Migrations made from this computer
cli-help-runs-list = Lists the migrations, newest first
cli-help-runs-show = Shows the report of a migration
cli-help-runs-show-run = Id of the migration, or the beginning of it
cli-help-runs-resume = Takes a migration up again and follows it to its end
cli-help-runs-resume-run = Id of the migration, or the beginning of it
cli-help-runs-resume-keep-writing = For a migration in the provider’s panel: lets writers go on meanwhile; then equal is not proven
cli-help-runs-abort = Asks the provider to stop a migration, and follows it to its end
cli-help-runs-abort-run = Id of the migration, or the beginning of it
cli-help-runs-delete-restore-point = Deletes the restore point of a migration that is over
cli-help-runs-delete-restore-point-run = Id of the migration, or the beginning of it
cli-help-test-copy = Test copies: the real data on a temporary database at the targeted version
cli-help-test-copy-start = Orders a temporary database, fills it, compares both, and says how long each part took
cli-help-test-copy-start-database = Id or name of the database
cli-help-test-copy-start-to-version = Targeted version
cli-help-test-copy-start-plan = Targeted plan (id, short name or name); the present one when left out
cli-help-test-copy-start-zone = Targeted zone; the present one when left out
cli-help-test-copy-start-hours = Deletes it after this many hours, 1 to 168; 24 when left out
cli-help-test-copy-start-rehearse = Has the provider carry its own migration out on the copy: that measures the true read-only time
cli-help-test-copy-start-env = Writes its address and password to this new file once it is ready
cli-help-test-copy-list = Lists the test copies that may still be billed, and what was left over in any account
cli-help-test-copy-show = Shows a test copy: address, price so far, how long each part took
cli-help-test-copy-show-copy = Id of the test copy, the beginning of it, or the name of its database
cli-help-test-copy-check = Compares a test copy with its source once more, or runs your own checks on both
cli-help-test-copy-check-copy = Id of the test copy, the beginning of it, or the name of its database
cli-help-test-copy-check-file = SQL statements that only read, each after a line “-- expect: VALUE” or “-- expect: same as the source”
cli-help-test-copy-check-statements = Looks at the most expensive statements of the source on both sides instead
cli-help-test-copy-env = Writes address and password to a new file, for psql and for applications
cli-help-test-copy-env-copy = Id of the test copy, the beginning of it, or the name of its database
cli-help-test-copy-env-file = File that is not there yet; its owner alone can read it
cli-help-test-copy-delete = Deletes a test copy, or what was left over, and waits until the provider says that it is gone
cli-help-test-copy-delete-copy = Id of the test copy or the beginning of it; id or name of what was left over
cli-help-transfer = Copies a PostgreSQL database into an empty one and compares both
cli-help-transfer-from = Address of the source: postgresql://user@host:port/database, service=NAME, database:NAME for a database of one of your accounts, or - to read an address from standard input
cli-help-transfer-to = Address of the empty target, in the same forms. Passwords come from PostgreSQL’s own password file, from the service, or by standard input
cli-help-transfer-jobs = Sessions that copy at the same time on each side, 1 to 64; 4 when left out
cli-help-transfer-skip-verification = Compares nothing at the end: the result then says so, and is not a success until you have compared
cli-help-transfer-rate = Most bytes a second, all sessions together: 500kB, 20MB, 1.5GB
cli-help-transfer-chunk = Size of a part on disk: 64MB when left out. Smaller parts lose less when the work is interrupted
cli-help-transfer-resume = Goes on with a transfer between the two that did not end; begins one where there is none. What was done is checked, and kept as far as the source could not be written to
cli-help-transfer-steer = Takes orders by standard input while it runs, one a line: jobs N, rate RATE, rate off, pause, go, stop
cli-help-transfer-confirm = Name of the database that is marked as production: of the source with --freeze, else of the target
cli-help-transfer-freeze = Makes the source read-only before the copy, for at most this long (90s, 20m, 2h; 60m when left out). Sessions on it are ended. It becomes writable again on any failure; when both sides are proven equal it stays read-only, since the target took over
cli-help-thaw = Makes a source writable again that a transfer made read-only
cli-help-thaw-from = Address of the source, in the forms of transfer; those that are read-only are listed when left out
cli-help-verify = Compares two PostgreSQL databases, every object and every row, and writes to neither
cli-help-verify-from = Address of the source, in the forms of transfer
cli-help-verify-to = Address of the target, in the same forms
cli-help-verify-jobs = Sessions that read at the same time on each side, 1 to 64; 4 when left out
cli-help-certificates = Database servers that are remembered by the certificate they showed first
cli-help-certificates-list = Lists them with the fingerprint of the certificate
cli-help-certificates-forget = Forgets a server: its next certificate is remembered
cli-help-certificates-forget-server = The server; all of its ports without a port
cli-help-vault = Where secrets are kept
cli-help-vault-state = Says how the keyring and the passphrase file stand
cli-help-vault-create = Makes the passphrase file
cli-help-vault-unlock = Tries the passphrase on the passphrase file
cli-help-practice = The practice cloud: real servers on this computer
cli-help-practice-start = Starts the practice cloud and runs it until interrupted (exit code 130)
cli-help-practice-start-scenario = What it holds: a file, or the name of a scenario that is built in
cli-help-practice-start-ready-file = Writes addresses and credentials here once all is ready, instead of to the standard output

## Table heads

cli-head-server = SERVER
cli-head-since = FIRST MET
cli-head-accepted = ACCEPTED
cli-head-certificate = CERTIFICATE
cli-head-name = NAME
cli-head-provider = PROVIDER
cli-head-workspace = WORKSPACE
cli-head-identity = IDENTITY
cli-head-state = STATE
cli-head-id = ID
cli-head-account = ACCOUNT
cli-head-engine = ENGINE
cli-head-version = VERSION
cli-head-life = SUPPORT
cli-head-plan = PLAN
cli-head-zone = ZONE
cli-head-database = DATABASE
cli-head-versions = VERSIONS
cli-head-started = STARTED
cli-head-until = DELETED ON
cli-head-price = SO FAR
cli-head-plan-of = PLAN
cli-head-calls = CALLS
cli-head-statement = STATEMENT
cli-head-variable = VARIABLE
cli-head-before = BEFORE
cli-head-after = AFTER
cli-head-value = VALUE
cli-head-change = CHANGE

## Accounts

cli-accounts-none = No account yet. Add one: changeover accounts add
cli-account-added = Account { $name } added ({ $id }).
cli-account-removed = Account { $name } removed from this computer.
cli-account-works = Account { $name } works: { $identity }.
cli-account-not-looked-at = not checked yet
cli-account-fine = works
cli-account-failing = { $code }

## Databases

cli-databases-none = No database.
cli-databases-failed = The databases of { $account } could not be read:
cli-life-supported = until { $date }
cli-life-ends-soon = ends { $date }
cli-life-ended = ended { $date }
cli-label-name = Name
cli-label-id = Id
cli-label-account = Account
cli-label-owner = Organisation
cli-label-engine = Engine
cli-label-plan = Plan
cli-label-zone = Zone
cli-label-host = Host
cli-label-database = Database
cli-label-user = User
cli-label-environment = Marked as
cli-label-backup = Newest backup
cli-label-read-only-users = Read-only users
cli-label-panel = Page
cli-not-known = not known
cli-variables-title = Variables
cli-variables-hidden = (hidden)
cli-runs-of-database-title = Migrations

## Checks

cli-level-pass = ok
cli-level-info = info
cli-level-warning = warning
cli-level-could-not-run = not run
cli-level-blocker = blocker
cli-check-clear = Nothing stands in the way.
cli-check-warned = { $count ->
    [one] One point asks for your yes.
   *[other] { $count } points ask for your yes.
}
cli-check-blocked = { $count ->
    [one] One check stands in the way.
   *[other] { $count } checks stand in the way.
}

## Migrating

cli-migrate-plan = { $database }: { $engine } { $from } to { $to }, plan { $plan }, zone { $zone }.
cli-migrate-price = Price per month: { $before } now, { $after } after.
cli-migrate-accepting = Accepted by --confirm:
cli-migrate-begun = Migration { $id } has begun.
cli-migrate-interrupted-here = Stopping. The original counts and nothing was lost: if it is read-only, it takes writes again within seconds. What was made is taken back by: changeover runs resume { $id }
cli-migrate-interrupted-after = Stopping. The new database counts: both sides were proven equal, and the original stays read-only. The rest is done by: changeover runs resume { $id }
cli-migrate-interrupted = No longer watching. The provider goes on. Follow it again: changeover runs resume { $id }
cli-migrate-paused = The migration waits: { $what }. Take it up again: changeover runs resume { $id }

## Migrations

cli-runs-none = No migration yet.
cli-run-over = This migration is over.

## Test copies

cli-test-copy-begun = Test copy { $id } has begun.
cli-test-copy-none = No test copy, and nothing left over.
cli-test-copy-left-over = left over
cli-test-copy-unread = Nobody could look for test copies in { $account } ({ $code }).
cli-test-copy-title = Test copy of { $database }
cli-test-copy-state = State
cli-test-copy-state-ordering = being ordered
cli-test-copy-state-waiting = ordered, does not answer yet
cli-test-copy-state-filling = being filled and compared
cli-test-copy-state-rehearsing = filled; the provider migrates it
cli-test-copy-state-ready = ready
cli-test-copy-state-failed = failed
cli-test-copy-state-deleting = being deleted
cli-test-copy-state-gone = gone
cli-test-copy-problem = What happened
cli-test-copy-until = Deleted on
cli-test-copy-price = Price so far
cli-test-copy-order = Order
cli-test-copy-answering = Until it answered
cli-test-copy-objects = Objects
cli-test-copy-rows = Rows
cli-test-copy-comparison = Comparison
cli-test-copy-migration = Their migration
cli-test-copy-interrupted = No longer watching. It goes on with the next call of changeover; see changeover test-copy show { $id }
cli-test-copy-env = The address and its password are in { $file }.
cli-test-copy-delete-refused = The provider has not deleted it yet ({ $code }). It is tried again.
cli-test-copy-delete-later = The provider has not deleted it yet. It is tried again with each call: changeover test-copy delete { $id }
cli-test-copy-gone = The test copy of { $database } is gone.
cli-test-copy-check-equal = equal
cli-test-copy-check-differs = differs
cli-test-copy-check-failed = failed
cli-test-copy-check-expected = Expected
cli-test-copy-check-actual = On the copy
cli-test-copy-check-sum = As expected: { $equal }. Otherwise: { $differ }. Without an answer: { $failed }.
cli-test-copy-statements-not-counted = The source does not count its statements: its extension pg_stat_statements is missing or may not be read.
cli-test-copy-statements-none = The source has counted no statement that only reads.
cli-test-copy-plan-changed = another
cli-test-copy-plan-same = the same
cli-test-copy-plan-source = On the source
cli-test-copy-plan-copy = On the copy

## Transfer

cli-transfer-password-in-url = A password in an address can be seen by other programs on this computer. Better: leave it out and put it into PostgreSQL’s own password file, or give the address by standard input (--from -).
cli-address-value = { $side }: { $value }
cli-transfer-passfile-ignored = { $file } is ignored: other users can read it. Close it to them first (chmod 600).
cli-transfer-side-source = the source
cli-transfer-side-target = the target
cli-transfer-stage-reading = Reading both sides
cli-transfer-stage-objects = Creating objects
cli-transfer-stage-rows = Copying rows
cli-transfer-stage-finishing = Finishing
cli-transfer-stage-verifying = Comparing both sides
cli-transfer-live-share = { $share } %
cli-transfer-live-bytes = { $done } of { $expected }
cli-transfer-live-rate = { $rate }/s
cli-transfer-planned = To do: { $tables } tables, { $objects } objects, { $bytes } on disk.
cli-transfer-table-done = { $table }: { $rows } rows, { $bytes }
cli-transfer-retried = { $table }: part of it is copied again ({ $code })
cli-transfer-resumed = Going on: { $chunks } parts with { $rows } rows are there already.
cli-transfer-data-again = The source could be written to since the earlier attempt: the rows are carried again from the beginning. The objects stay.
cli-steer-done = Done.
cli-steer-orders = Orders: jobs N (1 to 64), rate RATE (20MB), rate off, pause, go, stop.
cli-transfer-title = Transfer
cli-transfer-rows = Rows
cli-transfer-tables = Tables
cli-transfer-objects = Objects
cli-transfer-bytes = Sent
cli-transfer-retries = Parts copied again
cli-transfer-time = Time
cli-transfer-uncarried = Not carried as they are
cli-transfer-blocked = In the way
cli-transfer-equal = Equal: every table, row and object that was read has arrived.
cli-transfer-later = Later writes
cli-transfer-later-writes = The source could be written to meanwhile. What was written after the reading began is not in the target.
cli-transfer-interrupted = Stopped. The target holds a part of the data and is of no use yet: the same call with --resume goes on.
cli-freeze-begins = The source is made read-only; sessions that are ended: { $sessions }. The owner of the database can undo it at any time, with any client.
cli-freeze-undo = To undo it
cli-freeze-thawed = The source can be written to again. It was read-only for { $time }.
cli-freeze-stopping = Stopping. The source is made writable again first.
cli-freeze-title = Read-only
cli-freeze-figures = { $time } until both sides were settled; sessions ended: { $sessions }
cli-freeze-source = The source
cli-freeze-stays = stays read-only: the target took over, and what is written to the source now would be lost. changeover thaw makes it writable again.
cli-freeze-left = { $place } has been read-only since { $since }: a transfer was interrupted. changeover thaw --from ADDRESS makes it writable again; transfer --freeze --resume goes on.
cli-freeze-handed-over = { $place } has been read-only since { $since }: a target took over.
cli-thaw-done = { $place } can be written to again.
cli-thaw-handed-over = A target took over from it before. What is written to it from now on is not in the target.
cli-thaw-none = No source is read-only by our doing.
cli-verify-title = Comparison
cli-verify-equal = Equal: every table, row and object is the same on both sides.
cli-verify-writes = Writes meanwhile
cli-verify-writes-possible = The source could be written to meanwhile: each side was read as it was at one moment of its own.
cli-verify-rows = Rows
cli-verify-interrupted = Stopped. Neither side was changed.

## Secrets

cli-vault-keyring = Keyring
cli-vault-file = Passphrase file
cli-vault-used = New secrets go to
cli-vault-working = working
cli-vault-locked = locked
cli-vault-unavailable = not available
cli-vault-absent = none
cli-vault-open = open
cli-vault-damaged = damaged
cli-vault-used-keyring = the keyring
cli-vault-used-file = the passphrase file
cli-vault-used-nowhere = nowhere: there is no keyring. Add --passphrase-stdin to keep them in a passphrase file
cli-vault-made = The passphrase file was made. Without its passphrase nobody opens it, not even you.
cli-vault-opens = The passphrase opens the file.

## The practice cloud

cli-practice-ready = The practice cloud is ready at { $address }. Stop it with Ctrl-C.
cli-practice-starting = Starting the practice cloud: real database servers are filled with sample data.
cli-practice-stopping = Stopping the practice cloud.

## Errors

cli-error-code = Code
cli-error-do = To do
cli-error-reference = Reference
cli-error-detail = Details
cli-labelled = { $label }: { $text }
cli-remedy-unlock-vault = Unlock the keyring, or hand over the passphrase by standard input with --passphrase-stdin.
cli-remedy-choose-passphrase-file = Keep secrets in a passphrase file: add --passphrase-stdin, with a passphrase as the first line of standard input.
cli-remedy-correct-input = Correct what was typed. What is possible: add --help.
cli-remedy-close-other-copy = Close the other copy of Changeover (its window, or another command), then try again. Or use another folder with --data-dir.
cli-remedy-sign-in-again = Get a new token from the provider, then add the account again: changeover accounts add. What is under way goes on.
cli-remedy-change-settings = Choose another version, plan or zone.

## What was typed

cli-usage-secret = A secret on the command line can be seen by other programs on this computer. Hand it over by standard input instead: { $option }
cli-usage-password = A password on the command line can be seen by other programs on this computer. It comes from PostgreSQL’s own password file (PGPASSFILE), or in an address by standard input (--from -).
cli-usage-missing = Missing: { $what }.
cli-usage-no-command = The command is missing.
cli-usage-command = There is no such command.
cli-usage-option = There is no option { $what } here.
cli-usage-too-much = There is one word too many, or a wrong option. It is not repeated here: it could be a secret.
cli-usage-twice = Given twice, or not together with another option: { $what }.
cli-usage-value = The value of { $what } cannot be used.
cli-usage-something = one of the options
cli-usage-near = Did you mean { $what }?

## Remembered servers

cli-certificates-none = No server is remembered.
cli-certificates-pinned = this one only
cli-certificates-vouched = vouched for by this computer
cli-certificates-forgotten = { $server } is forgotten. The certificate that it shows next is remembered.
