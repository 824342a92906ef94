### The log of a migration, line by line.

log-begun = The migration was confirmed and begins.
log-taken-up = Changeover has started and takes this migration up again.
log-resumed = The migration is taken up again by hand.
log-stands-still = The migration stands still on this computer ({ $code }). The provider goes on.
log-paused = The migration waits for you ({ $code }).
log-abort-asked = The provider is asked to stop.
log-redeploy-asked = The application { $application } is asked to restart.
log-start-accepted = The provider has accepted the migration { $migration }.
log-start-adopted = The migration { $migration } was found at the provider: it had been started.
log-start-answer-lost = The answer to the start was lost ({ $code }). Nothing is asked for twice.
log-start-probing = Looking at the provider whether the migration was started.
log-start-absent = The provider lists no such migration: it was not started.
log-provider-heard = The provider answers again.
log-provider-silent = The provider does not answer ({ $code }). Asking again.
log-provider-ended = The provider says that the migration has ended: { $status }.
log-step = { $step }: { $status }
log-step-unknown = { $step }: { $status } (a step that Changeover does not know, shown as it is)
log-source-printed = The original was read while it was read-only: tables { $tables }, rows { $rows }.
log-source-not-printed = The original could not be read while it was read-only ({ $reason }).
log-waiting-ready = Waiting until the new server answers.
log-ready = The new server answers, version { $version }.
log-variables-changed = { $count ->
    [0] No connection variable has changed.
    [one] One connection variable has changed.
   *[other] { $count } connection variables have changed.
}
log-verified-equal = Both sides are equal: tables { $tables }, rows { $rows }.
log-verified-incomplete = Equal as far as compared, but not everything was checked: tables { $tables }, rows { $rows }.
log-verified-different = The two sides differ: tables { $tables }, rows { $rows } compared.
log-verified-not = Nothing could be compared.
log-applications = { $count ->
    [0] No application is linked.
    [one] One linked application looked at. Not redeployed: { $missing }.
   *[other] { $count } linked applications looked at. Not redeployed: { $missing }.
}
log-original-writable = The original answers and takes writes.
log-original-read-only = The original answers, but refuses writes.
log-original-silent = The original does not answer.
log-original-not-looked-at = The original could not be looked at from this computer.
log-cut-off = Changeover ended in the middle of this migration: what was done is taken back.
log-backup-asked = The provider is asked for a backup: the restore point.
log-backup-made = The restore point is there.
log-target-ordered = A new database is ordered. Its name holds { $label }.
log-target-answer-lost = The answer to the order was lost ({ $code }). Looking whether the database is there; nothing is ordered twice.
log-target-created = The provider makes the database { $target }.
log-target-adopted = The database { $target } was found at the provider: it had been ordered.
log-target-waiting = Waiting until the new database answers. This may take minutes.
log-target-ready = The new database answers, version { $version }.
log-both-checked = Both sides fit together. Tables to copy: { $count }.
log-freezing = The source becomes read-only. Sessions that are there are ended.
log-copy-reading = Reading what is in the source.
log-copy-objects = Creating the objects.
log-copy-rows = Copying the rows.
log-copy-finishing = Building indexes and constraints.
log-copy-verifying = Comparing both sides.
log-carried = Both sides are equal: rows { $rows }. The new database counts from now on.
log-handed-over = The new database { $name } is handed over.
log-target-removed = The new database is deleted.
log-target-left-over = The new database could not be deleted yet ({ $code }). Trying again.
log-release-asked = The old database is let go: the provider is asked to delete it. Its backups stay.
log-released = The old database is deleted.

## Why something was not done or not checked

run-verification-reason-engine-not-known = Changeover does not read this engine yet.
run-verification-reason-seen-too-late = The provider was faster than the comparison: the original was gone before it could be read.
run-verification-reason-address-not-known = The address of the database could not be read.
run-verification-reason-print-took-too-long = Reading everything took longer than it may.
run-verification-reason-migration-not-done = The migration did not end well, so there is nothing to compare.
run-verification-reason-rows-may-be-hidden = Row-level security may hide rows from this user.
run-verification-reason-rights-missing = A right to read everything is missing.
run-verification-reason-login-refused = The database does not accept this user and password.
run-verification-reason-certificate-changed = The server shows another certificate than the one remembered of it (CHG-NET-010). Neither user nor password was sent to it.
run-verification-reason-not-trusted = The server could not prove who it is (CHG-NET-005), or offers no encryption. Neither user nor password was sent to it.
run-verification-reason-source-not-printed = The original was not read while it was read-only.
run-verification-reason-not-supported = The provider does not offer this.
run-verification-reason-applications-unreadable = The linked applications could not be read.
run-verification-reason-never-ordered = No database was ordered.
run-verification-reason-no-backup-on-demand = The provider makes no backup when it is asked.
