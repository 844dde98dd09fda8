-- What the gate found, each time it was asked.
CREATE TABLE gate_report (
    number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id         uuid        NOT NULL UNIQUE,
    request_id uuid        NOT NULL REFERENCES request (id),
    at         timestamptz NOT NULL,
    open       boolean     NOT NULL,
    report     jsonb       NOT NULL
);
CREATE INDEX gate_report_newest ON gate_report (request_id, number DESC);
CREATE TRIGGER gate_report_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON gate_report
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- A certificate says what it is signed with: a key of KMS may be of another kind than our own file.
ALTER TABLE certificate ADD COLUMN algorithm text NOT NULL;
