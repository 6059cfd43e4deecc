DELETE FROM events WHERE job_id = @jobId
