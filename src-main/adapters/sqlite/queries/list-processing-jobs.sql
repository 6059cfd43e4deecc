SELECT * FROM jobs WHERE state = 'processing' ORDER BY turn
