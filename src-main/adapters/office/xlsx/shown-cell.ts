import type { Run } from '../../../../src-shared/contract/page.ts'

/** A cell as it is shown, with the room that it takes. */
export interface ShownCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly text: string
  readonly runs?: readonly Run[]
  readonly isNumber: boolean
}
