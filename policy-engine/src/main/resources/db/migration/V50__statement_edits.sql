-- What people write into the statement of operation (운영명세서). Nothing here is ever changed or removed: the newest row of a cell counts.

CREATE TABLE statement_edit (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    standard   text        NOT NULL, -- the pack's id
    control    text        NOT NULL,
    field      text        NOT NULL CHECK (field IN ('APPLIED', 'STATUS', 'DOCUMENTS', 'EVIDENCE', 'OWNER')),
    written    text,                 -- null: the draft again
    draft      text        NOT NULL, -- what had been proposed when the person wrote
    before     text        NOT NULL, -- what stood there
    written_by text        NOT NULL,
    caller     text        NOT NULL, -- as signed in
    written_at timestamptz NOT NULL
);
CREATE INDEX statement_edit_newest ON statement_edit (standard, control, field, id DESC);
CREATE TRIGGER statement_edit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON statement_edit
    FOR EACH STATEMENT EXECUTE FUNCTION append_only();
