SELECT id FROM expired_jobs WHERE id = @id
