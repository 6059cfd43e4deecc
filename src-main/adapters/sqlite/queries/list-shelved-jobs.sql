SELECT
  id,
  COALESCE(finished_at, created_at) AS finishedAt,
  MAX(COALESCE(read_at, 0), COALESCE(finished_at, created_at)) AS readAt,
  size_bytes AS sizeBytes
FROM jobs
WHERE state IN ('completed', 'failed', 'cancelled')
ORDER BY finishedAt, seq
