CREATE TABLE callbacks (
  job_seq INTEGER PRIMARY KEY REFERENCES jobs (seq) ON DELETE CASCADE,
  url TEXT NOT NULL,
  listener TEXT NOT NULL,
  task_id TEXT
) STRICT;

-- The page of a job's completion is 0.
CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  job_seq INTEGER NOT NULL REFERENCES callbacks (job_seq) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  page INTEGER NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  last_attempt_at INTEGER,
  next_attempt_at INTEGER,
  last_status INTEGER,
  last_failure TEXT,
  last_detail TEXT NOT NULL DEFAULT '',
  UNIQUE (job_seq, kind, page)
) STRICT;

CREATE INDEX deliveries_due ON deliveries (next_attempt_at, id) WHERE state = 'waiting';
CREATE INDEX deliveries_waiting ON deliveries (job_seq, kind) WHERE state = 'waiting';
