PRAGMA application_id = 1180325463;
PRAGMA user_version = 2;

CREATE TABLE document (
    id INTEGER NOT NULL,
    "key" VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    year INTEGER,
    issuer VARCHAR NOT NULL,
    issued_on VARCHAR,
    text VARCHAR NOT NULL,
    source_name VARCHAR NOT NULL,
    source_format VARCHAR NOT NULL,
    source_sha256 VARCHAR NOT NULL,
    source_address VARCHAR NOT NULL,
    PRIMARY KEY (id),
    UNIQUE ("key")
);

CREATE TABLE entity (
    document_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    sections VARCHAR NOT NULL,
    metrics VARCHAR NOT NULL,
    PRIMARY KEY (document_id, position),
    FOREIGN KEY(document_id) REFERENCES document (id)
);

CREATE TABLE finding (
    document_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    message VARCHAR NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (document_id, position),
    FOREIGN KEY(document_id) REFERENCES document (id)
);

CREATE TABLE mention (
    document_id INTEGER NOT NULL,
    entity INTEGER NOT NULL,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (document_id, entity, position),
    FOREIGN KEY(document_id, entity) REFERENCES entity (document_id, position)
);

CREATE TABLE metric (
    document_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    value TEXT NOT NULL,
    low TEXT NOT NULL,
    high TEXT NOT NULL,
    unit VARCHAR NOT NULL,
    qualifier VARCHAR NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    scope VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    section VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    certainty TEXT NOT NULL,
    direction VARCHAR NOT NULL,
    is_target BOOLEAN NOT NULL,
    part_of VARCHAR,
    PRIMARY KEY (document_id, position),
    FOREIGN KEY(document_id) REFERENCES document (id)
);

CREATE TABLE plain_number (
    document_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (document_id, position),
    FOREIGN KEY(document_id) REFERENCES document (id)
);

CREATE TABLE section (
    document_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    parent VARCHAR,
    level INTEGER,
    kind VARCHAR NOT NULL,
    ordinal VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    clause VARCHAR NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    heading_start INTEGER NOT NULL,
    heading_end INTEGER NOT NULL,
    PRIMARY KEY (document_id, position),
    FOREIGN KEY(document_id) REFERENCES document (id)
);
