UPDATE jobs SET read_at = @now WHERE id = @id AND COALESCE(read_at, 0) < @now - @notWithinMs
