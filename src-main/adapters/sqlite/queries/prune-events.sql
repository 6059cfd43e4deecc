DELETE FROM events WHERE seq <= @upToSeq
