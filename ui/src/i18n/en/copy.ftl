# Copying a database: how far it is, in the window and in the terminal.
pulse-left = { $low } to { $high } left
pulse-left-one = about { $high } left
pulse-left-less = less than { $high } left
pulse-silent = no data for { $span }

## The page: addresses and their check

copy-title = Copy a database
copy-intro = From any PostgreSQL server that this computer can reach into an empty database. Nothing is written to the source.
copy-loading = Looking for a copy under way
copy-from-title = Source
copy-from-intro = The database that holds the data. It is only read.
copy-to-title = Target
copy-to-intro = An empty database, of the same or a newer version.
copy-address = Address
copy-address-example = postgresql://user@host:5432/database
copy-address-hint = A PostgreSQL URL, host=… user=… dbname=…, or service=name. What it leaves out comes from the environment, the password file and the usual certificate files, as for psql.
copy-address-missing = Enter the address of the database.
copy-password = Password
copy-password-kept = kept from the last check
copy-secrets = Passwords go to the application and stay in its memory until the copy is over. They are not saved.
copy-check = Check both sides
copy-checking = Checking both sides
copy-side-answers = Answers
copy-side-problem = Cannot be used
copy-version = Version
copy-version-value = PostgreSQL { $version }
copy-size = Size on disk
copy-writes = Writes meanwhile
copy-writes-possible = Possible
copy-writes-none = None: it is read-only
copy-contents-title = What will be copied
copy-tables = Tables
copy-rows = Rows
copy-rows-unknown = Not counted
copy-rows-about = about { $count }
copy-bytes = Data on disk
copy-objects = Objects
copy-uncarried-title = What does not arrive as it is
copy-uncarried-none = Everything is carried.
copy-blocked = { $count ->
    [one] { $count } thing prevents the copy
   *[other] { $count } things prevent the copy
}
copy-blocked-body = Put it right on the source or the target, then check again.
copy-level-blocker = Prevents the copy
copy-level-warning = Warning
copy-level-info = Good to know
copy-more = Show { $count } more
copy-before-title = What will happen
copy-before-source = The source is only read, and stays as it is.
copy-before-frozen = The source becomes read-only; nothing in it is changed.
copy-before-later = Applications may go on writing to the source. What they write after the start is not in the target.
copy-before-target = The target receives every object and every row. If the copy breaks off, the target holds a part and must be emptied.
copy-before-verify = At the end both sides are compared, table by table.
copy-start = Start the copy
copy-edit = Change the addresses
copy-freeze-title = Others who write to the source
copy-freeze-off = They go on
copy-freeze-off-body = What they write after the start is not in the target. Right for a trial, not for a move.
copy-freeze-on = They wait
copy-freeze-on-body = The source is read-only until both sides are compared, two hours at most. Sessions that are ended now and may read again at once: { $sessions }. If anything goes wrong it becomes writable again. If Changeover itself stops, that is undone within seconds. If both sides are equal it stays read-only: the target takes over.
copy-freeze-impossible = The source cannot be made read-only
copy-freeze-undo-title = What makes it writable again, whatever happens to this computer
copy-freeze-undo-body = The owner of the database says this with any client:
copy-freeze-now = The source is read-only
copy-freeze-now-body = Until both sides are compared. This makes it writable again, whatever happens to this computer:
copy-freeze-stays = The source stays read-only
copy-freeze-stays-body = The target took over: point your applications to it. What is written to the source from now on would not be in the target. This would make it writable again:
copy-freeze-left = The source is still read-only
copy-freeze-left-body = It could not be made writable again. Try it now, or say this with any client:
copy-freeze-time = Source read-only for
copy-thaw = Make the source writable again
copy-thaw-question = Make the source writable again?
copy-thaw-body = The target took over. What is written to the source from now on is not in the target, and the data would be in two places.
copy-thaw-keep = Leave it read-only

## What to do about what is not carried

copy-remedy-unknown-kind = Remove it from the source, or report it to us so that it can be added.
copy-remedy-kind-not-carried = Create it on the target by hand after the copy, or remove it from the source.
copy-remedy-needs-server-file = Ask whoever runs the target server to install it, or remove it from the source.
copy-remedy-extension-missing = Choose a target that offers it, or remove the extension from the source if nothing uses it.
copy-remedy-extension-version = Compare the notes of both versions of the extension before using the target.
copy-remedy-right-missing = Connect to the target as a user with more rights, or create it by hand after the copy.
copy-remedy-not-readable = Connect to the source as a user who may read it.
copy-remedy-role-missing = Create the role on the target first, if it is needed there.
copy-remedy-place-is-servers = Nothing needs to be done.
copy-remedy-password-unreadable = Set the password again on the target.
copy-remedy-switched-off = Switch it on once the target is in use.
copy-remedy-broken-on-source = Mend or remove it on the source, then check again.
copy-remedy-gone-in-version = Replace it on the source by what takes its place in the newer version.
copy-remedy-settings-differ = Create the target with the same encoding and sorting, or make sure that the difference is wanted.
copy-remedy-belongs-to-server = Set it on the target server, if it is needed there.
copy-remedy-refused-by-target = Change or remove it on the source, or prepare the target for it, then try again.
copy-remedy-needs-refused = Mend what it needs, which is named too.
copy-remedy-names-without-schema = It is carried, and what calls it too. Give it a path of its own on either side: ALTER FUNCTION … SET search_path = ….
copy-remedy-other = Have a look at it before using the target.

## The copy under way

