UPDATE jobs SET
  done_pages = done_pages + 1,
  failed_pages = failed_pages + (@state = 'failed'),
  blank_pages = blank_pages + (@state = 'blank'),
  size_bytes = size_bytes + @sizeBytes
WHERE seq = @seq
RETURNING *
