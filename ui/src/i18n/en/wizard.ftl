### The wizard: Configure, Validation, Test, Migration (up to the gate).

## Frame

wizard-steps-label = Stages of the migration
wizard-stage-configure = Configure
wizard-stage-validation = Validation
wizard-stage-test = Test
wizard-stage-migration = Migration
wizard-stage-done = done
wizard-stage-skipped = skipped
wizard-account-in-workspace = { $account } · { $workspace }
wizard-from-to = { $engine } { $from } to { $to }
wizard-from-unknown-to = { $engine }, present version not known, to { $to }
wizard-same-version = { $engine } { $version }, same version
wizard-back-to-database = Back to the database
wizard-back = Back
wizard-loading = Reading the database and what can be chosen for it…
wizard-not-known = Not known
wizard-open-run-title = A migration of this database is not finished
wizard-open-run-body = Only one migration of a database can run at a time. Look at the one under way before you start another.
wizard-open-run-action = Show the migration under way
wizard-not-migratable-product-title = { $provider } does not migrate this product
wizard-not-migratable-plan-title = { $provider } does not migrate databases of this plan
wizard-not-migratable-body = Nothing can be started from here. Ask the provider’s support what is possible.

## Configure

wizard-disclaimer-title = What a migration does at { $provider }
wizard-disclaimer-advice = Make sure that every linked application reads the connection from the database’s variables: those follow by themselves.
wizard-current-title = Current information
wizard-current-engine = Engine
wizard-current-version = Version
wizard-current-plan = Plan
wizard-current-zone = Zone
wizard-current-host = Host
wizard-current-database = Database name
wizard-current-size = Size
wizard-current-backup = Last backup
wizard-current-backup-none = None known
wizard-size-plan = { $disk } of disk in the plan. Validation measures how much of it the data takes.
wizard-size-unknown = Not known yet. Validation measures it.
wizard-zone-title = Zone
wizard-zone-hint = The country and data centre where the new server runs. Applications that stay elsewhere will reach it more slowly.
wizard-zone-option = { $city } ({ $zone })
wizard-zone-option-country = { $city }, { $country } ({ $zone })
wizard-zone-option-current = { $label }, current
wizard-zone-changed = The database moves from { $from } to { $to }. Addresses may take up to an hour to be known everywhere.
wizard-plan-title = New size and plan
wizard-plan-hint = Plans that serve { $zone }. Memory, disk and connections are what the provider states.
wizard-plan-caption = Plans that can be chosen
wizard-plan-column-choice = Plan
wizard-plan-column-memory = Memory
wizard-plan-column-cpus = CPU
wizard-plan-column-disk = Disk
wizard-plan-column-connections = Connections
wizard-plan-column-price = Per month
wizard-plan-current = Current
wizard-plan-shared = Shared
wizard-plan-not-migratable = The provider does not migrate to this plan
wizard-plan-price-unknown = Not stated
wizard-plan-price-free = Free
wizard-plan-figure-unknown = not stated
wizard-plan-hidden = { $count ->
    [one] One plan is not shown because it does not serve { $zone }.
   *[other] { $count } plans are not shown because they do not serve { $zone }.
}
wizard-plan-show-all = { $count ->
    [one] Show the one plan
   *[other] Show all { $count } plans
}
wizard-plan-none-title = No plan serves { $zone }
wizard-plan-none-body = Choose another zone.
wizard-plan-error-zone = The plan { $plan } does not serve { $zone }. Choose another plan or another zone.
wizard-plan-error-version = The plan { $plan } runs version { $versions } only, not { $version }. Choose another plan or another version.
wizard-plan-only-versions = Runs version { $versions } only
wizard-plan-error-choose = Choose a plan.
wizard-version-title = Targeted version
wizard-version-hint = The version that the new server runs.
wizard-version-label = { $engine } { $version }
wizard-version-current = Current version
wizard-version-newest = Newest
wizard-version-default = Default for new databases
wizard-version-ends = End of life on { $date }
wizard-version-ended = End of life was on { $date }
wizard-version-ends-soon = Ends soon
wizard-version-ended-badge = Ended
wizard-version-life-unknown = End of life not known
wizard-version-in-place-label = Update in place ({ $version })
wizard-version-in-place-hint = Same version, on a new server: security patches of the system and of the engine, a restart, disk space back.
wizard-version-same-hint = Same version on a new server, with its security patches.
wizard-version-unknown = { $provider } did not say which versions it offers. Only the present version can be asked for.
wizard-version-newest-already = This is the newest version that { $provider } offers.
wizard-downgrade-title = A lower version?
wizard-downgrade-body = Lower versions are not listed, because a downgrade cannot be asked for here. { $provider }’s support can do it.
wizard-downgrade-email = Write to { $email }
wizard-downgrade-page = Open the support page
wizard-summary-title = Summary
wizard-summary-kind-upgrade = Upgrade to a newer version
wizard-summary-kind-move = Same version, other plan or zone
wizard-summary-kind-update-in-place = Update in place
wizard-summary-kind-downgrade = Lower version: not possible here
wizard-summary-kind-unknown = Change of version
wizard-summary-kind-pending = Working out what this amounts to…
wizard-summary-update-in-place = Version, plan and zone stay as they are. The database moves to a new server with current security patches, is restarted, and gets its free disk space back.
wizard-summary-version = Version
wizard-summary-plan = Plan
wizard-summary-zone = Zone
wizard-summary-from-to = { $from } → { $to }
wizard-summary-from-to-spoken = from { $from } to { $to }
wizard-summary-unchanged = { $value }, unchanged
wizard-summary-restore-point = Restore point
wizard-summary-restore-point-at = Backup of { $date }
wizard-summary-restore-point-none = No backup is known
wizard-billing-title = Billing
wizard-billing-current = Current
wizard-billing-new = New
wizard-billing-difference = Difference
wizard-billing-month = { $amount } a month
wizard-billing-more = { $amount } more a month
wizard-billing-less = { $amount } less a month
wizard-billing-same = No difference
wizard-billing-unknown = Not known
wizard-billing-currencies-differ = Not known: the two figures are in different currencies
wizard-billing-basis-preview = Figures from { $provider }’s own preview of this change, without tax.
wizard-billing-basis-price-list = Figures from { $provider }’s hourly price list for this owner, turned into a month, without tax.
wizard-billing-basis-plan-figure = Figures printed on the plans, without tax. The bill is made by the hour and may differ.
wizard-billing-basis-unknown = { $provider } states no price for this change. It may cost something.
wizard-billing-lines = Lines of the provider’s preview
wizard-billing-line-unknown = amount not stated
wizard-billing-loading = Asking for the price…
wizard-billing-error = The price could not be read. You can go on without it.
wizard-billing-retry = Ask again
wizard-to-validation = Go to Validation

