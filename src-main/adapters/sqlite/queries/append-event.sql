INSERT INTO events (job_id, body) VALUES (@jobId, @body)
