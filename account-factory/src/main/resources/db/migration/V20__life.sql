-- A request is not only for a new account: what else becomes of an account goes through the same journal.
ALTER TABLE request ADD COLUMN kind text NOT NULL DEFAULT 'VEND'
    CHECK (kind IN ('VEND', 'IMPORT', 'CHANGE', 'REPAIR', 'CLOSE'));
-- The request that the account came from, of requests about an account that is there.
ALTER TABLE request ADD COLUMN origin_id uuid REFERENCES request (id);
ALTER TABLE request DROP CONSTRAINT request_state_check;
ALTER TABLE request ADD CONSTRAINT request_state_check CHECK (state IN
    ('AWAITING_APPROVAL', 'RUNNING', 'ABORTING', 'HANDED_OVER', 'DONE', 'CLOSED', 'DENIED', 'EXPIRED', 'ABORTED'));

-- Names and addresses are kept free for new accounts; of an account that is there, one thing is done at a time.
DROP INDEX request_open_email;
DROP INDEX request_open_name;
CREATE UNIQUE INDEX request_open_email ON request (lower(email))
    WHERE state IN ('AWAITING_APPROVAL', 'RUNNING', 'ABORTING') AND kind = 'VEND';
CREATE UNIQUE INDEX request_open_name ON request (lower(name))
    WHERE state IN ('AWAITING_APPROVAL', 'RUNNING', 'ABORTING') AND kind = 'VEND';
CREATE UNIQUE INDEX request_open_account ON request (account_id)
    WHERE state IN ('AWAITING_APPROVAL', 'RUNNING', 'ABORTING');
CREATE INDEX request_kind ON request (kind, created_at);

-- What people say of an account. Governed is an account whose request says what it is to be.
ALTER TABLE account ADD COLUMN governed_by uuid REFERENCES request (id);
ALTER TABLE account ADD COLUMN owner text;
ALTER TABLE account ADD COLUMN cost_centre text;
ALTER TABLE account ADD COLUMN environment text;
ALTER TABLE account ADD COLUMN blueprint text;
-- When its place was last seen: what a long sweep read before a move doesn't overwrite the move.
ALTER TABLE account ADD COLUMN ou_seen_at timestamptz;
CREATE INDEX account_owner ON account (lower(owner), id);
CREATE INDEX account_ou ON account (ou_id, id);

-- The root and the organizational units, as last seen.
CREATE TABLE organizational_unit (
    id        text PRIMARY KEY,
    parent_id text,          -- none of the root
    name      text        NOT NULL,
    seen_at   timestamptz NOT NULL
);
CREATE INDEX organizational_unit_parent ON organizational_unit (parent_id);

-- What each governed account, and each policy, is to be; one row a thing. The step is the one that makes it so.
CREATE TABLE expectation (
    subject  text NOT NULL,
    item     text NOT NULL,
    expected text NOT NULL,
    step     text,
    PRIMARY KEY (subject, item)
);

CREATE TABLE drift (
    id          uuid PRIMARY KEY,
    subject     text        NOT NULL, -- an account's id, or a policy's
    item        text        NOT NULL,
    expected    text        NOT NULL,
    found       text        NOT NULL,
    step        text,
    source      text        NOT NULL CHECK (source IN ('EVENT', 'SWEEP')),
    event       text,                 -- the call that changed it, service:Operation
    event_id    text,
    principal   text,                 -- who called
    changed_at  timestamptz,          -- when
    state       text        NOT NULL CHECK (state IN ('OPEN', 'REPAIRING', 'REPAIRED', 'ACCEPTED', 'GONE')),
    request_id  uuid REFERENCES request (id),
    detected_at timestamptz NOT NULL,
    ended_at    timestamptz,
    ended_by    text,
    reason      text
);
-- However often a change is told, it is one drift until it ends.
CREATE UNIQUE INDEX drift_open ON drift (subject, item) WHERE state IN ('OPEN', 'REPAIRING');
CREATE INDEX drift_newest ON drift (detected_at DESC, id DESC);
CREATE INDEX drift_subject ON drift (subject, detected_at DESC);
CREATE INDEX drift_request ON drift (request_id);
