-- Slots are also taken by plans of the organization, which are no requests.
ALTER TABLE slot DROP CONSTRAINT slot_request_id_fkey;

-- The organization as code: what was declared, and the difference that came out of it.
CREATE TABLE organization_plan (
    id          uuid PRIMARY KEY,
    declaration jsonb       NOT NULL, -- documents of policies included
    fingerprint text        NOT NULL, -- of the organization as it was
    unmanaged   jsonb       NOT NULL,
    state       text        NOT NULL CHECK (state IN ('PLANNED', 'APPLYING', 'APPLIED', 'FAILED')),
    message     text,
    created_by  text        NOT NULL,
    created_at  timestamptz NOT NULL,
    applied_by  text,
    ended_at    timestamptz
);
-- One at a time; the database says so.
CREATE UNIQUE INDEX organization_plan_applying ON organization_plan ((true)) WHERE state = 'APPLYING';

CREATE TABLE organization_change (
    plan_id    uuid NOT NULL REFERENCES organization_plan (id),
    number     int  NOT NULL,
    kind       text NOT NULL,
    subject    text NOT NULL,
    target     text,
    difference text,
    state      text NOT NULL CHECK (state IN ('PENDING', 'INTENT', 'DONE', 'FAILED')),
    noted      jsonb, -- what the next attempt has to know
    message    text,
    PRIMARY KEY (plan_id, number)
);

CREATE TABLE organization_journal (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plan_id uuid        NOT NULL REFERENCES organization_plan (id),
    number  int         NOT NULL,
    at      timestamptz NOT NULL,
    kind    text        NOT NULL,
    message text
);
CREATE INDEX organization_journal_plan ON organization_journal (plan_id, id);
CREATE TRIGGER organization_journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON organization_journal
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
