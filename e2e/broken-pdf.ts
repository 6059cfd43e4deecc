/** A PDF of three pages, the second of which points to an object that is not there: it can't be drawn. */
export function pdfWithBrokenPage(): Buffer {
  const text = (words: string) => `BT /F1 24 Tf 72 700 Td (${words}) Tj ET`
  const stream = (content: string) => `<< /Length ${content.length} >>\nstream\n${content}\nendstream`
  const page = (content: number) =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${content} 0 R /Resources << /Font << /F1 7 0 R >> >> >>`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 3 /Kids [3 0 R 99 0 R 4 0 R] >>',
    page(5),
    page(6),
    stream(text('The first page can be read.')),
    stream(text('The third page can be read.')),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let file = '%PDF-1.7\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(`${file}xref\n0 ${size}\n0000000000 65535 f \n${table}${trailer}`, 'latin1')
}
