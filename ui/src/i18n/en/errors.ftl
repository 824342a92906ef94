### Every error by its code: what happened, what it means. Then the one thing to do about it.

## The network

error-chg-net-001-title = The server’s name was not found
error-chg-net-001-body = The name in the address is not known to this network. Nothing was sent.
error-chg-net-002-title = Nothing answers at this address
error-chg-net-002-body = The connection was refused or found no way. Nothing was sent.
error-chg-net-003-title = No answer in time
error-chg-net-003-body = The other side was reached but did not answer. Whether the request took effect is not known; Changeover looks before it does anything else.
error-chg-net-004-title = The connection broke off
error-chg-net-004-body = The connection ended before the whole answer had arrived. Whether the request took effect is not known; Changeover looks before it does anything else.
error-chg-net-005-title = The other side could not prove who it is
error-chg-net-005-body = Its certificate is not trusted, has lapsed, or belongs to another name. No credentials were sent.
error-chg-net-006-title = The connection cannot be encrypted
error-chg-net-006-body = The other side offers no encryption, or none that is safe today. No credentials were sent.
error-chg-net-007-title = The answer sends us to another address
error-chg-net-007-body = Credentials do not follow such detours: the new address could belong to anyone. Only the first address has seen the request.
error-chg-net-008-title = A proxy on the way refuses
error-chg-net-008-body = The proxy of this network does not let the request through, or asks for a sign-in of its own.
error-chg-net-009-title = Credentials are not sent to this address
error-chg-net-009-body = The address is not encrypted, or is not one that this provider’s credentials belong to. Nothing was sent.
error-chg-net-010-title = This server shows another certificate than before
error-chg-net-010-body = Changeover remembered its certificate when it first met the server; this is another one. Either the server was set up again, or somebody stands in between. Neither user nor password was sent. If you know of the change, have the old certificate forgotten; else ask who runs the server.
error-chg-net-011-title = The server wants a client certificate
error-chg-net-011-body = It lets in only those who show a certificate that it knows, and there is none, or it does not take this one. The password was not accepted without it. Nothing was read or written.

## The provider’s interface

error-chg-api-001-title = The answer is not readable
error-chg-api-001-body = What came back is not in the form that the provider documents, for example a web page instead of data. It was not taken for an answer.
error-chg-api-002-title = The answer is far too large
error-chg-api-002-body = More came back than this request can yield. Reading was stopped and what had arrived was thrown away.
error-chg-api-003-title = The provider is not available
error-chg-api-003-body = It says that it is overloaded or under maintenance. Your databases are not affected by this message.
error-chg-api-004-title = Too many requests
error-chg-api-004-body = The provider asks to slow down. Changeover waits and goes on by itself where it can.
error-chg-api-005-title = The provider refuses
error-chg-api-005-body = It understood the request and turned it down. Its own words are in the details.
error-chg-api-006-title = The provider does not know this
error-chg-api-006-body = What was asked for does not exist there (any more), or this account may not see it.
error-chg-api-007-title = The provider wants a payment first
error-chg-api-007-body = The organisation has no valid means of payment, or owes something. Nothing was changed.
error-chg-api-008-title = No room in this zone for this plan
error-chg-api-008-body = The provider has no server left for this choice at the moment. Nothing was changed.
error-chg-api-009-title = This provider cannot do that
error-chg-api-009-body = What was asked for is not among what the provider offers for this database.

## Signing in

error-chg-aut-001-title = The account is signed out
error-chg-aut-001-body = The provider no longer accepts the credentials: they have lapsed or were revoked. A migration under way goes on at the provider.
error-chg-aut-002-title = The account lacks a right
error-chg-aut-002-body = The credentials are accepted, but its role does not allow this.
error-chg-aut-003-title = The sign-in was not completed
error-chg-aut-003-body = It was cancelled, or consent was not given. No account was added or changed.
error-chg-aut-004-title = This answer belongs to another sign-in
error-chg-aut-004-body = The browser came back with an answer to a sign-in that was not started here. It was thrown away.
error-chg-aut-005-title = This does not look like a credential of this provider
error-chg-aut-005-body = What was entered has another form: part of it may be missing, or something may have been copied along. Nothing was sent.

## Where secrets are kept

error-chg-vlt-001-title = The keyring cannot be used
error-chg-vlt-001-body = This computer has no keyring for passwords, or it does not answer. Secrets are never kept without one or the other: a keyring, or a passphrase file that you choose.
error-chg-vlt-002-title = The keyring is locked
error-chg-vlt-002-body = The keyring of this computer waits for its password. What is in it is safe.
error-chg-vlt-003-title = The passphrase file is locked
error-chg-vlt-003-body = The secrets are in it, and it has not been opened since Changeover started.
error-chg-vlt-004-title = The passphrase does not open the file
error-chg-vlt-004-body = The file is in order and was not changed. There is no way round the passphrase.
error-chg-vlt-005-title = The passphrase file is damaged
error-chg-vlt-005-body = Its content is not what was written. It was left as it is. The secrets in it can be made again at the providers.
error-chg-vlt-006-title = The secret of this account is missing
error-chg-vlt-006-body = It is neither in the keyring nor in the passphrase file. It may have been removed by another program.
error-chg-vlt-007-title = The secret is too long for the keyring
error-chg-vlt-007-body = The keyring of this system holds only short secrets. It was not cut to fit; nothing was kept.
error-chg-vlt-008-title = The passphrase file is from a newer version
error-chg-vlt-008-body = A newer Changeover wrote it in a form that this one cannot read. It was left as it is.

