SELECT * FROM deliveries WHERE job_seq = @jobSeq
ORDER BY
  CASE state WHEN 'given-up' THEN 0 WHEN 'waiting' THEN 1 ELSE 2 END,
  COALESCE(last_attempt_at, 0) DESC,
  id
LIMIT @limit
