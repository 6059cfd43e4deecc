SELECT * FROM jobs
WHERE seq < @beforeSeq
  AND (@state IS NULL OR state = @state)
  AND (@origin IS NULL OR origin = @origin)
  AND (@search IS NULL OR INSTR(name_folded, @search) > 0)
ORDER BY seq DESC
LIMIT @limit
