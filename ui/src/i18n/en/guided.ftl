### The guided migration: the person presses in the provider’s panel, Changeover prepares, watches and compares.

## Steps

run-own-step-restore-point = Make a restore point
run-own-step-await-go = Wait until you are about to press
run-own-step-freeze = Keep writers out of the database
run-own-step-await-panel = Wait until the new version answers
run-own-step-thaw = Let writers in again
run-own-step-way-back = Note until when the provider offers a way back
run-own-step-delete-restore-point = Delete the restore point

## The log

log-restore-point = A second database is made beside the original and filled with all its data.
log-restore-point-made = The restore point { $name } is there: rows { $rows }.
log-restore-point-failed = The restore point could not be made ({ $code }). Nothing was changed.
log-restore-point-left = An unfinished restore point whose name holds { $name } could not be deleted at the provider.
log-awaiting-go = Waiting until you are about to press the button in the provider’s panel.
log-awaiting-panel = Press the button in the panel now. The server is looked at until its version changes.
log-go = You are about to press. Writers are let in meanwhile.
log-go-kept-out = You are about to press. Writers are kept out from here until both sides were compared.
log-given-up = The migration is given up. Nothing was pressed, as far as the server says.
log-changed-before = The server has another version already: the button was pressed before the database was read.
log-changed = The server answers with version { $version }.
log-panel-not-used = The time is over and the server still has its old version.
log-server-silent = The server does not answer: it is being moved, most likely.
log-server-back = The server answers again, with its old version.
log-frozen = The database is read-only for everybody.
log-not-frozen = The database could not be made read-only ({ $code }). Nothing was changed.
log-freeze-broken = Somebody has written to the database in spite of it.
log-thawed-meanwhile = The database can be written to again: that was undone while Changeover was not at work.
log-thawed = The database can be written to again.
log-source-printed-before = The original was read before the change: tables { $tables }, rows { $rows }.
log-source-not-printed-before = The original could not be read before the change ({ $reason }).
log-applications-kept = { $count ->
    [0] No site names this database.
    [one] One site names this database. Its address is still the same.
   *[other] { $count } sites name this database. Their address is still the same.
}
log-way-back = The provider offers a way back for seven days.
log-rolled-back = The old version answers again: the migration was rolled back in the panel.

## Why something was not done or not checked

run-verification-reason-changed-since = Rows may have been written between the reading of the original and that of the new server. What differs may be such a row, or one that was lost: this cannot be told apart without keeping writers out.
run-verification-reason-other-version = The server has another version than the one that was planned.
run-verification-reason-not-frozen = The database was not read-only by our doing.
run-verification-reason-no-way-back = The provider tells of no way back.

## What the checks find

finding-account-moves-alone = No other database of the account { $account } moves with this one.
finding-account-moves-others = { $count ->
    [one] One other database of the account { $account } moves with this one: the version belongs to the whole account.
   *[other] { $count } other databases of the account { $account } move with this one: the version belongs to the whole account.
}
finding-account-moves-others-remedy = Tell whoever uses them. Changeover compares this database alone: migrate at a time that suits all of them, and look at them yourself.
finding-account-moves-could-not-run = Which other databases of the account move too could not be listed ({ $code }).
finding-account-moves-could-not-run-remedy = Run the check again, or look at them in the provider’s panel.
finding-restore-point-possible = A restore point will be made first: a second database in the same account, with all the data ({ $size_bytes }). It moves along with the account.
finding-restore-point-not-offered = No restore point can be made here.
finding-restore-point-not-offered-remedy = Make a copy yourself before you go on.
finding-restore-point-engine-not-known = No restore point can be made: Changeover does not read this engine yet.
finding-restore-point-engine-not-known-remedy = Make a copy yourself before you go on.
finding-restore-point-cannot-be-carried = { $count ->
    [one] No restore point can be made: one thing cannot be carried into a second database.
   *[other] No restore point can be made: { $count } things cannot be carried into a second database.
}
finding-restore-point-cannot-be-carried-remedy = Make a copy yourself, or rely on the provider’s own daily backups.
finding-restore-point-could-not-run = Whether a restore point can be made could not be found out ({ $code }).
finding-restore-point-could-not-run-remedy = Run the check again. If you go on, none is made.
finding-plan-migratable-in-the-panel = This provider migrates when you press a button in its panel. Changeover prepares it, says when to press, and compares.
finding-linked-applications-named = { $count ->
    [one] One setting of a site or a job names this database. The address stays; while the account moves, nothing answers there.
   *[other] { $count } settings of sites and jobs name this database. The address stays; while the account moves, nothing answers there.
}
finding-linked-applications-unreadable = Not every site and job could be read ({ $unreadable }).
finding-linked-applications-unreadable-remedy = Look at them in the provider’s panel: they are without a database while the account moves.
finding-database-reachable-not-watchable = Changeover does not read { $engine } yet, and only the server itself can tell that the migration happened.
finding-database-reachable-not-watchable-remedy = Migrate in the provider’s panel by yourself.
finding-database-reachable-no-password = The user and password of the database are not known ({ $code }), and only the server itself can tell that the migration happened.
finding-database-reachable-no-password-remedy = Sign in again and give the account a user of databases who may do everything in this one.
finding-database-reachable-not-seen = The database does not answer this computer ({ $code }), and only the server itself can tell that the migration happened.
finding-database-reachable-not-seen-remedy = Look at the network, at the password and at the address limits of the database user.
finding-version-direction-no-change = Version { $to } is the present one. There is nothing to press for it in the panel.
finding-version-direction-no-change-remedy = Choose a higher version.

