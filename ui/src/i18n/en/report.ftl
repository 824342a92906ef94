### The report of a migration, as text.

report-title = Migration of { $database }
report-run = Id
report-state = State
report-account = Account
report-versions = Versions
report-from-to = { $from } to { $to }
report-plan = Plan and zone
report-plan-zone = { $plan }, { $zone }
report-data = Your data
report-started = Started
report-duration = Duration
report-read-only = Read-only time
report-verified-in = Compared in
report-compared = Compared
report-compared-figures = tables { $tables }, rows { $rows }, objects { $objects }
report-verdict = Result
report-not-checked = Not checked
report-differences = Differences
report-variables = Variables
report-variable-absent = (none)
report-applications = Applications
report-application-deployed = { $name }: redeployed { $date }
report-application-missed = { $name }: not redeployed
report-application-down = { $name }: not meant to run
report-by-hand = To change by hand
report-accepted = Warnings accepted
report-failure = What happened
report-failure-step = at the step: { $step }
report-original = The original
report-original-writable = answers and takes writes
report-original-read-only = answers, refuses writes
report-original-silent = does not answer
report-original-unknown = could not be looked at
report-provider-migration = Migration at the provider
report-journal = Journal
report-journal-intact = { $count ->
    [one] one entry, unaltered, { $head }
   *[other] { $count } entries, unaltered, { $head }
}
report-journal-broken = altered from entry { $place } on
report-unknown = not known

## What does not arrive as it is

uncarried-unknown-kind = a kind of object that Changeover does not know
uncarried-kind-not-carried = this version of Changeover does not carry this kind
uncarried-needs-server-file = it needs a program on the server that cannot be moved
uncarried-extension-missing = the target does not offer this extension
uncarried-extension-version = the target offers another version of this extension
uncarried-right-missing = the right to create it is missing on the target
uncarried-not-readable = the source does not let it be read whole
uncarried-role-missing = a role that it needs is not on the target
uncarried-place-is-servers = places on disk are the server’s own; it goes to the usual place
uncarried-password-unreadable = it holds a password that cannot be read
uncarried-switched-off = it would act on its own, so it arrives switched off
uncarried-broken-on-source = it is broken or unfinished on the source
uncarried-gone-in-version = the targeted version no longer has it
uncarried-settings-differ = the two databases are set up differently
uncarried-belongs-to-server = it belongs to the whole server, not to the database
uncarried-refused-by-target = the target refuses to create it
uncarried-needs-refused = it needs something that the target refuses
uncarried-names-without-schema = it names things without their schema: from version 17 on, an index or a materialized view that calls it cannot be built again
