-- Database servers as they were when they were first met.
CREATE TABLE certificates (
    host     TEXT    NOT NULL, -- in lower case
    port     INTEGER NOT NULL,
    print    TEXT    NOT NULL, -- SHA-256 of the certificate, in hexadecimal with colons
    verified INTEGER NOT NULL, -- 1: the machine's trust store vouched for it
    since    INTEGER NOT NULL, -- when it was first met
    PRIMARY KEY (host, port)
) STRICT;
