SELECT COUNT(*) AS total FROM jobs
WHERE (@state IS NULL OR state = @state)
  AND (@origin IS NULL OR origin = @origin)
  AND (@search IS NULL OR INSTR(name_folded, @search) > 0)
