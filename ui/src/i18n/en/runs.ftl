### A migration under way and its end; the history; what support asks for.

## How a run stands

run-state-preparing = Preparing
run-state-starting = Starting
run-state-watching = Under way
run-state-aborting = Stopping
run-state-verifying = Checking the result
run-state-paused = Waiting for you
run-state-waiting = Waiting for the panel
run-state-succeeded = Succeeded
run-state-needs-attention = Needs a look
run-state-failed = Failed
run-state-aborted = Stopped

## Run page

run-loading = Reading the migration…
run-not-found-back = All migrations
run-headline-preparing = Getting ready to migrate { $database }
run-headline-starting = Asking { $provider } to start the migration
run-headline-starting-hint = If the answer gets lost, Changeover looks whether the migration has started. It never asks twice.
run-headline-watching = { $provider } is migrating { $database }
run-headline-aborting = Asking { $provider } to stop the migration
run-headline-verifying = { $provider } is done. Checking that nothing was lost
run-headline-verifying-original = Checking that the original serves again
run-headline-paused = The migration waits for you
run-headline-waiting = The migration waits for the panel of { $provider }
run-headline-succeeded = { $database } is now { $engine } { $version }
run-headline-succeeded-in-place = { $database } is up to date, still { $engine } { $version }
run-headline-needs-attention = { $database } has been migrated, but something needs a look
run-headline-rolled-back = { $database } was rolled back to { $from }
run-headline-failed = The migration of { $database } failed
run-headline-aborted = The migration of { $database } was stopped

## Where the data is

run-data-label = Where your data is
run-data-source = Your data is on the original server ({ $server }), which takes reads and writes.
run-data-source-over = Your data is on the original server ({ $server }). It is the one that counts.
run-data-source-read-only = Your data is on the original server ({ $server }), read-only while the migration runs.
run-data-switching-over = { $provider } is switching from the original server to the new one ({ $server }). Writes are refused until it is done.
run-data-target = Your data is on the new server ({ $server }).
run-data-unknown = It is not known for sure which server counts now. Do not write to the database before you have looked at { $provider }’s console.
run-server = { $engine } { $version }
run-data-unknown-paused = While nothing is heard of { $provider }, it is not known how far the migration has come. The original server counts until the switchover, the new one after it.

## Live progress

run-elapsed = Elapsed
run-started = Started
run-heartbeat = Last heard
run-heartbeat-age = { $age } ago
run-heartbeat-never = { $provider } not heard yet
run-heartbeat-silent = Nothing heard for { $age }. The migration goes on at { $provider }; Changeover keeps asking.
run-progress-title = Progress
run-steps-title = Steps and times
run-steps-show = Show every step
run-no-estimate = { $provider } announces neither the steps to come nor their duration, so none is shown.
run-phases-label = Phases of the migration
run-phase-checks = Checks
run-phase-new-server = New server
run-phase-freeze-and-copy = Freeze and copy
run-phase-switchover = Switchover
run-phase-clean-up = Clean-up
run-phase-roll-back = Roll-back
run-phase-other = Other steps (as the provider words them)
run-phase-ours = What Changeover does
run-phase-not-seen = Not seen yet
run-step-status-running = Running
run-step-status-ok = Done
run-step-status-failed = Failed
run-step-status-recovering = Putting the original back
run-step-status-recovered = Original put back
run-step-status-aborted = Stopped
run-step-status-unknown = Unknown status: { $word }
run-step-status-skipped = Skipped
run-step-status-uncertain = Outcome unknown
run-step-duration-unknown = Duration unknown
run-step-says = { $provider } says: { $message }
run-step-announce = { $step }: { $status }

## Our own steps

run-own-step-record-before = Record the variables and the state of the source
run-own-step-start-migration = Ask the provider to start the migration
run-own-step-watch = Watch the provider’s migration
run-own-step-fingerprint-source = Take the fingerprint of the source while it is read-only
run-own-step-abort = Ask the provider to stop
run-own-step-record-after = Record the variables again
run-own-step-await-ready = Wait until the new server answers
run-own-step-verify = Compare both sides
run-own-step-check-applications = Look which applications were redeployed
run-own-step-check-original = Prove that the original serves again
run-own-step-create-target = Order the new database
run-own-step-await-target = Wait until the new database is ready
run-own-step-check-both = Look at both sides
run-own-step-carry = Make the source read-only, copy, compare
run-own-step-hand-over = Hand the new address over
run-own-step-remove-target = Delete the new database
run-own-step-release = Let the old database go

