-- One row per wish for an account, kept for ever.
CREATE TABLE request (
    id                 uuid PRIMARY KEY,
    idempotency_key    text UNIQUE,
    body_hash          text        NOT NULL,
    body               jsonb       NOT NULL,
    blueprint          jsonb       NOT NULL, -- as it was when the request was accepted
    name               text        NOT NULL,
    email              text        NOT NULL,
    ou                 text        NOT NULL,
    ou_id              text        NOT NULL,
    requester          text        NOT NULL,
    state              text        NOT NULL CHECK (state IN
        ('AWAITING_APPROVAL', 'RUNNING', 'ABORTING', 'HANDED_OVER', 'DENIED', 'EXPIRED', 'ABORTED')),
    held_for           text CHECK (held_for IN ('REQUESTER', 'OPERATOR', 'APPROVER')),
    -- Grows with every taking over of the request, so that an instance that lost it can write nothing more.
    run                bigint      NOT NULL DEFAULT 0,
    account_id         char(12),
    created_at         timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL,
    ended_at           timestamptz
);

-- Two open requests never want the same name or address; the database says so, whatever the instances believe.
CREATE UNIQUE INDEX request_open_email ON request (lower(email))
    WHERE state IN ('AWAITING_APPROVAL', 'RUNNING', 'ABORTING');
CREATE UNIQUE INDEX request_open_name ON request (lower(name))
    WHERE state IN ('AWAITING_APPROVAL', 'RUNNING', 'ABORTING');
CREATE INDEX request_newest ON request (created_at DESC, id DESC);
CREATE INDEX request_account ON request (account_id);

CREATE TABLE step (
    request_id    uuid        NOT NULL REFERENCES request (id),
    position      int         NOT NULL,
    name          text        NOT NULL,
    state         text        NOT NULL CHECK (state IN
        ('PENDING', 'RUNNING', 'WAITING', 'HELD', 'DONE', 'SKIPPED', 'UNDONE')),
    attempts      int         NOT NULL DEFAULT 0,
    failures      int         NOT NULL DEFAULT 0, -- in a row
    intent        jsonb,
    intent_at     timestamptz,
    result        jsonb,
    waiting_since timestamptz,
    not_before    timestamptz,
    message       text,  -- what it waits for, or why it is held
    error_code    text,
    retry_from    text,  -- the step that a retry begins with, where that is not this one
    started_at    timestamptz,
    ended_at      timestamptz,
    PRIMARY KEY (request_id, position),
    UNIQUE (request_id, name)
);

CREATE TABLE journal (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id uuid        NOT NULL REFERENCES request (id),
    at         timestamptz NOT NULL,
    kind       text        NOT NULL,
    step       text,
    actor      text        NOT NULL,
    detail     jsonb       NOT NULL
);
CREATE INDEX journal_request ON journal (request_id, id);

CREATE TABLE audit (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id uuid,
    at         timestamptz NOT NULL,
    actor      text        NOT NULL,
    action     text        NOT NULL,
    before     jsonb       NOT NULL,
    after      jsonb       NOT NULL
);
CREATE INDEX audit_request ON audit (request_id, id);

CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP;
END $$;
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Every account of the organization, as last seen; the id is the identity, name and address may change.
CREATE TABLE account (
    id         char(12) PRIMARY KEY,
    name       text        NOT NULL,
    email      text        NOT NULL,
    state      text        NOT NULL, -- Organizations' word: ACTIVE, SUSPENDED, …
    request_id uuid REFERENCES request (id),
    ou_id      text,
    joined_at  timestamptz,
    seen_at    timestamptz NOT NULL
);
CREATE INDEX account_email ON account (lower(email));
CREATE INDEX account_name ON account (lower(name));

-- When all accounts were last listed; one row.
CREATE TABLE sweep (
    only_one   boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    started_at timestamptz NOT NULL,
    ended_at   timestamptz NOT NULL,
    missing_ous jsonb NOT NULL -- ids of the settings' organizational units that Organizations doesn't have
);

-- Token buckets, one per rate that AWS publishes. Less than nothing means: promised to those in reservation.
CREATE TABLE bucket (
    name       text PRIMARY KEY,
    tokens     double precision NOT NULL,
    updated_at timestamptz      NOT NULL
);
CREATE TABLE reservation (
    bucket     text        NOT NULL REFERENCES bucket (name),
    holder     uuid        NOT NULL,
    due        timestamptz NOT NULL,
    PRIMARY KEY (bucket, holder)
);

-- What AWS allows only so many of at once; a slot belongs to a request, not to the process that took it.
CREATE TABLE slot (
    kind       text NOT NULL,
    number     int  NOT NULL,
    request_id uuid REFERENCES request (id),
    taken_at   timestamptz,
    PRIMARY KEY (kind, number)
);
CREATE INDEX slot_holder ON slot (request_id);

CREATE TABLE approval (
    request_id uuid PRIMARY KEY REFERENCES request (id),
    state      text        NOT NULL CHECK (state IN ('OPEN', 'APPROVED', 'DENIED', 'EXPIRED')),
    policy     jsonb       NOT NULL, -- what the approval policy answered when the request was accepted
    expires_at timestamptz NOT NULL,
    decided_by text,
    comment    text,
    decided_at timestamptz
);

-- The vending certificate: what was judged, by what, with which verdicts; signed.
CREATE TABLE certificate (
    request_id uuid PRIMARY KEY REFERENCES request (id),
    document   text        NOT NULL, -- the exact text that was signed
    key_id     text        NOT NULL,
    signature  text        NOT NULL,
    issued_at  timestamptz NOT NULL
);

-- db-scheduler's own table.
CREATE TABLE scheduled_tasks (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);
