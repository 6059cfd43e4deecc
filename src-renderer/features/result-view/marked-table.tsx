// biome-ignore-all lint/suspicious/noArrayIndexKey: rows and cells never move
import { useMemo } from 'react'
import type { Region } from '../../../src-shared/contract/page.ts'
import { markDoubtful } from '../../text/mark-doubtful.ts'
import { type Cell, tableCells } from '../../text/table-cells.ts'
import { DoubtfulWord } from './doubtful-word.tsx'

interface MarkedTableProps {
  readonly region: Region
  readonly doubtfulPlace: number | null
}

/** A table with its doubtful words underlined; the first row is its head, as in the Markdown. */
export function MarkedTable({ region, doubtfulPlace }: MarkedTableProps) {
  const [head = [], ...body] = useMemo(() => tableCells(markDoubtful(region.text, region.lines)), [region])
  const draw = (cell: Cell) =>
    cell.map((stretch, index) =>
      stretch.isDoubtful ? (
        <DoubtfulWord key={index} text={stretch.text} isVisited={stretch.place === doubtfulPlace} />
      ) : (
        stretch.text
      ),
    )
  return (
    <table>
      <thead>
        <tr>
          {head.map((cell, index) => (
            <th key={index}>{draw(cell)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {body.map((row, at) => (
          <tr key={at}>
            {row.map((cell, index) => (
              <td key={index}>{draw(cell)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
