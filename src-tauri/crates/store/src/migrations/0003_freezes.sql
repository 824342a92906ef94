-- Sources that were made read-only for a transfer.
CREATE TABLE freezes (
    id       INTEGER PRIMARY KEY,
    record   TEXT    NOT NULL, -- JSON of domain::engine::FreezeRecord; never an address with a password
    ended_at INTEGER           -- when the source could be written to again
) STRICT;