## The provider’s steps in plain words (the raw word stands beside them)

run-provider-step-retrieve-addon = Find the database
run-provider-step-retrieve-addon-deployment = Find how it is deployed
run-provider-step-check-no-migration-already-running-for-addon = Check that no other migration runs
run-provider-step-retrieve-source-cluster = Find the present cluster
run-provider-step-retrieve-target-cluster = Find the targeted cluster
run-provider-step-retrieve-source-instance = Find the present server
run-provider-step-retrieve-logscollector = Find the log collector
run-provider-step-retrieve-next-available-port = Find a free port
run-provider-step-lock-port = Reserve the port
run-provider-step-pre-migration-actions = Prepare
run-provider-step-create-addon-on-target-cluster = Create the database on the targeted cluster
run-provider-step-ask-migration-instance-boot = Ask for the new server
run-provider-step-queue-migration-instance-boot = Wait for the new server’s turn
run-provider-step-deploy-migration-instance = Start the new server
run-provider-step-retrieve-migration-instance = Find the new server
run-provider-step-remove-edit-right = Make the original read-only
run-provider-step-prepare-migration = Prepare the copy
run-provider-step-manage-active-extensions = Carry the extensions over
run-provider-step-dump-and-restore = Copy the data
run-provider-step-update-reverse-proxies = Point the proxies at the new server
run-provider-step-update-dns = Update the host names
run-provider-step-update-addon = Update the database’s variables
run-provider-step-update-monitoring = Move the monitoring
run-provider-step-enable-edit-right = Allow writes again
run-provider-step-change-addon-quota = Set the new limits
run-provider-step-remove-addon-from-source-cluster = Remove the database from the former cluster
run-provider-step-stop-source-instance = Stop the original server
run-provider-step-unlock-port = Release the port
run-provider-step-remove-addon-from-target-cluster = Remove the database from the targeted cluster
run-provider-step-stop-migration-instance = Stop the new server

## Stopping

run-abort = Stop the migration
run-abort-meaning = Asks { $provider } to stop. The new server is removed, the original goes on and takes writes again.
run-abort-question = Stop the migration of { $database }?
run-abort-question-body = { $provider } is asked to stop and to remove the new server. The original server keeps serving and takes writes again. The data copied so far is thrown away; the original loses nothing.
run-abort-confirm = Stop the migration
run-abort-keep = Let it go on
run-abort-disabled-switchover = It can no longer be stopped: the switchover has begun. It ends by itself.
run-abort-disabled-not-started = It can be stopped once { $provider } has confirmed the start.
run-abort-disabled-aborting = Stopping has been asked for. Waiting for { $provider }’s answer.
run-abort-disabled-done = { $provider }’s part is over: there is nothing left to stop.
run-abort-disabled-provider = { $provider } cannot be asked to stop a migration.

## Leaving this page

run-leave-title = You can close this page, the window, or the computer
run-leave-provider-side = { $provider } does the work. When Changeover runs again, it finds this migration and follows it to its end.
run-leave-frozen-source = If Changeover stops, its guard makes the source writable again within seconds. What was copied until then is copied anew.
run-leave-restart-copy = If Changeover stops, the copy must start again from the beginning. The source loses nothing.

## Log

run-log-open = Show the log
run-log-title = Log of the migration
run-log-close = Close the log
run-log-empty = Nothing has been logged yet.
run-log-details = Details
run-log-intent = { $step }: about to begin
run-log-intent-again = { $step }: about to begin, attempt { $attempt }
run-log-progress = { $step }: something new was seen
run-log-done = { $step }: done
run-log-not-done = { $step }: not done, { $code }. { $detail }
run-log-unknown = { $step }: outcome unknown, { $code }. { $detail }
run-log-skipped = { $step }: skipped ({ $reason })
run-log-reference = Request { $reference }

## Success

