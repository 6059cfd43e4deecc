UPDATE jobs SET
  state = @state,
  started_at = CASE WHEN @event = 'start' THEN COALESCE(started_at, @now) ELSE started_at END,
  finished_at = CASE WHEN @isAtRest THEN @now ELSE NULL END,
  turn = CASE WHEN @event = 'retry' THEN (SELECT MAX(turn) + 1 FROM jobs) ELSE turn END,
  continued_at_page = CASE WHEN @event = 'retry' THEN NULL ELSE continued_at_page END,
  problem_code = @problemCode,
  problem_detail = @problemDetail,
  size_bytes = size_bytes + @addedBytes
WHERE seq = @seq
