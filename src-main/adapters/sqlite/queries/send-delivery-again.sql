UPDATE deliveries SET state = 'waiting', attempts = 0, next_attempt_at = @now
WHERE id = @id AND state = 'given-up' AND job_seq = (SELECT seq FROM jobs WHERE id = @jobId)
RETURNING *