run-verification-title = Comparison of both sides
run-verification-equal = Everything compared is equal, and the source could not change meanwhile.
run-verification-incomplete = Equal as far as it was compared, but not everything was checked. This is not a proof.
run-verification-different = { $count ->
    [one] One thing differs between the two sides.
   *[other] { $count } things differ between the two sides.
}
run-verification-not-checked = Nothing was compared. Whether anything was lost is not known from here.
run-verification-none = No comparison was made.
run-verification-tables = Tables compared
run-verification-rows = Rows compared
run-verification-objects = Objects compared
run-verification-not-checked-title = Not checked
run-verification-reason-source-unreachable = The original server could not be reached from this computer.
run-verification-reason-target-unreachable = The new server could not be reached from this computer.
run-verification-reason-writes-possible = The original could still be written while it was read, so that a difference might have gone unseen.
run-verification-reason-content-not-hashed = The content of rows could not be compared, only their number: the two servers cannot compute the same hash of a row.
run-verification-reason-rights-not-read = Owners and grants were not compared: one side was read by an older Changeover.
run-verification-reason-engine-unsupported = This engine cannot be compared yet.
run-verification-reason-no-fingerprint = No fingerprint of the original was taken before it was stopped.
run-verification-differences-caption = What differs
run-verification-column-kind = Kind
run-verification-column-name = Name
run-verification-column-how = How
run-verification-column-source = Before
run-verification-column-target = After
run-difference-missing = Only on the original
run-difference-extra = Only on the new server
run-difference-definition = Other definition
run-difference-rows = Other number of rows
run-difference-content = Same number of rows, other content
run-difference-rights = Other owner or other grants
run-row-missing = only on the source
run-row-extra = only on the target
run-row-content = other content
run-rows-more = There are more rows that differ.
run-variables-title = Connection variables, before and after
run-variables-caption = Every connection variable of { $database }
run-variables-column-name = Variable
run-variables-column-before = Before
run-variables-column-after = After
run-variables-column-outcome = What happened
run-variables-hidden = Not shown
run-variables-absent = Not there
run-variable-unchanged = Unchanged
run-variable-changed = Changed
run-variable-added = New
run-variable-removed = Gone
run-variables-none-over = The variables could not be compared. Read them at { $provider }’s console.
run-applications-title = Applications
run-applications-none = No application is linked to this database.
run-applications-caption = Linked applications and their deployment after the migration
run-applications-column-name = Application
run-applications-column-state = After the migration
run-applications-column-action = Action
run-application-deployed = Redeployed on { $date }
run-application-deployed-state = Redeployed on { $date } ({ $state })
run-application-deployed-ok = Redeployed on { $date }
run-application-deployed-wip = Restarting since { $date }
run-application-deployed-task-running = Restarting since { $date }
run-application-deployed-fail = Its deployment of { $date } failed: look at its log at the provider
run-application-deployed-cancelled = Its deployment of { $date } was cancelled
run-application-failed-badge = Not started
run-application-missed = Not redeployed: it may still use the old address
run-application-missed-badge = Missed
run-application-down = Not meant to run, so not restarted
run-application-redeploy = Redeploy
run-application-redeploy-named = Redeploy { $name }
run-application-redeploying = Redeploying…
run-by-hand-title = To change by hand
run-by-hand-body = These places hold the old address. Put the new values there.
run-by-hand-none = No address written by hand was found in the places that could be read.
run-reminders-title = Do not forget
run-reminder-direct-host = The direct host and port were lost. Generate them again at { $provider }’s console if something uses them.
run-reminder-read-only-users = Read-only users are carried over for PostgreSQL only. Create yours again if you had any.
run-reminder-by-hand = Edit every configuration outside { $provider } that does not use the variables: scripts, dashboards, backups, the address book of your tools.
run-reminder-backup = The backups of the original server stay with it. Look that the next daily backup is made.
run-timings-title = Times
run-timing-total = Total
run-timing-read-only = Read-only
run-timing-verification = Comparison
run-timing-unknown = Not measured

## Needs a look

run-attention-title = What needs a look
run-attention-different = { $count ->
    [one] One thing differs between the two sides. Look at it before you trust the new server.
   *[other] { $count } things differ between the two sides. Look at them before you trust the new server.
}
run-attention-incomplete = The comparison is not complete.
run-attention-not-checked = Nothing could be compared.
run-attention-applications = { $count ->
    [one] One application was not redeployed.
   *[other] { $count } applications were not redeployed.
}
run-attention-by-hand = { $count ->
    [one] One address written by hand must be edited.
   *[other] { $count } addresses written by hand must be edited.
}
run-attention-variables = The variables could not be compared.
run-attention-other = See the log for what could not be done.

## Failure, in its fixed order

