import { describe, expect, it } from 'vitest'
import { readOffice } from '../testing/read-office.ts'
import { regionsOf } from '../testing/regions-of.ts'

describe('a table of values', () => {
  it.each([
    ['commas', 'a.csv', 'A,B\n1,"x, ""y"""\n'],
    ['semicolons', 'a.csv', '\uFEFFA;B\r\n1;x, "y"\r\n'],
    ['tabs', 'a.tsv', 'A\tB\n\n1\tx, "y"'],
  ])('may part them by %s', async (_, name, text) => {
    const { pages } = await readOffice(name, text)

    expect(regionsOf(pages)).toEqual(['table: A\tB\n1\tx, "y"'])
    expect(pages[0]?.regions[0]?.table?.cells[0]).toMatchObject({ text: 'A', isHeader: true })
  })

  it('may have line ends within quotes', async () => {
    const { pages } = await readOffice('a.csv', 'A,B\n1,"x\ny"\n')

    expect(pages[0]?.regions[0]?.table?.cells.at(-1)?.text).toBe('x\ny')
  })

  it('takes a quote that is never closed for a sign', async () => {
    const { pages } = await readOffice('a.csv', 'A,B\n"1,x\n2,y\n')

    expect(regionsOf(pages)).toEqual(['table: A\tB\n"1\tx\n2\ty'])
  })

  it('goes over several pages, its head on each', async () => {
    const { pages } = await readOffice(
      'a.csv',
      `N,X\n${Array.from({ length: 4000 }, (_, row) => `${row},x\n`).join('')}`,
    )

    expect(pages).toHaveLength(3)
    expect(pages[1]?.regions[0]?.text.startsWith('N\tX\n1500\tx\n')).toBe(true)
  })

  it('cuts a value that is none, and says so', async () => {
    const { pages } = await readOffice('a.csv', `A,B\n1,${'x'.repeat(100_000)}\n`)

    expect(pages[0]?.notices).toEqual(['Values of more than 20,000 characters were cut off.'])
  })
})
