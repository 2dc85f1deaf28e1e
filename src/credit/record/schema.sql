-- key_digest: the first 8 bytes of the digest of class and key. Two keys that share it are told
-- apart by their events. The rows lie by subject, as they are asked for.
CREATE TABLE record (
    subject_id BIGINT NOT NULL,
    key_digest BIGINT NOT NULL,
    record_id BIGINT NOT NULL,
    decided BIGINT NOT NULL,
    standing TEXT NOT NULL,
    versions BIGINT NOT NULL,
    version_leaf BIGINT NOT NULL,
    PRIMARY KEY (subject_id, key_digest, record_id)
) CLUSTERED;

CREATE TABLE record_awaiting (
    submission BIGINT NOT NULL,
    subject_id BIGINT NOT NULL,
    record_id BIGINT NOT NULL
);
CREATE INDEX record_awaiting_by_submission ON record_awaiting (submission);
CREATE INDEX record_awaiting_by_record ON record_awaiting (record_id);
