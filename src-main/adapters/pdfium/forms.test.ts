import { describe, expect, test } from 'vitest'
import { testPdfOpener, textOf } from './open-test-pdf.ts'
import { onePagePdf, stream } from './pdf-fixture.ts'

const open = testPdfOpener()
const LOOK = '/Type/XObject/Subtype/Form/BBox[0 0 12 12]'

/** Objects 7 and 8 are how a box looks off and on. */
const looks = [
  stream(LOOK, '0 0 12 12 re S'),
  stream(`${LOOK}/Resources<</Font<</Z 9 0 R>>>>`, '0 0 12 12 re S BT /Z 11 Tf 2 2 Td (4) Tj ET'),
  '<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>',
]
const box = (y: number, facts: string) =>
  `<</Type/Annot/Subtype/Widget/Rect[20 ${y} 32 ${y + 12}]/F 4/AP<</N<</Off 7 0 R/Yes 8 0 R>>>>${facts}>>`

const label = (y: number, text: string) => `BT /F1 11 Tf 38 ${y + 2} Td (${text}) Tj ET`

async function formText(fields: readonly string[], content: string): Promise<string> {
  const objects = [stream('/Type/XObject/Subtype/Form/BBox[0 0 1 1]', ''), ...looks, ...fields]
  const names = fields.map((_, at) => `${10 + at} 0 R`).join(' ')
  const entries = `/MediaBox[0 0 300 300]/Annots[${names}]`
  const catalogue = `/AcroForm<</Fields[${names}]/DR<</Font<</F1 5 0 R>>>>/NeedAppearances true>>`
  return textOf(await open(onePagePdf({ entries, content, objects, catalogue })))
}

describe('the fields of a form', () => {
  test('that can be ticked are boxes before their labels', async () => {
    const fields = [box(200, '/FT/Btn/T(a)/AS/Yes/V/Yes'), box(180, '/FT/Btn/T(b)/AS/Off/V/Off')]
    const text = await formText(fields, `${label(180, 'Sheep')} ${label(200, 'Cows')}`)

    expect(text).toContain('☒ Cows')
    expect(text).toContain('☐ Sheep')
    expect(text).not.toMatch(/[4✔]/u)
  })

  test('of which one can be chosen are boxes too', async () => {
    const group = '<</FT/Btn/Ff 49152/T(r)/V/Yes/Kids[11 0 R 12 0 R]>>'
    const kid = (y: number, state: string) => box(y, `/Parent 10 0 R/AS/${state}`)
    const text = await formText(
      [group, kid(200, 'Yes'), kid(180, 'Off')],
      `${label(200, 'One')} ${label(180, 'Two')}`,
    )

    expect(text).toContain('☒ One')
    expect(text).toContain('☐ Two')
  })

  test('that are hidden leave no box', async () => {
    const hidden = box(200, '/FT/Btn/T(a)/AS/Yes/V/Yes').replace('/F 4', '/F 2')

    expect(await formText([hidden], label(200, 'Cows'))).not.toMatch(/[☐☒]/u)
  })

  test('with choices show what was chosen', async () => {
    const choice =
      '<</Type/Annot/Subtype/Widget/FT/Ch/Ff 131072/T(c)/Opt[(Goats)(Geese)]/V(Geese)/DA(/F1 10 Tf 0 g)/Rect[80 200 180 216]/F 4>>'
    const text = await formText([choice], 'BT /F1 11 Tf 20 203 Td (Animal:) Tj ET')

    expect(text).toContain('Geese')
    expect(text).not.toContain('Goats')
  })
})