run-failure-safe-title = Is my data safe, and where is it?
run-failure-safe-source = Yes. It is on the original server ({ $server }), where it was. The migration did not change it.
run-failure-safe-unproven = It should be on the original server ({ $server }), where it was. Changeover could not reach that server to prove it.
run-failure-safe-read-only = Yes. It is on the original server ({ $server }), where it was. The server is still read-only.
run-failure-safe-target = It is on the new server ({ $server }).
run-failure-safe-unknown = It is not known for sure which server counts now. Nothing was deleted by Changeover. Look at { $provider }’s console before anything is written.
run-failure-works-title = Does my application work?
run-failure-works-yes = Yes. The original server answers and takes writes, at the same address as before. This was tried just after the failure.
run-failure-works-read-only = Only partly. The original server answers but refuses writes: everything that writes gets an error.
run-failure-works-answers = Probably. The original server answers; whether it takes writes could not be tried.
run-failure-works-no = No. The original server does not answer.
run-failure-works-unknown = Not known. The original server could not be reached from this computer: try your application.
run-failure-works-untouched = Yes, as far as this migration goes: nothing was started, so nothing has changed for it.
run-failure-what-title = What happened, and at which step?
run-step-with-word = “{ $name }” ({ $word })
run-failure-step-provider = It failed at the step { $step }.
run-failure-step-own = It failed at the step “{ $step }”, done by Changeover.
run-failure-no-details = It is not known at which step. The log says what was seen.
run-failure-no-message = { $provider } gave no message.
run-failure-at-phase = Phase: { $phase }
run-failure-recommended-title = What we recommend
run-failure-other-title = What else you can do
run-failure-try-again = Start again with the same or other settings
run-failure-try-again-hint = Nothing was kept of this attempt. The checks run again first.
run-failure-log = Read the log
run-failure-database = Look at the database
run-failure-support-title = Contact support

## Stopped

run-aborted-title = Nothing has changed
run-aborted-body = { $provider } stopped the migration and removed the new server.
run-aborted-again = Start again

## Waiting for the person

run-paused-why-title = Why it waits
run-paused-unknown = The log says what it waits for.
run-paused-meanwhile = { $provider } goes on meanwhile: waiting here stops nothing there.
run-paused-meanwhile-not-started = Whether the migration was started is not known. Changeover looks for it before it does anything else.
run-paused-signed-out = The account { $account } is signed out. Sign in again, then look again: nothing is lost and nothing starts twice.
run-paused-sign-in = Sign in again
run-paused-unlock = Unlock the secrets
run-paused-resume = Look again
run-paused-resuming = Looking…

## Support

run-support-intro = { $provider }’s support asks for these. Copy them into your message.
run-support-loading = Gathering what support asks for…
run-support-line = { $label }: { $value }
run-support-everything = everything that support asks for
run-support-email = Write to { $email }
run-support-page = Open the support page
support-line-addon-id = Add-on ID
support-line-migration-id = Migration ID
support-line-request-id = Request ID
support-line-step = Step
support-line-message = Message
support-line-started = Started
support-line-from = From version
support-line-to = To version
support-line-zone = Zone
support-line-plan = Plan
support-line-database = Database
support-line-real-id = Real ID
support-line-owner-id = Organisation ID
support-line-status = State
support-line-code = Code
support-line-detail = Detail
support-line-ended = Ended
support-line-run-id = Run ID
support-line-journal = Fingerprint of the journal
support-line-application = Changeover version

## History

runs-title = Migrations
runs-intro = Every migration made from this computer, newest first.
runs-loading = Reading the history…
runs-caption = Migrations, newest first
runs-empty-title = No migration yet
runs-empty-body = Open a database and go to Migrate/Upgrade. Every migration stays listed here with what it did.
runs-empty-action = Show the databases
runs-column-state = State
runs-column-database = Database
runs-column-versions = Versions
runs-column-started = Started
runs-column-duration = Duration
runs-versions = { $from } → { $to }
runs-versions-spoken = from { $from } to { $to }
runs-versions-same = { $to }, same version
runs-versions-unknown = ? → { $to }
runs-duration-running = { $duration } so far
runs-open = Show the migration of { $database } of { $date }
runs-unfinished-title = { $count ->
    [one] A migration is not finished
   *[other] { $count } migrations are not finished
}
runs-unfinished-body = Changeover found them again and follows them. No step that needs your decision is taken without you.
runs-unfinished-item = { $database }, { $versions }
runs-unfinished-open = Show
runs-unfinished-open-named = Show the migration of { $database }
runs-unfinished-error = The list of unfinished migrations could not be read.

## Expected and measured

run-timing-predicted-read-only = Read-only time, as measured on the test copy
run-timing-predicted-by-copy = Duration of the test copy
run-timing-predicted-verification = Comparison, as measured on the test copy
