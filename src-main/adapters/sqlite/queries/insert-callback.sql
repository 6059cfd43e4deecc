INSERT INTO callbacks (job_seq, url, listener, task_id) VALUES (@jobSeq, @url, @listener, @taskId)
