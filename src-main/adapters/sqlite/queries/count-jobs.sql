SELECT
  (SELECT COUNT(*) FROM jobs WHERE state = 'processing') AS active,
  (SELECT COUNT(*) FROM jobs WHERE state IN ('queued', 'scheduled')) AS queued,
  (SELECT COALESCE(SUM(size_bytes), 0) FROM jobs) AS sizeBytes
