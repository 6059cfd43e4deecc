SELECT COUNT(*) AS ahead FROM jobs
WHERE state = 'processing' OR (state = 'queued' AND turn < @turn)
