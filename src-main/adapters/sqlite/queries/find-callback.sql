SELECT callbacks.*,
  (SELECT COUNT(*) FROM deliveries WHERE job_seq = callbacks.job_seq AND state = 'waiting') AS waiting,
  (SELECT COUNT(*) FROM deliveries WHERE job_seq = callbacks.job_seq AND state = 'delivered') AS delivered,
  (SELECT COUNT(*) FROM deliveries WHERE job_seq = callbacks.job_seq AND state = 'given-up') AS given_up
FROM callbacks WHERE job_seq = (SELECT seq FROM jobs WHERE id = @jobId)
