SELECT jobs.id AS jobId, pages.* FROM pages JOIN jobs ON jobs.seq = pages.job_seq
WHERE pages.state = 'processing'
ORDER BY pages.job_seq, pages.number
