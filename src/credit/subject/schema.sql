CREATE TABLE subject (
    subject_id ORDER_KEY,
    name TEXT NOT NULL,
    merged_into BIGINT
);
--postgresql CREATE UNIQUE INDEX subject_by_id ON subject (subject_id);

CREATE TABLE subject_identifier (
    subject_id BIGINT NOT NULL,
    scheme TEXT NOT NULL,
    value TEXT NOT NULL,
    until_day BIGINT,
    leaf_index BIGINT NOT NULL
);
CREATE INDEX subject_identifier_by_value ON subject_identifier (value);
CREATE INDEX subject_identifier_by_subject ON subject_identifier (subject_id);

-- name_key: the first 8 bytes of the digest of the name as it is compared.
CREATE TABLE subject_name (
    subject_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    name_key BIGINT NOT NULL,
    leaf_index BIGINT NOT NULL
);
CREATE INDEX subject_name_by_key ON subject_name (name_key);
CREATE INDEX subject_name_by_subject ON subject_name (subject_id);