## What Changeover remembers

error-chg-sto-001-title = The data is from a newer version
error-chg-sto-001-body = A newer Changeover wrote it in a form that this one cannot read. It was left as it is.
error-chg-sto-002-title = Changeover’s own data is damaged
error-chg-sto-002-body = The file that holds accounts and history is not readable as it should be. Your databases are not affected: they are at the provider. A dated backup lies beside the file.
error-chg-sto-003-title = Changeover cannot write to the disk
error-chg-sto-003-body = The disk is full, or the folder may not be written to. Nothing is begun that could not be written down first.
error-chg-sto-004-title = Another copy of Changeover is at work
error-chg-sto-004-body = It owns the data folder; two at once could get in each other’s way. A migration under way goes on.

## Databases

error-chg-dbs-001-title = The database cannot be reached
error-chg-dbs-001-body = No connection from this computer. The provider may still reach it, and so may your applications.
error-chg-dbs-002-title = The database refuses the sign-in
error-chg-dbs-002-body = It does not accept this user or this password.
error-chg-dbs-003-title = A right in the database is missing
error-chg-dbs-003-body = The user may not read or do something that this work needs. The details name it.
error-chg-dbs-004-title = The database refuses a statement
error-chg-dbs-004-body = Its own words are in the details. What was refused has changed nothing.
error-chg-dbs-005-title = This version of the database is not known
error-chg-dbs-005-body = Changeover has not been made for it, and does not guess.
error-chg-dbs-006-title = Something cannot be carried over
error-chg-dbs-006-body = The source holds an object that the copy could not reproduce. The details name it. Nothing is left out silently.
error-chg-dbs-007-title = The target is not empty
error-chg-dbs-007-body = It already holds something, and nothing there is written over.
error-chg-dbs-008-title = Source and target are the same database
error-chg-dbs-008-body = Both addresses lead to the same place. Nothing was read or written.
error-chg-dbs-009-title = Rows may be hidden
error-chg-dbs-009-body = Row-level security applies to this user: a copy could miss rows without noticing. Nothing was copied.
error-chg-dbs-010-title = The address does not lead straight to one server
error-chg-dbs-010-body = Something between this computer and the database (a connection pooler or a load balancer) gives each connection another session or another server. A copy or a comparison through it could mix them up. Nothing was written.
error-chg-dbs-011-title = A table was emptied or rewritten while it was read
error-chg-dbs-011-body = Its rows of the moment of reading are gone, so the copy would miss them. Maintenance such as TRUNCATE, VACUUM FULL or a change of a column does that. The source itself is as it was left by it.
error-chg-dbs-012-title = The disk of the database is full
error-chg-dbs-012-body = The server has no room left for what is written. The source is unchanged.
error-chg-dbs-013-title = The database has run out of memory
error-chg-dbs-013-body = The server refuses the work for want of memory or of places for locks. The source is unchanged.
error-chg-dbs-014-title = The database takes no more connections
error-chg-dbs-014-body = The server or this user has reached its number of connections.
error-chg-dbs-015-title = Somebody else holds a lock
error-chg-dbs-015-body = Another session keeps a table that is needed, and has not let go in time. The details name the work.
error-chg-dbs-016-title = The database’s password is not known
error-chg-dbs-016-body = The provider does not hand it out, and the account holds none for this database. Sign in again and give a user of databases and its password.
error-chg-dbs-017-title = The source cannot be made read-only
error-chg-dbs-017-body = Somebody could go on writing to it; the details say who. Nothing was copied, and the source is as it was.
error-chg-dbs-018-title = The source was written to while it was read-only
error-chg-dbs-018-body = Something writes there in spite of it, so the target lacks those rows. The source is what counts, and can be written to again.
error-chg-dbs-019-title = The disk of the target is too small
error-chg-dbs-019-body = A copy needs the size of the data, a quarter of it beside, and room for the server's log. Nothing was begun.
error-chg-dbs-020-title = The copy would go the wrong way
error-chg-dbs-020-body = The target is the older server, or the source holds no tables while the target is full: the two look swapped. Nothing was written to either.

## Migrations

