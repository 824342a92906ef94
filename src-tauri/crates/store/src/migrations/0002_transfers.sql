-- Transfers by our own engine that have begun, and what is done of them.
CREATE TABLE transfers (
    id       INTEGER PRIMARY KEY,
    record   TEXT    NOT NULL, -- JSON of domain::engine::TransferRecord, as last written; never an address or a secret
    ended_at INTEGER
) STRICT;

CREATE TABLE transfer_chunks (
    transfer INTEGER NOT NULL REFERENCES transfers (id),
    name     TEXT    NOT NULL, -- of the table
    range    TEXT    NOT NULL,
    record   TEXT    NOT NULL, -- JSON of domain::engine::ChunkRecord
    PRIMARY KEY (transfer, name, range)
) STRICT, WITHOUT ROWID;

CREATE TABLE transfer_tasks (
    transfer INTEGER NOT NULL REFERENCES transfers (id),
    key      TEXT    NOT NULL,
    record   TEXT    NOT NULL, -- JSON of domain::engine::TaskRecord
    PRIMARY KEY (transfer, key)
) STRICT, WITHOUT ROWID;
