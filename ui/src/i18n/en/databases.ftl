# Databases: the list, the page of one, what a migration does at a provider.

## The list
databases-refresh = Refresh
databases-loading = Reading the databases of your accounts
databases-search = Search among the databases
databases-search-placeholder = Name, organisation, zone, identifier…
databases-engine = Engine
databases-engine-all = All engines
databases-outdated = To update: { $count }
databases-shown = { $shown } of { $total } databases shown
databases-none-found-title = Nothing matches
databases-none-found-body = No database matches what you are looking for.
databases-show-all = Show all databases
databases-empty-title = No database here
databases-empty-body = This account sees no database that can be managed.
databases-account-in-workspace = { $workspace } / { $account }
databases-caption = Databases of { $account }
databases-seen = Seen
databases-open-run = Migration under way
column-name = Name
column-version = Engine and version
column-plan = Plan
column-zone = Zone
column-organisation = Organisation
value-unknown = not known
engine-postgresql = PostgreSQL
engine-mysql = MySQL
engine-mariadb = MariaDB
engine-redis = Redis
engine-mongodb = MongoDB
engine-elasticsearch = Elasticsearch
engine-other = Other

## How a version stands
life-ended = End of life
life-ended-on = End of life since { $date }
life-ends-soon = Ends soon
life-ends-on = End of life on { $date }
life-newer = { $version } available

## The page of one
database-way = You are here
database-loading = Reading the database
database-no-account-title = The account of this database is no longer here
database-no-account-body = It was removed from this application. The database itself was not touched.
database-open-panel = Open at { $provider }
database-facts-title = Current information
fact-engine = Engine and version
fact-dedicated = dedicated
fact-shared = shared
fact-backup = Last backup
fact-backup-none = none known
fact-created = Created
fact-status = State, as the provider says
fact-id = Add-on identifier
fact-real-id = Real identifier
fact-options = Options
fact-option-on = { $option }
fact-option-off = { $option } (off)
fact-read-only-users = Read-only users
option-encryption = Encryption at rest
option-do-backup = Backups
option-direct-host-only = Direct host only
variables-title = Connection variables
variables-description = Linked applications receive these. Passwords, and addresses that contain one, never reach this screen.
variables-none = The provider gave no variable.
variable-name = Variable
variable-value = Value
variable-hidden = hidden
past-runs-title = Migrations of this database
past-runs-none = None has been run from here yet.
past-runs-change = Change
past-runs-state = State
past-runs-began = Began
past-runs-took = Duration
past-runs-to = To { $to }
past-runs-from-to = From { $from } to { $to }
past-runs-same = { $to }, updated in place

## What it is for
environment-title = What this database is for
environment-description = The mark stays on this computer. It decides how carefully you are asked before a change.
environment-production-body = A business lives on it: you type its name before a change.
environment-staging-body = A rehearsal of production.
environment-development-body = Nobody is hurt if it stops.
environment-unmarked-body = Treated like production where it matters.

## Migrate/Upgrade
migrate-title = Migrate/Upgrade
migrate-reason-ended = { $version } no longer receives security fixes from its makers.
migrate-reason-ended-on = { $version } has received no security fixes from its makers since { $date }.
migrate-reason-ends-on = { $version } receives security fixes until { $date } only.
migrate-reason-newer = { $version } is supported. Version { $newer } is available.
migrate-reason-patches = A migration to the same version brings security patches of the server and of the system, and frees unused disk space.
migrate-reason-guided = Migrations of the whole account are offered in the panel of { $provider }, with the version that each leads to.
migrate-disclaimer-title = What a migration does at { $provider }
migrate-advice = Make sure that every linked application uses the variables of the database: they are updated automatically.
migrate-settings = Migration settings
migrate-nothing-yet = Nothing changes before you confirm.
migrate-open-run-title = A migration of this database is under way
migrate-open-run-body = Another one can begin when it has ended.
migrate-open-run-action = Follow the migration
migrate-not-this-product-title = { $provider } does not migrate this product
migrate-not-this-plan-title = { $provider } does not migrate this plan
migrate-not-body = Ask the support of { $provider }: they may know another way.
migrate-ask-support = Contact the support of { $provider }
consequence-read-only-during = The database is read-only during the whole migration.
consequence-address-changes = The host name and the database name change automatically.
consequence-credentials-change = The user and the password may change.
consequence-applications-restart = Linked applications restart with the new variables.
consequence-edit-by-hand = Configuration that does not use the variables has to be updated by hand.
consequence-direct-host-lost = A direct host and port do not survive: generate them again afterwards.
consequence-read-only-users-postgres-only = Read-only users are carried over for PostgreSQL only.
consequence-original-serves-on-failure = If it fails, the new server is removed and the original serves again.
consequence-no-way-back = Once it has succeeded, there is no way back.
consequence-no-downgrade = A lower version cannot be chosen: the support team does that.
consequence-whole-account-moves = The version belongs to the whole account: all its databases of this engine move at once.
consequence-shortly-unavailable = The account is unavailable for seconds to minutes, depending on the amount of data.
consequence-host-name-stays = The host name stays the same; its IP address may change.
consequence-way-back-seven-days = For seven days after its start, the migration can be rolled back in the provider’s panel.
consequence-later-writes-lost = A rollback returns to the databases as they were: take what was written since for lost.
consequence-mandatory-deadlines = A mandatory migration runs by itself once its deadline has passed.
consequence-hand-over-by-hand = The new server’s host, port and password have to be put into your applications by hand.
consequence-old-server-stays = The old server stays as the way back until you delete it.
consequence-both-billed = Both servers are billed for as long as both exist.
consequence-certificate-remembered = The new server signs its own certificate: it is remembered at the first connection, with its fingerprint shown.

## Bringing data in

bring-in-title = Bring a database in
bring-in-body = Copies a PostgreSQL database from any server, or from another account, into this one. It must be empty.
bring-in-start = Choose the source
