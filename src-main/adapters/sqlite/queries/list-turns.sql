SELECT seq, state FROM jobs
WHERE state IN ('queued', 'processing')
ORDER BY state = 'processing' DESC, turn
