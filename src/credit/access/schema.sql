CREATE TABLE access_organisation (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    parent TEXT NOT NULL,
    leaf_index BIGINT NOT NULL
);

CREATE TABLE access_proposal (
    proposal_id ORDER_KEY,
    subject_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    target BIGINT NOT NULL,
    proposed_by TEXT NOT NULL,
    organisation TEXT NOT NULL,
    state TEXT NOT NULL
);
CREATE INDEX access_proposal_by_target ON access_proposal (target);
CREATE INDEX access_proposal_by_state ON access_proposal (state, proposal_id);
--postgresql CREATE INDEX access_proposal_by_id ON access_proposal (proposal_id);
