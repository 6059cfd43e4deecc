SELECT pages.engine, COUNT(*) AS page_count FROM pages JOIN jobs ON jobs.seq = pages.job_seq
WHERE jobs.id = @jobId AND pages.engine IS NOT NULL
GROUP BY pages.engine
