### The guided migration: the person presses in the provider’s panel, Changeover prepares, watches and compares.

## Steps

run-own-step-restore-point = Make a restore point: a second database with all the data
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
