UPDATE pages SET
  state = @state,
  problem_code = @problemCode,
  problem_detail = @problemDetail,
  engine = @engine,
  confidence = @confidence,
  word_count = @wordCount,
  duration_ms = @durationMs,
  finished_at = @now
WHERE job_seq = (SELECT seq FROM jobs WHERE id = @jobId)
  AND number = @number AND attempt = @attempt AND state = 'processing'
RETURNING *
