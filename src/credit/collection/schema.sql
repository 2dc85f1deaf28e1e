CREATE TABLE collection_submission (
    submission_id ORDER_KEY,
    begun BIGINT NOT NULL,
    provider TEXT NOT NULL,
    class_code TEXT NOT NULL,
    layout TEXT NOT NULL,
    file_name TEXT NOT NULL
);

CREATE TABLE collection_receipt (
    submission_id ORDER_KEY,
    read_rows BIGINT NOT NULL,
    accepted BIGINT NOT NULL,
    warned BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    refused BIGINT NOT NULL
);

CREATE TABLE collection_zero_report (
    report_id ORDER_KEY,
    provider TEXT NOT NULL,
    class_code TEXT NOT NULL,
    period TEXT NOT NULL,
    reported BIGINT NOT NULL
);
