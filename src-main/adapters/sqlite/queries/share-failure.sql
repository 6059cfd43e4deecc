-- The listener itself failed: what else waits for it would fail alike.
UPDATE deliveries SET
  state = @state,
  attempts = MAX(attempts, @attempts),
  next_attempt_at = CASE WHEN @nextAttemptAt IS NULL THEN NULL ELSE MAX(next_attempt_at, @nextAttemptAt) END,
  last_status = @status,
  last_failure = @failure,
  last_detail = @detail
WHERE job_seq = @jobSeq AND state = 'waiting' AND id <> @id
