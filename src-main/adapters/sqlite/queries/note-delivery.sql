-- Nothing for a job without a callback. A page that was read again, or a job that ended again, is told again.
INSERT INTO deliveries (job_seq, kind, page, state, created_at, next_attempt_at)
SELECT job_seq, @kind, @page, 'waiting', @now, @now FROM callbacks WHERE job_seq = @jobSeq
ON CONFLICT (job_seq, kind, page) DO UPDATE SET
  state = 'waiting',
  attempts = 0,
  created_at = @now,
  next_attempt_at = @now
