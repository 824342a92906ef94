### What the checks before a migration found, and what to do about it. A check that could not run is never a pass.

## Addresses written by hand

finding-hard-coded-addresses-none = No address of this database was found written by hand. Environments read: { $places }.
finding-hard-coded-addresses-found = { $count ->
    [one] The address of this database is written by hand in one place. It changes with the migration.
   *[other] The address of this database is written by hand in { $count } places. It changes with the migration.
}
finding-hard-coded-addresses-found-remedy = Note these places. After the migration, put the new values there, or better the database’s own variables.
finding-hard-coded-addresses-found-and-unreadable = { $count ->
    [one] The address of this database is written by hand in one place, and not every environment could be read: { $unreadable_names }.
   *[other] The address of this database is written by hand in { $count } places, and not every environment could be read: { $unreadable_names }.
}
finding-hard-coded-addresses-found-and-unreadable-remedy = Note these places, and look yourself into those that could not be read.
finding-hard-coded-addresses-unreadable = No address was found written by hand, but not every environment could be read: { $unreadable_names }.
finding-hard-coded-addresses-unreadable-remedy = Look yourself into those that could not be read.
finding-hard-coded-addresses-could-not-run = Whether an address of this database is written by hand somewhere could not be looked up ({ $code }).
finding-hard-coded-addresses-could-not-run-remedy = Run the check again, or look yourself into the variables of your applications.

## The newest backup

finding-backup-age-recent = The newest backup is recent: made { $hours } h ago. It is the restore point of this migration.
finding-backup-age-old = The newest backup was made { $days } d ago. What was written since is in no backup.
finding-backup-age-old-remedy = Make a backup at the provider first, or make sure that the daily backup works.
finding-backup-age-none = There is no backup of this database. The migration would have no restore point.
finding-backup-age-none-remedy = Make a backup at the provider first.
finding-backup-age-could-not-run = The backups could not be listed ({ $code }). Whether there is a restore point is not known.
finding-backup-age-could-not-run-remedy = Run the check again, or look at the backups at the provider.

## Reaching the database from this computer

finding-database-reachable-reachable = The database answers this computer (server version { $version }). Both sides can be compared row by row.
finding-database-reachable-engine-not-known = Changeover does not read { $engine } yet. The migration works, the comparison of both sides does not.
finding-database-reachable-engine-not-known-remedy = Compare the most important tables or keys yourself afterwards.
finding-database-reachable-login-refused = The database does not accept the user and password from its own variables ({ $code }). Both sides cannot be compared.
finding-database-reachable-login-refused-remedy = Look at the provider whether the password was changed by hand.
finding-database-reachable-not-trusted = The database could not prove who it is, so nothing was sent to it ({ $code }). Both sides cannot be compared.
finding-database-reachable-not-trusted-remedy = Look at the certificates of this computer, or ask whoever runs your network.
finding-database-reachable-unreachable = The database cannot be reached from this computer ({ $code }). The provider can still migrate it, but both sides cannot be compared.
finding-database-reachable-unreachable-remedy = Look at the network and at the firewall. Going on without a comparison means trusting the provider alone.
finding-database-reachable-could-not-run = Whether the database answers this computer could not be tried ({ $code }).
finding-database-reachable-could-not-run-remedy = Run the check again. Without it, both sides may not be compared.

## Shared or dedicated

finding-dev-plan-target-shared = The chosen plan is shared with other customers. Such plans are meant for tests: backups and performance are limited.
finding-dev-plan-target-shared-remedy = Choose a dedicated plan for anything that matters.
finding-dev-plan-leaves-shared = The database leaves a shared server for one of its own.
finding-dev-plan-dedicated = The chosen plan has a server of its own.
finding-dev-plan-not-said = The provider does not say whether the chosen plan is shared with others.
finding-dev-plan-not-said-remedy = Look at the description of the plan.
finding-dev-plan-could-not-run = Whether the chosen plan is shared could not be read ({ $code }).
finding-dev-plan-could-not-run-remedy = Run the check again.

## Direct host and port

finding-direct-host-none = The direct host and port are not used.
finding-direct-host-used = { $count ->
    [one] A direct address is set. It does not survive the migration.
   *[other] Direct addresses are set. They do not survive the migration.
}
finding-direct-host-used-remedy = Know what uses them. Generate them again at the provider afterwards and put them where they are used.
finding-direct-host-could-not-run = Whether a direct address is set could not be read ({ $code }).
finding-direct-host-could-not-run-remedy = Run the check again.

## Disk