## The command line and the report

cli-guide-plan = { $database }: { $engine } { $from } to { $to }, by a button in the provider’s panel.
cli-guide-press = Open { $page } in your browser and press Migrate for this version. Changeover looks at the server until it has changed.
cli-guide-press-frozen = Open { $page } in your browser and press Migrate for this version. Writers are kept out until { $until } at the latest; Changeover looks at the server until it has changed.
cli-guide-not-used = { $what }. Begin again: changeover runs resume { $id }. Give up: changeover runs abort { $id }
cli-guide-interrupted = No longer watching. What is pressed in the panel goes on. Follow it again: changeover runs resume { $id }
cli-guide-still-frozen = Writers are let in again within seconds, since nobody watches any more. If they are not: changeover runs abort { $id }, or as the owner of the database: { $thaw }
cli-guide-restore-point-deleted = The restore point is deleted.
cli-guide-way-back = { $database } can be rolled back in the provider’s panel until { $until }. What was written since would be lost. (Migration { $id })
report-guide-page = Page of the panel
report-guide-restore-point = Restore point
report-guide-restore-point-is = { $name }, rows { $rows }, of { $date }
report-guide-thaw = What lets writers in again
report-guide-way-back = Way back until
report-guide-rolled-back = Rolled back, seen
report-application-kept = { $name }: its address is the same as before

## The pages

guide-go-title = It is your turn: say when you are about to press
guide-go-body = Everything is prepared. The database is read once more just before you press in the panel of { $provider }, so that it can be compared with the new server.
guide-keep-out = Keep writers out until both sides were compared
guide-keep-out-hint = { $database } then answers but refuses writes, for half an hour at most if nothing is pressed. Without it, equal is not proven: a row may be written after the reading.
guide-go-action = I am about to press
guide-open-page = Open the page
guide-give-up = Give up
guide-press-title = Press the button in the panel of { $provider } now
guide-press-open = Open the page of migrations in the panel.
guide-press-find = Open the migration to { $engine } { $version } with the magnifier.
guide-press-press = Press Migrate there.
guide-press-waits = Changeover looks at the server until its version has changed.
guide-silence-title = { $provider } is moving the account, most likely
guide-silence-body = The server does not answer. That is usual for seconds to minutes.
guide-frozen = Writers are kept out until { $until } at the latest.
guide-thaw = What lets writers in again
guide-heartbeat = The server last answered
guide-headline-verifying = The new version answers. Checking that nothing was lost
guide-headline-aborting = Giving up: letting writers in again
guide-aborted-body = Nothing was pressed in the panel of { $provider }. The server has its old version and takes writes.
guide-paused-meanwhile = What is pressed in the panel of { $provider } goes on meanwhile. Nothing is pressed by Changeover.
guide-rolled-back-title = The migration was rolled back
guide-rolled-back-body = On { $date } the old version answered again: somebody pressed Rollback in the panel of { $provider }. What was written after the migration is lost.
guide-way-back-title = There is a way back
guide-way-back-body = Until { $date } the migration can be rolled back in the panel of { $provider }. What was written since would be lost.
guide-way-back-over-title = The way back is over
guide-way-back-over-body = Since { $date } the migration can no longer be rolled back in the panel of { $provider }.
guide-restore-point = Restore point
guide-restore-point-delete = Delete the restore point
guide-restore-point-name = Database
guide-restore-point-made = Made
guide-restore-point-compared = Compared with the original
guide-restore-point-equal = Equal
guide-restore-point-incomplete = Equal as far as it was compared; the original could be written to meanwhile
guide-restore-point-different = Differs: the original was written to meanwhile
guide-restore-point-not-checked = Not compared
guide-restore-point-hint = It is in the same account and moves along with it. It stays until you delete it.
guide-restore-point-none = There is no restore point. { $reason }
run-verification-reason-restore-point-not-offered = None can be made here.
run-verification-reason-restore-point-engine-not-known = Changeover does not read this engine yet.
run-verification-reason-restore-point-cannot-be-carried = The database holds something that cannot be carried into a second one.
run-verification-reason-restore-point-could-not-run = Whether one can be made could not be found out.
run-attention-rolled-back = The migration was rolled back: the original counts again.
guide-application-kept = Its address is the same as before
guide-versions = The panel of { $provider } alone says which of these versions your account can get.
guide-summary-restore-point = Made by Changeover before you press
guide-review-press = You press Migrate in the provider’s panel. Changeover presses nothing there.
guide-review-account = Every database of this engine in the account changes its version with it.
guide-review-same-address = Host, port, users and passwords.
guide-review-away = The whole account does not answer for seconds to minutes after you press.
guide-review-kept-out = If you wish, writers are kept out of this database from just before you press until both sides were compared.
guide-review-give-up = Until you press, you can give up: nothing has changed then.
guide-review-seven-days = After that, { $provider } offers a rollback in its panel for seven days. What was written since is lost by it.
guide-review-machine = What { $provider } does goes on. If Changeover stops, its guard lets writers in again within seconds. When Changeover runs again, it looks at the server and compares; rows that were written meanwhile cannot be told from lost ones then.
guide-reminder-title = { $database } can still be rolled back
guide-reminder-body = Until { $date }, in the provider’s panel. What was written since the migration would be lost.
guide-data-silent = The server does not answer: { $provider } is moving the account, most likely. Which version holds your data is known once it answers.
guide-step-print = Read the source just before you press
