CREATE TABLE subject (
    subject_id ORDER_KEY,
    name TEXT NOT NULL,
    merged_into BIGINT
);
--postgresql CREATE UNIQUE INDEX subject_by_id ON subject (subject_id);

CREATE TABLE subject_identifier (
    value TEXT NOT NULL,
    scheme TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    until_day BIGINT,
    leaf_index BIGINT NOT NULL,
    PRIMARY KEY (value, scheme, subject_id)
) CLUSTERED;
CREATE INDEX subject_identifier_by_subject ON subject_identifier (subject_id);

-- An event brings one name at most, so that its index is the name's.
CREATE TABLE subject_name (
    leaf_index ORDER_KEY,
    subject_id BIGINT NOT NULL,
    name TEXT NOT NULL
);
CREATE INDEX subject_name_by_subject ON subject_name (subject_id);
--postgresql CREATE INDEX subject_name_by_leaf ON subject_name (leaf_index);
