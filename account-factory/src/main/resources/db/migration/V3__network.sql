-- Address ranges of networks, where no IPAM keeps count. Two ranges never overlap; the database says so.
CREATE TABLE cidr_allocation (
    request_id uuid PRIMARY KEY REFERENCES request (id),
    cidr       cidr        NOT NULL,
    taken_at   timestamptz NOT NULL,
    EXCLUDE USING gist (cidr inet_ops WITH &&)
);
