UPDATE pages SET state = @state, leased_at = NULL WHERE job_seq = @jobSeq AND state = 'processing'
