SELECT * FROM jobs WHERE upload_key = @uploadKey
