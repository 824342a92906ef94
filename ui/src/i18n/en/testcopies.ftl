# Test copies: in the wizard, and the list of those that are there.

## Making one

test-copy-loading = Looking for a test copy
test-copy-make-title = Make a test copy
test-copy-make-intro = A temporary database at { $provider }, with the targeted version, plan and zone, filled with your real data.
test-copy-point-data = It receives every object and every row, and both sides are compared.
test-copy-point-address = You get its address: point an application at it, or ask it your own questions.
test-copy-point-measured = Every part is timed. What the review says of the real migration rests on that.
test-copy-point-source = Your database is only read, and can be written to all the while.
test-copy-point-deleted = It is deleted by itself, and listed here until { $provider } says that it is gone.
test-copy-hours = Kept for
test-copy-kept-hours = { $count } hours
test-copy-kept-days = { $count } days
test-copy-hourly = { $price } for every hour begun.
test-copy-hourly-unknown = { $provider } does not say here what an hour costs.
test-copy-make = Make the test copy

## One copy

test-copy-title = Test copy
test-copy-state-ordering = Being ordered
test-copy-state-waiting = Being set up
test-copy-state-filling = Being filled
test-copy-state-rehearsing = Being migrated
test-copy-state-ready = Ready
test-copy-state-failed = Did not come about
test-copy-state-deleting = Being deleted
test-copy-state-gone = Gone
test-copy-doing-ordering = Ordering the temporary database
test-copy-doing-waiting = Waiting until it answers
test-copy-doing-filling = Filling it
test-copy-doing-rehearsing = The provider migrates it, as it will the real one
test-copy-since = For { $span }
test-copy-sent = { $bytes } sent
test-copy-leave = You can leave this page: the copy goes on.
test-copy-other-title = This copy was made with other settings
test-copy-other-body = It is at { $version }, { $plan }. Delete it to make one with the present settings.
test-copy-failed-title = The test copy did not come about
test-copy-failed-body = Your database is as it was. What was ordered stays billed until it is deleted.
test-copy-deleting-title = The test copy is being deleted
test-copy-deleting-body = It stays listed until the provider says that it is gone.
test-copy-deleting-again = { $count ->
    [one] The provider did not delete it. It is tried again { $when }.
   *[other] The provider did not delete it { $count } times. It is tried again { $when }.
}
test-copy-settings = Settings
test-copy-settings-value = { $version }, { $plan }
test-copy-expires = Deleted by itself
test-copy-price = Cost so far
test-copy-price-so-far = { $price } ({ $hourly } for every hour begun)
test-copy-price-unknown = Not known
test-copy-name = Name at the provider
test-copy-delete = Delete the test copy
test-copy-delete-question = Delete the test copy?
test-copy-delete-keep = Keep it
test-copy-delete-body = The temporary database and the copy of your data on it are deleted. Your database is not touched.

## What was measured

test-copy-measured-title = Measured
test-copy-measured-intro = On your data, with the targeted settings.
test-copy-equal = Equal to the source
test-copy-different = It differs from the source
test-copy-partly = Not all of it could be compared
test-copy-compared = Compared: { $tables } tables, { $rows } rows, { $objects } objects.
test-copy-time-order = Ordering
test-copy-time-answering = Until it answered
test-copy-time-reading = Reading the source
test-copy-time-objects = Objects
test-copy-time-rows = Rows
test-copy-time-finishing = Keys and what comes after the rows
test-copy-time-comparison = Comparison
test-copy-time-migration = The provider’s migration
test-copy-rehearse = Let { $provider } migrate the copy as well
test-copy-rehearse-hint = The fullest test: the copy is made as your database is now, and { $provider } carries its own migration out on it. It takes longer, and yields the read-only time that the real migration will have.
test-copy-rehearsed-equal = { $provider } migrated the copy, and nothing was lost
test-copy-rehearsed-look = { $provider } migrated the copy, but something needs a look
test-copy-rehearsed-body = The copy was read-only for { $time }.
test-copy-rehearsal-open = Open the migration of the copy
test-copy-time-unknown = Not known

## Its address

test-copy-place-title = Its address
test-copy-place-intro = The password is in the file that you have written here, and nowhere else.
test-copy-place-host = Host
test-copy-place-port = Port
test-copy-place-database = Database
test-copy-place-user = User
test-copy-env = File for the address with the password
test-copy-env-hint = An .env file that only you can read. It must not be there yet.
test-copy-env-write = Write the file
test-copy-env-written = The file was written
test-copy-env-use = In a terminal:

## Own questions

test-copy-checks-title = Your own checks
test-copy-checks-intro = Statements that only read, each with what it must answer. They run in a transaction that cannot write.
test-copy-checks-text = Checks in SQL
test-copy-checks-hint = Before each statement: “-- expect: 42”, or “-- expect: same as the source”. Values are separated by “ | ”.
test-copy-checks-run = Run the checks
test-copy-checks-sum = { $equal } as expected, { $differ } different, { $failed } without an answer
test-copy-checks-column-name = Check
test-copy-checks-column-outcome = Result
test-copy-checks-column-took = On the copy
test-copy-checks-column-source = On the source
test-copy-checks-line = Line { $line }
test-copy-checks-equal = As expected
test-copy-checks-differs = Different
test-copy-checks-failed = No answer
test-copy-checks-expected = Expected:
test-copy-checks-actual = Answered:
test-copy-checks-on-source = On the source:
test-copy-checks-no-rows = (no rows)

## Statements

test-copy-statements-title = Most expensive statements
test-copy-statements-intro = Those that cost the source the most time, on both sides.
test-copy-statements-run = Compare them
test-copy-statements-none = The source has counted none yet.
test-copy-statements-not-counted = The source does not count its statements
test-copy-statements-not-counted-body = That needs the extension pg_stat_statements, and the right to read it.
test-copy-statements-column-statement = Statement
test-copy-statements-column-calls = Calls
test-copy-statements-column-source = On the source
test-copy-statements-column-copy = On the copy
test-copy-statements-column-plan = Plan
test-copy-statements-not-run = not run
test-copy-statements-plan-same = the same
test-copy-statements-plan-changed = changed
test-copy-statements-plan-unknown = not known
test-copy-statements-plans = Both plans

## The list

test-copies-title = Test copies
test-copies-intro = Temporary databases with a copy of your data, of all accounts. They are billed until they are gone.
test-copies-loading = Asking every account
test-copies-empty-title = No test copy is there
test-copies-empty-body = A test copy is made in the stage Test of a migration. It is listed here until it is gone.
test-copies-column-database = Database
test-copies-column-state = State
test-copies-column-expires = Deleted by itself
test-copies-column-price = Cost so far
test-copies-column-action = Action
test-copies-column-name = Name at the provider
test-copies-column-created = Created
test-copies-unread = { $account } could not be looked through
test-copies-leftovers-title = Left over
test-copies-leftovers-intro = Databases that bear the name of a test copy and that this computer does not know. Another computer may still need them.
