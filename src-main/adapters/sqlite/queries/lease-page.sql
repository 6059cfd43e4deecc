UPDATE pages SET state = @state, attempt = attempt + 1, leased_at = @now
WHERE job_seq = @jobSeq
  AND number = (SELECT MIN(number) FROM pages WHERE job_seq = @jobSeq AND state = 'waiting')
RETURNING *
