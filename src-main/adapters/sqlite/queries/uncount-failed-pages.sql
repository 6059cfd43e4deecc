UPDATE jobs SET done_pages = done_pages - @pages, failed_pages = failed_pages - @pages
WHERE seq = @seq
RETURNING *
