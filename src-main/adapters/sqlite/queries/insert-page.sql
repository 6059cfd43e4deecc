INSERT INTO pages (
  job_seq, number, document_number, page_in_document, state, problem_code, problem_detail,
  engine, confidence, word_count, duration_ms, finished_at
) VALUES (
  @jobSeq, @number, @documentNumber, @pageInDocument, @state, @problemCode, @problemDetail,
  @engine, @confidence, @wordCount, @durationMs, @finishedAt
)
