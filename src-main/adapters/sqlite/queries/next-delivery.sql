SELECT deliveries.*, jobs.id AS job_id, callbacks.url, callbacks.task_id
FROM deliveries
JOIN callbacks ON callbacks.job_seq = deliveries.job_seq
JOIN jobs ON jobs.seq = deliveries.job_seq
WHERE deliveries.state = 'waiting'
  AND jobs.id NOT IN (SELECT value FROM json_each(@jobs))
  AND callbacks.listener NOT IN (SELECT value FROM json_each(@listeners))
  AND (
    deliveries.kind = 'node'
    OR (
      jobs.finished_at IS NOT NULL
      AND NOT EXISTS (
        SELECT 1 FROM deliveries AS nodes
        WHERE nodes.job_seq = deliveries.job_seq AND nodes.kind = 'node' AND nodes.state = 'waiting'
      )
    )
  )
ORDER BY deliveries.next_attempt_at, deliveries.id
LIMIT 1
