import { parseArgs } from 'node:util'
import { scanSet, type TruthSet, truthSets } from './truth-sets.ts'

/** The pages that weights are fitted to. */
export interface PagesToFit {
  readonly sets: readonly TruthSet[]
  /** How many pages of each set, all where it is undefined. */
  readonly sample: number | undefined
}

/** The pages that a command's arguments name; nothing where they ask for help, which it prints. */
export function pagesToFit(args: string[], help: string): PagesToFit | undefined {
  const { values } = parseArgs({
    args,
    options: {
      sets: { type: 'string' },
      sample: { type: 'string' },
      scan100: { type: 'string' },
      testdata: { type: 'string', default: '../shared/testdata' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(help)
    return undefined
  }
  const wanted = values.sets?.split(',')
  const scans = values.scan100 === undefined ? [] : [scanSet(values.scan100, 1)]
  return {
    sets: [...truthSets(values.testdata).filter(set => !wanted || wanted.includes(set.name)), ...scans],
    sample: values.sample === undefined ? undefined : Number(values.sample),
  }
}
