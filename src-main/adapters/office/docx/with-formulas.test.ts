import { expect, test } from 'vitest'
import { withFormulas } from './with-formulas.ts'

const M = 'http://schemas.openxmlformats.org/officeDocument/2006/math'
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const run = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`
const e = (text: string) => `<m:e>${run(text)}</m:e>`
const sup = (base: string, exponent: string) => `<m:sSup>${e(base)}<m:sup>${run(exponent)}</m:sup></m:sSup>`
const textOf = (formula: string): string | undefined =>
  /<w:t [^>]*>(.*)<\/w:t>/.exec(
    withFormulas(
      `<w:document xmlns:w="${W}" xmlns:m="${M}"><w:p><m:oMath>${formula}</m:oMath></w:p></w:document>`,
    ),
  )?.[1]

test('formulas become text in one line', () => {
  expect(textOf(run('A=π') + sup('r', '2'))).toBe('A=πr^2')
  expect(textOf(`<m:f><m:num>${run('a+b')}</m:num><m:den>${run('c')}</m:den></m:f>`)).toBe('(a+b)/c')
  const fraction = `<m:f><m:num>${run('a')}</m:num><m:den>${run('b')}</m:den></m:f>`
  expect(textOf(`<m:sSup><m:e>${fraction}</m:e><m:sup>${run('2')}</m:sup></m:sSup>`)).toBe('(a/b)^2')
  expect(textOf(`<m:rad><m:radPr/><m:deg/>${e('x')}</m:rad>`)).toBe('√(x)')
  expect(
    textOf(
      `<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>${run('i=1')}</m:sub><m:sup>${run('n')}</m:sup>${e('i')}</m:nary>`,
    ),
  ).toBe('∑_(i=1)^n i')
  expect(textOf(`<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr>${e('a &lt; b')}</m:d>`)).toBe(
    '[a &lt; b]',
  )
  expect(textOf(`<m:m><m:mr>${e('1')}${e('2')}</m:mr><m:mr>${e('3')}${e('4')}</m:mr></m:m>`)).toBe(
    '[1, 2; 3, 4]',
  )
})

test('a paragraph of formulas becomes runs, the rest of the document stays as it is', () => {
  const document = (contents: string) =>
    `<w:document xmlns:w="${W}" xmlns:m="${M}"><w:p><w:r><w:t>before</w:t></w:r>${contents}</w:p></w:document>`
  const formulas = `<m:oMathPara><m:oMathParaPr><m:jc m:val="left"/></m:oMathParaPr><m:oMath>${run('x')}</m:oMath></m:oMathPara>`

  expect(withFormulas(document(formulas))).toBe(document('<w:r><w:t xml:space="preserve">x</w:t></w:r>'))
  expect(withFormulas('<w:document><w:p/></w:document>')).toBe('<w:document><w:p/></w:document>')
})
