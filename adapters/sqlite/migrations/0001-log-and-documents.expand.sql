CREATE TABLE commits (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  partition TEXT NOT NULL,
  seq INTEGER NOT NULL,
  idempotency_key TEXT,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX commits_by_seq ON commits (partition, seq);
CREATE UNIQUE INDEX commits_by_idempotency_key ON commits (partition, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE TABLE documents (
  collection TEXT NOT NULL,
  partition TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX documents_by_id ON documents (collection, partition, id);
CREATE TABLE document_keys (
  space TEXT NOT NULL,
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  partition TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (space, scope, key, partition, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE leases (
  name TEXT PRIMARY KEY,
  holder TEXT NOT NULL,
  until_ms INTEGER NOT NULL,
  token INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE reader_positions (
  reader TEXT PRIMARY KEY,
  position TEXT NOT NULL
) STRICT, WITHOUT ROWID;
