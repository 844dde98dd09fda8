-- What people decide about controls. Nothing here is ever changed or removed: the newest row counts, the older ones are its history.

CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP;
END $$;

-- Who answers for a control, how and until when.
CREATE TABLE assignment (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    standard    text        NOT NULL, -- the pack's id
    control     text        NOT NULL,
    owner       text        NOT NULL,
    method      text        NOT NULL CHECK (method IN ('DOCUMENT_REVIEW', 'INTERVIEW', 'INSPECTION', 'SYSTEM_CHECK')),
    due         date        NOT NULL,
    recurrence  text        NOT NULL CHECK (recurrence IN ('MONTHLY', 'QUARTERLY', 'HALF_YEARLY', 'YEARLY')),
    assigned_by text        NOT NULL,
    assigned_at timestamptz NOT NULL
);
CREATE INDEX assignment_newest ON assignment (standard, control, id DESC);
CREATE TRIGGER assignment_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON assignment
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Evidence by its content: the same bytes are kept once, whoever gives them under whatever name.
CREATE TABLE evidence (
    sha256     char(64) PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$' AND sha256 = encode(sha256(content), 'hex')),
    media_type text        NOT NULL,
    size       bigint      NOT NULL CHECK (size = length(content)),
    content    bytea       NOT NULL,
    name       text        NOT NULL, -- as it was first called
    given_by   text        NOT NULL,
    given_at   timestamptz NOT NULL
);
-- Documents of offices are compressed already.
ALTER TABLE evidence ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE TRIGGER evidence_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE TABLE attestation (
    number           bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    id               uuid PRIMARY KEY,
    standard         text        NOT NULL,
    control          text        NOT NULL,
    outcome          text        NOT NULL CHECK (outcome IN ('MET', 'PARTLY', 'NOT_MET', 'NOT_APPLICABLE')),
    method           text        NOT NULL CHECK (method IN ('DOCUMENT_REVIEW', 'INTERVIEW', 'INSPECTION', 'SYSTEM_CHECK')),
    statement        text        NOT NULL,
    reason           text CHECK (outcome <> 'NOT_APPLICABLE' OR reason IS NOT NULL),
    nothing_to_judge text[]      NOT NULL, -- rules that judged nothing, and rightly so
    author           text        NOT NULL,
    attested_at      timestamptz NOT NULL,
    valid_until      date        NOT NULL  -- the last day that it counts
);
CREATE INDEX attestation_newest ON attestation (standard, control, number DESC);
CREATE TRIGGER attestation_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON attestation
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE TABLE attestation_evidence (
    attestation uuid     NOT NULL REFERENCES attestation (id),
    position    int      NOT NULL,
    sha256      char(64) NOT NULL REFERENCES evidence (sha256),
    name        text     NOT NULL,
    PRIMARY KEY (attestation, position)
);
CREATE INDEX attestation_evidence_content ON attestation_evidence (sha256);
CREATE TRIGGER attestation_evidence_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON attestation_evidence
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE TABLE review (
    attestation uuid PRIMARY KEY REFERENCES attestation (id),
    accepted    boolean     NOT NULL,
    comment     text        NOT NULL,
    reviewer    text        NOT NULL,
    reviewed_at timestamptz NOT NULL
);
CREATE TRIGGER review_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON review
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Nobody reviews their own work; the database says so, whatever the service believes.
CREATE FUNCTION somebody_else() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF lower(NEW.reviewer) = (SELECT lower(author) FROM attestation WHERE id = NEW.attestation) THEN
        RAISE EXCEPTION 'attestation % was written by %, who can''t review it', NEW.attestation, NEW.reviewer;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER review_by_somebody_else BEFORE INSERT ON review FOR EACH ROW EXECUTE FUNCTION somebody_else();

-- Which accounts and organizational units a standard's certificate is about, from a day on.
CREATE TABLE scope_decision (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    standard   text        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('ACCOUNT', 'OU')),
    target     text        NOT NULL,
    accounts   text[]      NOT NULL, -- of an organizational unit: the accounts below it when this was decided
    included   boolean     NOT NULL,
    from_day   date        NOT NULL,
    reason     text        NOT NULL,
    decided_by text        NOT NULL,
    decided_at timestamptz NOT NULL
);
CREATE INDEX scope_decision_newest ON scope_decision (standard, kind, target, from_day DESC, id DESC);
CREATE TRIGGER scope_decision_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON scope_decision
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- Who did what, with what stood before and after.
CREATE TABLE history (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    standard text        NOT NULL,
    control  text, -- null for what is about the standard as a whole
    at       timestamptz NOT NULL,
    actor    text        NOT NULL, -- the person, as they named themselves
    caller   text        NOT NULL, -- as signed in
    action   text        NOT NULL CHECK (action IN ('assign', 'attest', 'accept', 'reject', 'scope')),
    before   jsonb       NOT NULL,
    after    jsonb       NOT NULL
);
CREATE INDEX history_control ON history (standard, control, id);
CREATE TRIGGER history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON history
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