finding-disk-space-enough = The data ({ $size_bytes }) fits on the disk of the chosen plan ({ $disk_bytes }) with room to work.
finding-disk-space-tight = The data ({ $size_bytes }) just fits on the disk of the chosen plan ({ $disk_bytes }), with little room to work.
finding-disk-space-tight-remedy = Choose a larger plan, or delete what is no longer needed.
finding-disk-space-too-small = The data ({ $size_bytes }) does not fit on the disk of the chosen plan ({ $disk_bytes }).
finding-disk-space-too-small-remedy = Choose a larger plan.
finding-disk-space-too-small-for-a-copy = A copy of the data ({ $size_bytes }) needs { $wanted_bytes } with its logs and room to work; the disk of the chosen plan has { $disk_bytes }.
finding-disk-space-too-small-for-a-copy-remedy = Choose a larger plan.
finding-disk-space-disk-not-said = The provider does not say how large the disk of the chosen plan is.
finding-disk-space-disk-not-said-remedy = Look at the description of the plan.
finding-disk-space-could-not-run = The size of the data could not be compared with the disk ({ $code }).
finding-disk-space-could-not-run-remedy = Run the check again, or compare the size with the plan yourself.

## Extensions

finding-extensions-kept = { $count ->
    [0] The database uses no extension.
    [one] Its extension exists in version { $to } too.
   *[other] All its { $count } extensions exist in version { $to } too.
}
finding-extensions-gone = { $count ->
    [one] One extension no longer exists in version { $to }.
   *[other] { $count } extensions no longer exist in version { $to }.
}
finding-extensions-gone-remedy = Replace them before the migration, or choose a version that still has them.
finding-extensions-could-not-run = The extensions could not be read ({ $code }).
finding-extensions-could-not-run-remedy = Run the check again, or list them yourself: SELECT extname FROM pg_extension.

## Linked applications

finding-linked-applications-none = No application is linked to this database.
finding-linked-applications-restart = { $count ->
    [one] One linked application restarts by itself with the new address. Meant to run: { $running }.
   *[other] { $count } linked applications restart by themselves with the new address. Meant to run: { $running }.
}
finding-linked-applications-could-not-run = The linked applications could not be listed ({ $code }).
finding-linked-applications-could-not-run-remedy = Run the check again, or look at them at the provider.

## Whether the provider migrates this

finding-plan-migratable-yes = The provider migrates to the plan { $plan }.
finding-plan-migratable-not-this-product = The provider does not migrate databases of this product.
finding-plan-migratable-not-this-product-remedy = Ask the provider’s support for the way to take.
finding-plan-migratable-not-this-plan = The provider does not migrate databases of the present plan.
finding-plan-migratable-not-this-plan-remedy = Ask the provider’s support for the way to take.
finding-plan-migratable-target-not-offered = The plan { $plan } is not offered for this database.
finding-plan-migratable-target-not-offered-remedy = Choose another plan.
finding-plan-migratable-target-not-migratable = The provider does not migrate to the plan { $plan }.
finding-plan-migratable-target-not-migratable-remedy = Choose another plan.
finding-plan-migratable-could-not-run = Whether the provider migrates to this plan could not be read ({ $code }).
finding-plan-migratable-could-not-run-remedy = Run the check again.

## Read-only users

finding-read-only-users-none = There are no read-only users to carry over.
finding-read-only-users-kept = { $count ->
    [one] One read-only user is carried over.
   *[other] { $count } read-only users are carried over.
}
finding-read-only-users-lost = { $count ->
    [one] One read-only user is not carried over for this engine.
   *[other] { $count } read-only users are not carried over for this engine.
}
finding-read-only-users-lost-remedy = Note who uses them, and create them again afterwards.
finding-read-only-users-could-not-run = The read-only users could not be listed ({ $code }).
finding-read-only-users-could-not-run-remedy = Run the check again.

## Replicas

finding-replicas-none-seen = This server is not a replica. Whether replicas of it exist elsewhere cannot be seen from here.
finding-replicas-is-replica = This server is a replica of another. A replica cannot be migrated by itself.
finding-replicas-is-replica-remedy = Migrate the primary, or ask the provider’s support.
finding-replicas-could-not-run = Whether this server is a replica could not be asked ({ $code }).
finding-replicas-could-not-run-remedy = Run the check again. If you have replicas, ask the provider’s support first.

## The role of the account

finding-role-enough = The role { $role } in { $owner } allows a migration.
finding-role-maybe = The role { $role } in { $owner } may not be enough to migrate.
finding-role-maybe-remedy = Going on is safe: the provider refuses before anything changes. An administrator can raise the role.
finding-role-too-little = The role { $role } in { $owner } does not allow a migration.
finding-role-too-little-remedy = Ask an administrator of { $owner } to migrate, or to raise the role.
finding-role-unknown = The provider names the role { $role } in { $owner }, which Changeover does not know.
finding-role-unknown-remedy = Ask an administrator of { $owner } whether it allows a migration.
finding-role-not-said = The provider names no role for this account in { $owner }.
finding-role-could-not-run = The role of the account could not be read ({ $code }).
finding-role-could-not-run-remedy = Run the check again.

