SELECT seq, body FROM events
WHERE seq > @seq AND (@jobId IS NULL OR job_id = @jobId)
ORDER BY seq
LIMIT @limit
