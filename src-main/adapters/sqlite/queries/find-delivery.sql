SELECT * FROM deliveries WHERE id = @id AND job_seq = (SELECT seq FROM jobs WHERE id = @jobId)
