INSERT OR REPLACE INTO expired_jobs (id, expired_at) VALUES (@id, @now)
