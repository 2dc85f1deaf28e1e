CREATE TABLE catalogue_version (
    leaf_index BIGINT NOT NULL,
    version_id TEXT NOT NULL,
    digest TEXT NOT NULL
);
CREATE INDEX catalogue_version_by_id ON catalogue_version (version_id);
