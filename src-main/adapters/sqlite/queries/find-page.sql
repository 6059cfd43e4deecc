-- As a join of jobs and pages, SQLite prepares it anew at each call.
SELECT * FROM pages
WHERE job_seq = (SELECT seq FROM jobs WHERE id = @jobId) AND number = @number
