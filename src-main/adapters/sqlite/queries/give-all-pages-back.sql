UPDATE pages SET state = 'waiting', leased_at = NULL WHERE job_seq = @jobSeq AND state = 'processing'
