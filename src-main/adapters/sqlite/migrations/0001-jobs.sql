CREATE TABLE jobs (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  state TEXT NOT NULL,
  origin TEXT NOT NULL,
  options TEXT NOT NULL,
  documents TEXT NOT NULL,
  input_names TEXT NOT NULL,
  password TEXT,
  upload_key TEXT UNIQUE,
  turn INTEGER NOT NULL,
  page_count INTEGER NOT NULL,
  done_pages INTEGER NOT NULL DEFAULT 0,
  failed_pages INTEGER NOT NULL DEFAULT 0,
  blank_pages INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  read_at INTEGER,
  problem_code TEXT,
  problem_detail TEXT,
  size_bytes INTEGER NOT NULL,
  continued_at_page INTEGER
) STRICT;

CREATE INDEX jobs_by_turn ON jobs (state, turn);

CREATE TABLE pages (
  job_seq INTEGER NOT NULL REFERENCES jobs (seq) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  document_number INTEGER NOT NULL,
  page_in_document INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting',
  attempt INTEGER NOT NULL DEFAULT 0,
  leased_at INTEGER,
  strikes INTEGER NOT NULL DEFAULT 0,
  foreign_kills INTEGER NOT NULL DEFAULT 0,
  problem_code TEXT,
  problem_detail TEXT,
  engine TEXT,
  confidence REAL,
  word_count INTEGER,
  duration_ms INTEGER,
  finished_at INTEGER,
  PRIMARY KEY (job_seq, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX pages_waiting ON pages (job_seq, number) WHERE state = 'waiting';
CREATE INDEX pages_processing ON pages (job_seq, number) WHERE state = 'processing';
CREATE INDEX pages_failed ON pages (job_seq, number) WHERE state = 'failed';

CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  job_id TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE INDEX events_by_job ON events (job_id, seq);

CREATE TABLE pruned_events (up_to_seq INTEGER NOT NULL) STRICT;
INSERT INTO pruned_events VALUES (0);
