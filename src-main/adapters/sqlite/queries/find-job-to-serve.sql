-- The first jobs by turn that have a page to hand out, those begun before those not begun; of them the one with the
-- fewest pages in work. A bare LIMIT @maxJobs has SQLite prepare the query anew at each call.
WITH candidates AS (
  SELECT * FROM (
    SELECT seq, turn, 0 AS is_new FROM jobs
    WHERE state = 'processing'
      AND EXISTS (SELECT 1 FROM pages WHERE job_seq = jobs.seq AND state = 'waiting')
    ORDER BY turn LIMIT @maxJobs + 0
  )
  UNION ALL
  SELECT * FROM (
    SELECT seq, turn, 1 AS is_new FROM jobs
    WHERE state = 'queued'
      AND EXISTS (SELECT 1 FROM pages WHERE job_seq = jobs.seq AND state = 'waiting')
    ORDER BY turn LIMIT @maxJobs + 0
  )
  ORDER BY is_new, turn LIMIT @maxJobs + 0
)
SELECT jobs.* FROM candidates JOIN jobs ON jobs.seq = candidates.seq
ORDER BY
  (SELECT COUNT(*) FROM pages WHERE job_seq = candidates.seq AND pages.state = 'processing'),
  is_new,
  candidates.turn
LIMIT 1
