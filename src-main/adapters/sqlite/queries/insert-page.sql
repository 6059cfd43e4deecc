INSERT INTO pages (job_seq, number, document_number, page_in_document)
VALUES (@jobSeq, @number, @documentNumber, @pageInDocument)
