-- Temporary databases that were ordered for a test, written down before the order.
CREATE TABLE test_copies (
    id      TEXT    PRIMARY KEY,
    record  TEXT    NOT NULL, -- JSON of domain::test_copy::TestCopyRecord; never a password
    gone_at INTEGER           -- when the provider said that it was gone
) STRICT, WITHOUT ROWID;
