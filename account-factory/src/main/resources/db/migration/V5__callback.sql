-- What was asked of hooks, and what they answered; an answer counts once.
CREATE TABLE callback (
    id           uuid PRIMARY KEY,
    request_id   uuid        NOT NULL REFERENCES request (id),
    number       int         NOT NULL, -- of the blueprint's customization, counted from 0
    state        text        NOT NULL CHECK (state IN ('OPEN', 'SUCCEEDED', 'FAILED')),
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    delivered_at timestamptz,
    answered_at  timestamptz,
    body_hash    text,
    message      text,
    log_url      text
);
CREATE INDEX callback_request ON callback (request_id, number);
