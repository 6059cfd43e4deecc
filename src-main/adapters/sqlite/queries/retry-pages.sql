UPDATE pages SET
  state = @state, strikes = 0, foreign_kills = 0, problem_code = NULL, problem_detail = NULL,
  duration_ms = NULL, finished_at = NULL
WHERE job_seq = @jobSeq AND state = 'failed' AND (@number IS NULL OR number = @number)
RETURNING *
