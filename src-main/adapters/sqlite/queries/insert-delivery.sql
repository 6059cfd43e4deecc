-- A job that is entered anew; what was posted before is not posted again.
INSERT INTO deliveries (job_seq, kind, page, state, created_at, next_attempt_at)
VALUES (@jobSeq, @kind, @page, @state, @createdAt, IIF(@state = 'waiting', @createdAt, NULL))
