INSERT INTO jobs (
  id, name, name_folded, state, origin, options, documents, input_names, password, upload_key, turn,
  page_count, done_pages, failed_pages, blank_pages, created_at, started_at, finished_at, size_bytes
) VALUES (
  @id, @name, @nameFolded, @state, @origin, @options, @documents, @inputNames, @password, @uploadKey,
  (SELECT COALESCE(MAX(turn), 0) + 1 FROM jobs),
  @pageCount, @donePages, @failedPages, @blankPages, @createdAt, @startedAt, @finishedAt, @sizeBytes
)
