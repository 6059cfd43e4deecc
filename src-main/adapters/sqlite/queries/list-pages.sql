SELECT pages.* FROM pages JOIN jobs ON jobs.seq = pages.job_seq
WHERE jobs.id = @jobId
ORDER BY pages.number
