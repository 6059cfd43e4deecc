import { type PageTest, plainText } from './page-tests.ts'

type Grid = readonly (readonly string[])[]

/** The tables of a Markdown text, those in HTML included, cell by cell; spans fill all their places. */
export function gridsIn(markdown: string): Grid[] {
  const piped = markdown
    .replace(/[ \t]+$/gm, '')
    .split(/\n{2,}/)
    .filter(block => /^\|.*\|\n\|(\s*:?-+:?\s*\|)+/.test(block))
    .map(block =>
      block
        .split('\n')
        .filter((_, index) => index !== 1)
        .map(row =>
          row
            .slice(1, -1)
            .split(/(?<!\\)\|/)
            .map(plainText),
        ),
    )
  const tagged = [...markdown.matchAll(/<table[\s\S]*?<\/table>/g)].map(([table]) => gridOf(table))
  return [...piped, ...tagged]
}

function gridOf(table: string): string[][] {
  const grid: string[][] = []
  for (const [at, [row]] of [...table.matchAll(/<tr[\s\S]*?<\/tr>/g)].entries()) {
    for (const [, attributes = '', text = ''] of row.matchAll(/<t[dh]([^>]*)>([\s\S]*?)<\/t[dh]>/g)) {
      const span = (name: string) => Number(new RegExp(`${name}="?(\\d+)`).exec(attributes)?.[1] ?? 1)
      const line = rowOf(grid, at)
      let column = 0
      while (line[column] !== undefined) column++
      for (let down = 0; down < span('rowspan'); down++) {
        const target = rowOf(grid, at + down)
        for (let across = 0; across < span('colspan'); across++) target[column + across] = plainText(text)
      }
    }
  }
  return grid
}

function rowOf(grid: string[][], at: number): string[] {
  while (grid.length <= at) grid.push([])
  return grid[at] ?? []
}

/** Whether a table has the cell, and the cells around it that the test names. */
export function tableHolds(grid: Grid, test: PageTest): boolean {
  const wanted = plainText(test.cell ?? '')
  return grid.some((row, y) =>
    row.some((cell, x) => {
      if (cell !== wanted) return false
      const above = grid.slice(0, y).map(each => each[x] ?? '')
      const before = row.slice(0, x)
      return (
        isLike(grid[y - 1]?.[x], test.up) &&
        isLike(grid[y + 1]?.[x], test.down) &&
        isLike(row[x - 1], test.left) &&
        isLike(row[x + 1], test.right) &&
        (test.top_heading === undefined || above.some(each => isLike(each, test.top_heading))) &&
        (test.left_heading === undefined || before.some(each => isLike(each, test.left_heading)))
      )
    }),
  )
}

const isLike = (cell: string | undefined, wanted: string | undefined): boolean =>
  wanted === undefined || cell === plainText(wanted)
