/** A small PDF with a text layer: one page for each text, one line each. */
export function pdfOfLines(texts: readonly string[]): Uint8Array {
  const pages = texts.map((text, index) => pageObjects(text, 4 + index * 2))
  const kids = texts.map((_, index) => `${4 + index * 2} 0 R`).join(' ')
  const objects = [
    '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n',
    `2 0 obj\n<< /Type /Pages /Count ${texts.length} /Kids [${kids}] >>\nendobj\n`,
    '3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n',
    ...pages.flat(),
  ]
  let body = '%PDF-1.4\n'
  const offsets: number[] = []
  for (const object of objects) {
    offsets.push(body.length)
    body += object
  }
  const rows = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  body += `xref\n0 ${size}\n0000000000 65535 f \n${rows}`
  return new TextEncoder().encode(
    `${body}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`.replace(
      /startxref\n\d+/,
      `startxref\n${body.lastIndexOf('xref\n0 ')}`,
    ),
  )
}

function pageObjects(text: string, number: number): [string, string] {
  const escaped = text.replace(/[\\()]/g, character => `\\${character}`)
  const stream = `BT /F1 14 Tf 72 700 Td (${escaped}) Tj ET`
  return [
    `${number} 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${number + 1} 0 R >>\nendobj\n`,
    `${number + 1} 0 obj\n<< /Length ${stream.length} >>\nstream\n${stream}\nendstream\nendobj\n`,
  ]
}
