UPDATE pages SET state = @state, strikes = @strikes, foreign_kills = @foreignKills, leased_at = NULL
WHERE job_seq = @jobSeq AND number = @number AND attempt = @attempt AND state = 'processing'
RETURNING *