## Validation

wizard-validation-title = Validation
wizard-validation-intro = These checks only read. Nothing has been changed so far.
wizard-validation-running = Checking { $database }…
wizard-validation-running-hint = Reading the database, its applications and the provider’s offers. This changes nothing.
wizard-validation-again = Run again
wizard-validation-observed = Observed { $age }, on { $date }.
wizard-validation-verdict-clear = Nothing stands in the way.
wizard-validation-verdict-warnings = { $count ->
    [one] One point needs your agreement before going on.
   *[other] { $count } points need your agreement before going on.
}
wizard-validation-verdict-blocked = { $count ->
    [one] One point must be solved before going on.
   *[other] { $count } points must be solved before going on.
}
wizard-validation-blocked-body = This cannot be overridden. Follow what each point says, then run the checks again.
wizard-validation-group-blocker = { $count ->
    [one] Blocker
   *[other] Blockers ({ $count })
}
wizard-validation-group-could-not-run = { $count ->
    [one] Could not be checked
   *[other] Could not be checked ({ $count })
}
wizard-validation-group-warning = { $count ->
    [one] Warning
   *[other] Warnings ({ $count })
}
wizard-validation-group-info = { $count ->
    [one] Good to know
   *[other] Good to know ({ $count })
}
wizard-validation-group-pass = { $count ->
    [one] Passed
   *[other] Passed ({ $count })
}
wizard-validation-level-blocker = Blocker
wizard-validation-level-could-not-run = Not checked
wizard-validation-level-warning = Warning
wizard-validation-level-info = Good to know
wizard-validation-level-pass = Passed
wizard-validation-could-not-run-hint = A check that could not run is not a pass.
wizard-validation-remedy = What to do
wizard-validation-seen = What was found
wizard-validation-items-more = { $count ->
    [one] Show one more
   *[other] Show { $count } more
}
wizard-validation-accept-warning = I have read this and want to go on
wizard-validation-accept-could-not-run = I know that this was not checked and want to go on
wizard-validation-accept-error = Tick this to go on, or solve it and run the checks again.
wizard-validation-unknown-finding = { $check }, { $outcome }
wizard-to-test = Go to Test
wizard-change-settings = Change the settings

