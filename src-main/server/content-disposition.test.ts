import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contentDisposition, downloadName } from './content-disposition.ts'

test.each([
  ['letter.pdf', 'letter.pdf'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['..\\..\\boot.ini', '_.._boot.ini'],
  ['/etc/passwd', '_etc_passwd'],
  ['C:\\x.pdf', 'C__x.pdf'],
  ['a\0b.pdf', 'ab.pdf'],
  ['a\r\nSet-Cookie: x=1', 'aSet-Cookie_ x=1'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['zero\u200Bwidth.pdf', 'zerowidth.pdf'],
  ['CON', '_CON'],
  ['aux.txt', '_aux.txt'],
  ['COM1.pdf', '_COM1.pdf'],
  ['console.pdf', 'console.pdf'],
  ['trailing. ', 'trailing'],
  ['file.pdf::$DATA', 'file.pdf__$DATA'],
  ['....', 'file'],
  ['', 'file'],
  ['\ud800', '\ufffd'],
  ['<img src=x onerror=alert(1)>.pdf', '_img src=x onerror=alert(1)_.pdf'],
  ['📄.pdf', '📄.pdf'],
])('%j is saved as %j', (given, saved) => {
  expect(downloadName(given)).toBe(saved)
})

test('a long name keeps its extension', () => {
  expect(downloadName(`${'ä'.repeat(300)}.pdf`)).toBe(`${'ä'.repeat(98)}.pdf`)
})

test('no name can leave its header, and the name that a browser decodes is the sanitised one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), name => {
      const header = contentDisposition(name)

      expect(header).toMatch(/^attachment; filename="[ !#-[\]-~]+"(; filename\*=UTF-8''[\w.!~%-]+)?$/)
      const encoded = /UTF-8''(.+)$/.exec(header)?.[1]
      if (encoded !== undefined) expect(decodeURIComponent(encoded)).toBe(downloadName(name))
    }),
  )
})