error-chg-run-001-title = A lower version cannot be chosen
error-chg-run-001-body = Databases are not taken back to an earlier version here. Nothing was changed.
error-chg-run-002-title = A check stands in the way
error-chg-run-002-body = At least one check says that this migration would not go well. Nothing was changed.
error-chg-run-003-title = A migration of this database is under way
error-chg-run-003-body = Only one can run at a time. Nothing was started.
error-chg-run-004-title = The plan has changed since you saw it
error-chg-run-004-body = The database, the price or a check is no longer as it was shown. Nothing was started: look at it again first.
error-chg-run-005-title = The name does not match
error-chg-run-005-body = What was typed is not the name of this database. Nothing was started.
error-chg-run-006-title = A warning was not accepted
error-chg-run-006-body = Going on needs a yes to each warning. Nothing was started.
error-chg-run-007-title = This is not possible now
error-chg-run-007-body = What was asked for does not fit how things stand at the moment. Nothing was changed.
error-chg-run-008-title = The migration failed at the provider
error-chg-run-008-body = The provider ended it without success. The page of the migration says where your data is.
error-chg-run-009-title = The two sides differ
error-chg-run-009-body = After the migration, something is not the same on both sides. The result names each difference.
error-chg-run-010-title = It is not known whether the migration was started
error-chg-run-010-body = The answer was lost, and the provider’s list does not settle it. Nothing is asked for twice.
error-chg-run-011-title = The target holds a transfer that has not ended
error-chg-run-011-body = An earlier transfer into this database stopped half-way. The source is unchanged; the target is of no use before it is finished.
error-chg-run-012-title = The transfer cannot go on
error-chg-run-012-body = Source or target are no longer what they were when it stopped. The details say what. The source is unchanged.
error-chg-run-013-title = The source would have been read-only for too long
error-chg-run-013-body = The work was not done within the time that was set, so it was stopped. The source is what counts, and can be written to again.
error-chg-run-014-title = Nothing was pressed in the panel in time
error-chg-run-014-body = The server still has its old version. Nothing was lost, and the database can be written to again. Say when you are about to press, and it begins anew.

## Input and files

error-chg-inp-001-title = Something entered cannot be used
error-chg-inp-001-body = The details say what and why. Nothing was changed.
error-chg-inp-002-title = The file cannot be read
error-chg-inp-002-body = It is missing, may not be opened, or is not what it should be.

## The practice cloud

error-chg-pra-001-title = No database server to practise with
error-chg-pra-001-body = The practice cloud runs real database servers, and none was found on this computer.
error-chg-pra-002-title = A practice server did not start
error-chg-pra-002-body = The details hold what it said last. Nothing outside the practice cloud is affected.
error-chg-pra-003-title = The scenario cannot be used
error-chg-pra-003-body = The file that describes the practice cloud is not as it should be. The details name the place.

## Anything else

error-chg-gen-001-title = Stopped
error-chg-gen-001-body = The work was stopped as you asked.
error-chg-gen-002-title = A defect in Changeover
error-chg-gen-002-body = Something happened that should not. What was written down before is safe; your databases were not touched by the defect itself.
error-chg-gen-003-title = The guard of the source cannot be started
error-chg-gen-003-body = While a source is read-only, a second process of Changeover watches over it, and makes it writable again if Changeover itself is gone. It did not start, so nothing was made read-only and nothing was changed. If Changeover was updated while it was open, close it, open it again and begin anew.

## The one thing to do

remedy-try-later = Wait a little, then try again.
remedy-check-network = Look at the connection of this computer: cable, Wi-Fi, VPN, firewall.
remedy-check-address = Look at the address: is it complete, and the right one?
remedy-check-certificates = Look at the date of this computer, at its certificates and at the CA file of the address (sslrootcert), or ask whoever runs the server or the network.
remedy-check-client-certificate = Name the client certificate and its key in the address (sslcert, sslkey), or ask whoever runs the server for them.
remedy-sign-in-again = Sign in again. What is under way goes on after it.
remedy-ask-for-right = Ask whoever manages the organisation or the database for the right.
remedy-contact-support = Write to the provider’s support with the reference below.
remedy-unlock-vault = Unlock the keyring or the passphrase file, then try again.
remedy-choose-passphrase-file = Choose a passphrase file to keep secrets in.
remedy-restore-backup = Put a backup of the file in its place, or set the file aside and begin anew.
remedy-update-application = Install the newest version of Changeover.
remedy-free-disk-space = Free some disk space, or give back the right to write to the folder.
remedy-close-other-copy = Close the other copy of Changeover, then try again.
remedy-change-settings = Change the settings of the migration.
remedy-correct-input = Correct what was entered.
remedy-look-at-provider = Look at the provider’s own pages first.
remedy-install-servers = Install the practice servers, then try again.
remedy-use-direct-address = Use the direct address of the server: your provider names it beside the one of the pooler, often with another port. A pooler in session mode works too.
remedy-resume-transfer = Go on with it, or empty the target to begin anew.
remedy-empty-target = Empty the target or take another one, then begin anew.
remedy-enlarge-database = Give the database more room, for example by a larger plan, then go on.
remedy-fewer-jobs = Close other connections, or work with fewer at the same time, then go on.
remedy-stop-writers = Find what writes to the source by other ways (the details of its sessions name it) and stop it, then begin again.
remedy-swap-ends = Swap source and target if they were mixed up. Else choose an empty target of the same or a later version.
remedy-nothing = There is nothing to do.
remedy-report-defect = Tell the makers of Changeover, with the code and the details.