## Test

wizard-test-title = Test
wizard-test-next-title = { $provider } gives no temporary database
wizard-test-next-body = So no test copy can be made there from here.
wizard-test-until-unmeasured = The read-only time of this migration has not been measured: the next page cannot promise one.
wizard-test-until-original = If the migration fails, { $provider } removes the new server and the original serves again.
wizard-test-until-advice = For a database that matters, try the same migration first on a database that does not, or choose a quiet hour.
wizard-test-reason = Why do you go on without a test?
wizard-test-reason-hint = Your words are kept with the migration and land in its report.
wizard-test-reason-placeholder = Tried last week on the staging database
wizard-test-reason-error = Say in a few words why you go on without a test.
wizard-test-reason-too-short = A few more words, please: they must mean something to whoever reads the report.
wizard-to-migration = Go on without a test

## Migration: review and gate

wizard-review-title = Review
wizard-review-intro = Read this page. Nothing has been changed so far, and nothing will be before you press the button at its end.
wizard-review-loading = Reading everything once more before you decide…
wizard-review-observed = Read again { $age }, on { $date }.
wizard-review-change-title = What will change
wizard-review-version-upgrade = { $database } goes from { $engine } { $from } to { $engine } { $to }.
wizard-review-version-unknown = { $database } goes to { $engine } { $to }. Its present version is not known.
wizard-review-version-in-place = { $database } moves to a new server with the same version, { $engine } { $to }, and its security patches.
wizard-review-plan = Its plan becomes { $plan }, instead of { $before }.
wizard-review-plan-unknown = Its plan becomes { $plan }.
wizard-review-zone = It moves to the zone { $zone }, instead of { $before }.
wizard-review-zone-unknown = It moves to the zone { $zone }.
wizard-review-address = Its host and its database name change. The variables of the database follow by themselves.
wizard-review-credentials = Its user and its password may change.
wizard-review-direct-host = The direct host and port are lost and must be generated again afterwards.
wizard-review-by-hand = Addresses that were written by hand must be edited by you afterwards.
wizard-review-same-title = What will not change
wizard-review-same-data = The data: every table, row and object is carried over.
wizard-review-same-variables = The names of the connection variables.
wizard-review-same-version = The version: { $engine } { $version }.
wizard-review-same-plan = The plan: { $plan }.
wizard-review-same-zone = The zone: { $zone }.
wizard-review-who-title = Who is affected, and for how long
wizard-review-read-only = From the start to the end, { $database } can be read but not written: everything that writes gets an error.
wizard-review-read-only-unknown = How long that takes is not known, because it was not measured on a test copy. It depends on the amount of data.
wizard-review-restarts = { $count ->
    [one] One application restarts at the end: { $names }.
   *[other] { $count } applications restart at the end: { $names }.
}
wizard-review-restarts-none = No linked application will be restarted.
wizard-review-cost-title = What it costs
wizard-review-cost-known = { $after } a month after the migration, { $before } a month today.
wizard-review-cost-after-only = { $after } a month after the migration. What it costs today is not known.
wizard-review-cost-before-only = { $before } a month today. What it costs after the migration is not known.
wizard-review-cost-unknown = Not known. { $provider } states no price for this change.
wizard-review-way-back-title = The way back
wizard-review-way-back-failure = If it fails, { $provider } removes the new server and the original serves again, with reads and writes.
wizard-review-way-back-none = Once it has succeeded, there is no way back: the original server is stopped.
wizard-review-way-back-abort = You can stop it until the switchover begins.
wizard-review-restore-point = The last backup known is of { $date }. What was written after it is not in it.
wizard-review-restore-point-none = No backup is known.
wizard-review-machine-title = If this computer sleeps, loses the network or breaks down
wizard-review-machine-provider = The migration goes on, because { $provider } does the work. When Changeover runs again, it finds the migration and follows it to its end. It never starts it a second time.
wizard-review-accepted-title = What you accept
wizard-review-accepted-none = No warning had to be accepted.
wizard-review-test-title = Test
wizard-review-test-skipped = Skipped, because: { $reason }
wizard-gate-title = Confirm the migration
wizard-gate-body-provider = As soon as you press the button, the migration starts and { $database } becomes read-only.
wizard-gate-body-transfer = As soon as you press the button, a new server is made for { $database }. It becomes read-only when the copy begins.
wizard-gate-body-guided = As soon as you press the button, Changeover gets ready. { $database } takes writes until you say that you are about to press in the panel.
wizard-gate-no-return = Cannot be undone once it has succeeded
wizard-gate-type-label = Type { $name } to confirm
wizard-gate-type-hint-production = This database is marked as production.
wizard-gate-type-hint-unmarked = This database is not marked, so it is treated as production. You may paste the name.
wizard-gate-type-hint = You may paste the name.
wizard-gate-type-empty = Type the name of the database: { $name }
wizard-gate-type-case = Capital and small letters count. The name is { $name }
wizard-gate-type-mismatch = This is not the name of the database. The name is { $name }
wizard-gate-accept-title = These points came up since you looked at the checks
wizard-gate-confirm = Migrate the database
wizard-gate-starting = Starting…
wizard-gate-look-again = Read again
wizard-gate-changed-title = Something has changed since you saw this page
wizard-gate-changed-body = Nothing was started. The page has been read again: look at it once more before you confirm.
wizard-gate-error-body = Read the page again before another try: Changeover first looks whether a migration has been started.
wizard-gate-blocked-title = A check stands in the way
wizard-gate-blocked-body = Nothing was started. Go back to Validation and see what must be solved.
wizard-gate-to-validation = Go to Validation
wizard-gate-already-title = A migration of this database is already under way
wizard-gate-already-body = Nothing was started by this click.

