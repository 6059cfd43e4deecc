UPDATE jobs SET continued_at_page = (
  SELECT MIN(number) FROM pages WHERE job_seq = jobs.seq AND state IN ('waiting', 'processing')
)
WHERE seq = @seq
