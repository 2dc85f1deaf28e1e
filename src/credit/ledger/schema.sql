-- The log. These tables are the truth; every other table of a book can be remade from them.

CREATE TABLE ledger_head (
    one BIGINT PRIMARY KEY,
    format BIGINT NOT NULL,
    suite TEXT NOT NULL,
    origin TEXT NOT NULL,
    size BIGINT NOT NULL
);

-- parts: what was hashed, as docs/ledger-format.md says ("How a book keeps parts").
CREATE TABLE ledger_event (
    leaf_index ORDER_KEY,
    subject_id BIGINT NOT NULL,
    history_number BIGINT NOT NULL,
    kind TEXT NOT NULL,
    entry BYTES NOT NULL,
    parts BYTES NOT NULL
);
CREATE INDEX ledger_event_by_subject ON ledger_event (subject_id, history_number, entry);
--postgresql CREATE INDEX ledger_event_by_leaf ON ledger_event (leaf_index);

-- Level -1 holds the bundles of entries. The width follows from the size of the log.
CREATE TABLE ledger_tile (
    level BIGINT NOT NULL,
    tile_index BIGINT NOT NULL,
    content BYTES NOT NULL,
    PRIMARY KEY (level, tile_index)
);

CREATE TABLE ledger_checkpoint (
    size BIGINT PRIMARY KEY,
    note TEXT NOT NULL
);