## Going on with or without a test copy

wizard-test-without-title = Going on without a test
wizard-test-without-intro = Possible, but then nothing was measured, and the next page cannot promise a time.
wizard-test-panel-title = Tested in the panel
wizard-test-panel-intro = The copy was compared. Its time was not measured, so the next page promises none.
wizard-test-panel-note = What the report says of it
wizard-to-migration-tested = Go on to the migration
wizard-review-test-done = Tested on a copy of your data: { $label }.
wizard-review-read-only-measured = On the test copy of { $date }, this took { $time }.
wizard-review-read-only-by-copy = Our own copy of your data took { $time } ({ $date }). The provider’s migration may take another time.

## The provider's own Test, in its panel

wizard-test-guided-title = { $provider }’s own Test
wizard-test-guided-intro = { $provider } makes a copy of the account on a temporary server of the new version. Changeover compares it with your database.
wizard-test-guided-open = Open the panel at Advanced, Migrations.
wizard-test-guided-press = Open the migration with the magnifier and press Test. It takes a while, and your account is not changed.
wizard-test-guided-type = Type in the address that the panel shows, with the user and the password of your database.
wizard-test-guided-page = Open the panel
wizard-test-guided-address = Address that the panel shows
wizard-test-guided-compare = Compare
wizard-test-guided-later = What was written to your database since the copy was made is a difference too. Try the copy with your application as well.
wizard-test-guided-reason = Tried by { $provider }’s own Test, and compared.
