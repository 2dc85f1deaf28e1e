-- Not a table of the book. condemned: 1 from the moment an erasure is about to be committed.
CREATE TABLE part_key (
    leaf_index ORDER_KEY,
    key BYTES NOT NULL,
    condemned BIGINT NOT NULL
);
--postgresql CREATE UNIQUE INDEX part_key_by_leaf ON part_key (leaf_index);
