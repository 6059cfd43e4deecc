DELETE FROM expired_jobs WHERE expired_at < @before
