SELECT done_pages >= page_count AS done FROM jobs WHERE id = @jobId
