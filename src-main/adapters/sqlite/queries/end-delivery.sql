UPDATE deliveries SET
  state = @state,
  attempts = attempts + 1,
  last_attempt_at = @now,
  next_attempt_at = @nextAttemptAt,
  last_status = @status,
  last_failure = @failure,
  last_detail = @detail
WHERE id = @id AND state = 'waiting'
RETURNING *
