import type {
  Execution,
  ExecutionProvider,
  ExecutionReason,
  ExecutionWish,
  ProviderCandidate,
  ProviderVerdict,
} from '../../../src-shared/contract/execution.ts'

export interface ProviderQuestion {
  readonly wish: ExecutionWish
  /** In the order in which they are tried, with what is known of them. */
  readonly candidates: readonly ProviderCandidate[]
  /** Without one, nothing but a provider that the settings name is tried. */
  readonly hasDevice: boolean
}

/** The provider to use by what is known now. It is never another one than the CPU that didn't pass its test. */
export function chooseProvider(question: ProviderQuestion): Execution {
  const usable = askedOf(question).find(({ verdict }) => isUsable(verdict, question.wish))
  return {
    provider: usable?.provider ?? 'cpu',
    reason: reasonOf(question, usable?.verdict),
    candidates: [...question.candidates],
  }
}

/** The provider that should be tried next; undefined when the choice is made. */
export function nextToTry(question: ProviderQuestion): ExecutionProvider | undefined {
  if (question.wish === 'auto' && !question.hasDevice) return undefined
  const open = askedOf(question).find(
    ({ verdict }) => verdict.kind === 'untried' || isUsable(verdict, question.wish),
  )
  return open?.verdict.kind === 'untried' ? open.provider : undefined
}

function reasonOf(question: ProviderQuestion, usable: ProviderVerdict | undefined): ExecutionReason {
  if (question.wish === 'cpu') return 'cpu-wanted'
  if (usable) return usable.kind === 'fit' ? 'proved' : 'wanted'
  if (question.wish === 'auto' && !question.hasDevice) return 'no-device'
  if (nextToTry(question)) return 'not-tried-yet'
  return question.wish === 'auto' ? 'none-fit' : 'wanted-unfit'
}

const askedOf = ({ wish, candidates }: ProviderQuestion): readonly ProviderCandidate[] =>
  wish === 'auto' ? candidates : candidates.filter(({ provider }) => provider === wish)

/** Who names a provider gets it though it is slow, never though it is wrong. */
const isUsable = (verdict: ProviderVerdict, wish: ExecutionWish): boolean =>
  verdict.kind === 'fit' || (verdict.kind === 'slower' && wish !== 'auto')
