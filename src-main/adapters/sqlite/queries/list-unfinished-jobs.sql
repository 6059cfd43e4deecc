SELECT * FROM jobs
WHERE state IN ('scheduled', 'queued', 'processing', 'paused')
ORDER BY turn