## Another migration under way

finding-running-migration-none = No other migration of this database is under way.
finding-running-migration-running = A migration of this database is under way at the provider: { $migration } ({ $status }).
finding-running-migration-running-remedy = Wait until it has ended, or stop it where it was started.
finding-running-migration-could-not-run = Whether another migration is under way could not be asked ({ $code }).
finding-running-migration-could-not-run-remedy = Run the check again before going on.

## Direction of the version

finding-version-direction-higher = From version { $from } to { $to }: an upgrade.
finding-version-direction-same = Version { $to } stays: an update in place, or a move.
finding-version-direction-lower = Version { $to } is lower than the present one, { $from }. Databases are not taken back to an earlier version.
finding-version-direction-lower-remedy = Choose the present version or a higher one. Only the provider’s support does more.
finding-version-direction-not-offered = The provider does not offer version { $to } for this database.
finding-version-direction-not-offered-remedy = Choose a version from the list.
finding-version-direction-unknown = Whether version { $to } is higher or lower than the present one is not known.
finding-version-direction-unknown-remedy = Look at the provider which version the database has.
finding-version-direction-could-not-run = The versions could not be compared ({ $code }).
finding-version-direction-could-not-run-remedy = Run the check again.

## How long versions live

finding-source-version-life-supported = Version { $version } is supported by its makers until { $date }.
finding-source-version-life-ends-soon = Version { $version } is supported by its makers only until { $date }: a good time to upgrade.
finding-source-version-life-ended = Version { $version } has not been supported by its makers since { $date }: a good reason to upgrade.
finding-source-version-life-target-ended = The chosen version { $version } has not been supported by its makers since { $date }.
finding-source-version-life-target-ended-remedy = Choose a newer version.
finding-source-version-life-unknown = Changeover knows no end of life for this version.
finding-source-version-life-could-not-run = How long the versions live could not be looked up ({ $code }).
finding-source-version-life-could-not-run-remedy = Run the check again.

## The zone

finding-zone-served-served = The plan { $plan } is served in the zone { $zone }.
finding-zone-served-not-served = The plan { $plan } is not served in the zone { $zone }.
finding-zone-served-not-served-remedy = Choose another zone or another plan.
finding-zone-served-plan-not-offered = The plan { $plan } is not offered, so it is not served in the zone { $zone } either.
finding-zone-served-plan-not-offered-remedy = Choose another plan.
finding-zone-served-not-said = The provider does not say in which zones the plan { $plan } is served ({ $zone } was chosen).
finding-zone-served-not-said-remedy = Going on is safe: the provider refuses before anything changes.
finding-zone-served-could-not-run = Whether the plan is served in this zone could not be read ({ $code }).
finding-zone-served-could-not-run-remedy = Run the check again.

## What a copy of our own carries

finding-transfer-contents-all = Everything in the database is carried. Tables: { $table_count }.
finding-transfer-contents-some = { $count ->
    [one] One thing does not arrive as it is.
   *[other] { $count } things do not arrive as they are.
}
finding-transfer-contents-some-remedy = Look at each: create it by hand afterwards, or do without it.
finding-transfer-contents-blocked = The database holds something that cannot be carried.
finding-transfer-contents-blocked-remedy = Remove what is named, or give the user the right to read it, then run the checks again.
finding-transfer-contents-rows-hidden = Row security may hide rows from this user: a copy might not be whole.
finding-transfer-contents-rows-hidden-remedy = Use the owner of the tables, or a user that bypasses row security.
finding-transfer-contents-could-not-run = What is in the database could not be read ({ $code }).
finding-transfer-contents-could-not-run-remedy = Run the check again.

## Keeping writers out

finding-freeze-possible-possible = { $count ->
    [0] The database can be made read-only while it is copied. Nobody is connected now.
    [one] The database can be made read-only while it is copied. One session will be ended, and may read again at once.
   *[other] The database can be made read-only while it is copied. { $count } sessions will be ended, and may read again at once.
}
finding-freeze-possible-already = The database is read-only already, by somebody else’s doing. Changeover leaves that as it is.
finding-freeze-possible-already-remedy = If nobody meant that, make it writable before you go on.
finding-freeze-possible-impossible = Somebody could go on writing while the data is copied.
finding-freeze-possible-impossible-remedy = End what is named, or use the owner of the database, then run the checks again.
finding-freeze-possible-could-not-run = Whether writers can be kept out could not be asked ({ $code }).
finding-freeze-possible-could-not-run-remedy = Run the check again. The same is asked once more before the source becomes read-only.
