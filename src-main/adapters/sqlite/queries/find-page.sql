SELECT pages.* FROM pages JOIN jobs ON jobs.seq = pages.job_seq
WHERE jobs.id = @jobId AND pages.number = @number
