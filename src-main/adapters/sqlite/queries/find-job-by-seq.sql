SELECT * FROM jobs WHERE seq = @seq
