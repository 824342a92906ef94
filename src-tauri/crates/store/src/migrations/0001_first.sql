-- What the application remembers from its first version on. Times are milliseconds since 1970, UTC.
CREATE TABLE accounts (
    id         TEXT    NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL,
    account    TEXT    NOT NULL -- JSON of domain::account::Account; never a secret
) STRICT;

-- What databases are for. Kept by what the provider calls them, so that adding an account again loses no mark.
CREATE TABLE marks (
    provider    TEXT NOT NULL,
    owner       TEXT NOT NULL,
    database    TEXT NOT NULL,
    environment TEXT NOT NULL,
    PRIMARY KEY (provider, owner, database)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;

-- A run outlives its account: no foreign key.
CREATE TABLE runs (
    id           TEXT    NOT NULL PRIMARY KEY,
    provider     TEXT    NOT NULL,
    account      TEXT    NOT NULL,
    owner        TEXT    NOT NULL,
    database     TEXT    NOT NULL,
    plan         TEXT    NOT NULL, -- JSON of domain::run::Plan, as confirmed
    acceptance   TEXT    NOT NULL, -- JSON of domain::run::Acceptance, without its nonce
    created_at   INTEGER NOT NULL,
    migration_id TEXT,
    ended_at     INTEGER,
    entries      INTEGER NOT NULL DEFAULT 0,
    head         TEXT    NOT NULL -- hash of the newest journal entry, or of the run itself
) STRICT;

-- Two runs of one database never go on at the same time.
CREATE UNIQUE INDEX one_open_run ON runs (provider, owner, database) WHERE ended_at IS NULL;

CREATE TABLE journal (
    run     TEXT    NOT NULL REFERENCES runs (id),
    seq     INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    step    TEXT    NOT NULL,
    attempt INTEGER NOT NULL,
    kind    TEXT    NOT NULL, -- JSON of domain::run::EntryKind
    hash    TEXT    NOT NULL,
    PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER journal_is_never_rewritten BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TABLE messages (
    id     INTEGER PRIMARY KEY,
    run    TEXT    NOT NULL REFERENCES runs (id),
    at     INTEGER NOT NULL,
    code   TEXT    NOT NULL,
    params TEXT    NOT NULL -- JSON object of text
) STRICT;

CREATE INDEX messages_of_run ON messages (run, id);