copy-headline-stopping = Stopping
copy-way-to = to
copy-left = Time left
copy-left-range = { $low } to { $high }
copy-left-one = about { $high }
copy-left-less = less than { $high }
copy-silent = No data for { $span }
copy-left-unknown = Not known yet
copy-elapsed = So far
copy-sent = Sent
copy-speed = Speed
copy-rate = { $bytes }/s
copy-of = { $done } of { $all }
copy-of-about = { $done } of about { $all }
copy-retries = Parts copied again
copy-building = Being created now
copy-last-retry = { $table }: part of it was copied again after a broken connection ({ $code }).
copy-plot-title = Throughput
copy-plot-none = Nothing has been sent yet
copy-plot-words = Now { $now }, at most { $most }.
copy-stages-title = Stages
copy-stage-done = done
copy-stage-running = under way
copy-stage-broken = broken off
copy-stage-todo = to come
copy-tables-title = Tables
copy-tables-done = { $done } of { $all } complete
copy-tables-none = There are no tables with rows.
copy-column-table = Table
copy-column-state = State
copy-column-bytes = Sent
copy-column-share = Progress
copy-table-waiting = Waiting
copy-table-copying = Copying
copy-table-done = Complete
copy-stop = Stop the copy
copy-leave = You can leave this page or close the window: the copy goes on.
copy-stop-question = Stop the copy?
copy-stop-body = The source stays as it is. What has arrived on the target stays there and is of no use: empty the target before another copy.
copy-stop-keep = Go on copying
copy-stop-confirm = Stop the copy

## Its end

copy-outcome-equal = Copied, and equal
copy-outcome-equal-body = Every table, row and object of the source is in the target. The source is as it was.
copy-outcome-moved-body = Every table, row and object of the source is in the target, and nobody wrote to the source meanwhile. The target is what counts now.
copy-outcome-later = Copied, and equal
copy-outcome-later-body = Every table, row and object that was read is in the target. The source could be written to meanwhile: what was written after the start is not in the target.
copy-outcome-incomplete = Copied, but not all of it could be compared
copy-outcome-incomplete-body = What was compared is equal. Look at what was not checked before you use the target.
copy-outcome-not-compared = Copied, but not compared
copy-outcome-not-compared-body = Nothing is known to be wrong, and nothing is proven. The source is as it was.
copy-outcome-different = The two sides differ
copy-outcome-different-body = Do not use the target. The source is as it was and holds all of the data.
copy-stopped = The copy was stopped
copy-broke-off = The copy broke off
copy-part-left = Your data is in the source, as it was. The target holds a part of it and is of no use: empty it before another copy.
copy-took = Time
copy-compared = Compared
copy-compared-figures = { $tables } tables, { $rows } rows, { $objects } objects
copy-differences-title = Differences
copy-again = Copy another database
copy-details = Stages, throughput and tables

## A side out of the accounts, the steps, the log

copy-into-title = Bring a database into { $name }
copy-steps-label = Steps of the copy
copy-choose = Which database
copy-by-address = Another one, by its address
copy-choice = { $name }, { $account }
copy-choice-version = { $name } { $version }, { $account }
copy-choice-known = Its provider says how it is reached. Nothing needs to be typed.
copy-disk = Disk space
copy-log-show = Show migration logs
copy-log-title = Migration logs
copy-log-reading = Reading what the source holds
copy-log-planned = To copy: { $tables } tables, { $objects } objects, { $bytes } on disk
copy-log-objects = Creating the objects
copy-log-rows = Copying the rows
copy-log-table = { $table }: { $rows } rows, { $bytes }
copy-log-retried = { $table }: a part is copied again ({ $code })
copy-log-resumed = Goes on with an earlier copy: { $chunks } parts were there
copy-log-freezing = The source becomes read-only
copy-log-thawed = The source can be written to again
copy-log-finishing = Creating what comes after the rows
copy-log-verifying = Comparing both sides
copy-log-done = Done
copy-log-stopped = Stopped
copy-log-failed = Broken off ({ $code })

## A server that is remembered by its certificate

certificate-title = Certificate
certificate-vouched = Vouched for by this computer
certificate-since = This one only, remembered since
certificate-forget = Forget the old certificate
certificate-question = Forget the old certificate?
certificate-question-body = Do this only if you know why it changed. The certificate that the server shows next is then trusted in its place. So far this one was:
certificate-keep = Keep it

## Where the values of an address come from

address-values-title = Where the values come from
address-source-address = in the address
address-source-beside = typed beside the address
address-source-service = service file { $file }
address-source-variable = environment variable { $name }
address-source-password-file = password file { $file }
address-source-usual-place = file at its usual place
address-source-default = default
address-value-hidden = hidden
address-value-no-effect = changes nothing here
address-value-open = ignored: other users can read it

## How a connection is protected

tls-title = Protection
tls-verify-full = Encrypted, name verified
tls-verify-full-body = The server proved its name by a certificate that is vouched for.
tls-verify-ca = Encrypted, name not compared
tls-verify-ca-body = The server’s certificate is vouched for; it could be that of another server with the same issuer. sslmode=verify-full compares the name too.
tls-pinned = Encrypted, remembered certificate
tls-pinned-body = Nobody vouches for the certificate; it is the one that was remembered when the server was first met.
tls-unchecked = Encrypted, server not checked
tls-unchecked-body = Whoever stands in between could read along. sslmode=verify-full or a CA file (sslrootcert) prevents that.
tls-plain = Not encrypted
tls-plain-body = Everything, the data included, goes over the line in plain. On this computer alone that does no harm.
tls-unknown = Decided at each connection
