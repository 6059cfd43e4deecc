import Type, { type Static } from 'typebox'

/** What models can run on. CPU everywhere; the others need a graphics processor or the like. */
export const ExecutionProvider = Type.Union([
  Type.Literal('cpu'),
  Type.Literal('webgpu'),
  Type.Literal('cuda'),
  Type.Literal('dml'),
  Type.Literal('coreml'),
])
export type ExecutionProvider = Static<typeof ExecutionProvider>

/** The providers' own names, the same in every language. */
export const PROVIDER_NAMES = {
  cpu: 'CPU',
  webgpu: 'WebGPU',
  cuda: 'CUDA',
  dml: 'DirectML',
  coreml: 'CoreML',
} as const satisfies Record<ExecutionProvider, string>

/** What the user asked for. */
export const ExecutionWish = Type.Union([Type.Literal('auto'), ExecutionProvider])
export type ExecutionWish = Static<typeof ExecutionWish>

/** What came of trying a provider. `speed` is how many times as fast as the CPU it was. */
export const ProviderVerdict = Type.Union([
  Type.Object({ kind: Type.Literal('untried') }),
  Type.Object({ kind: Type.Literal('fit'), speed: Type.Number() }),
  Type.Object({ kind: Type.Literal('slower'), speed: Type.Number() }),
  /** It could not be started: not part of this installation, or no device for it. */
  Type.Object({ kind: Type.Literal('unavailable'), detail: Type.String() }),
  /** It started and then broke. */
  Type.Object({ kind: Type.Literal('failed'), detail: Type.String() }),
  /** It gave another result than the CPU. */
  Type.Object({ kind: Type.Literal('wrong'), detail: Type.String() }),
  Type.Object({ kind: Type.Literal('late'), detail: Type.String() }),
  /** It took its process with it. */
  Type.Object({ kind: Type.Literal('crashed'), detail: Type.String() }),
])
export type ProviderVerdict = Static<typeof ProviderVerdict>

/** A provider that this system could have, and what is known of it. */
export const ProviderCandidate = Type.Object({ provider: ExecutionProvider, verdict: ProviderVerdict })
export type ProviderCandidate = Static<typeof ProviderCandidate>

/** Why pages are read on what they are read on, in words. */
export const EXECUTION_REASONS = {
  'cpu-wanted': 'The settings say so.',
  'no-device': 'This computer shows no graphics processor.',
  'not-tried-yet': 'Other providers are tried in the background, a while after the start.',
  'none-fit': 'No other provider passed its test.',
  proved: 'It reads the same as the CPU, and faster.',
  'proved-just-now':
    'It reads the same as the CPU, and faster. Workers use it from their next start on; all of them after the next start of the program.',
  wanted: 'The settings name it, and it reads the same as the CPU.',
  'wanted-unfit': 'The provider that the settings name did not pass its test.',
  'fell-back': 'Another provider failed while pages were read; the CPU goes on.',
} as const
export type ExecutionReason = keyof typeof EXECUTION_REASONS

const reasons = Object.keys(EXECUTION_REASONS).filter(
  (reason): reason is ExecutionReason => reason in EXECUTION_REASONS,
)

export const ExecutionReason = Type.Enum(reasons)

/** What pages are read on, and why. */
export const Execution = Type.Object({
  /** What a page worker that starts now begins with. */
  provider: ExecutionProvider,
  reason: ExecutionReason,
  candidates: Type.Array(ProviderCandidate),
})
export type Execution = Static<typeof Execution>

/** A verdict in words. */
export function verdictWords(verdict: ProviderVerdict): string {
  switch (verdict.kind) {
    case 'untried':
      return 'not tried'
    case 'fit':
      return `the same text, ${verdict.speed.toFixed(1)} times as fast as the CPU`
    case 'slower':
      return `the same text, but only ${verdict.speed.toFixed(1)} times as fast as the CPU`
    case 'unavailable':
      return `not available here (${verdict.detail})`
    case 'failed':
      return `failed (${verdict.detail})`
    case 'wrong':
      return `reads differently from the CPU (${verdict.detail})`
    case 'late':
      return `did not answer in time (${verdict.detail})`
    case 'crashed':
      return `ended its process (${verdict.detail})`
  }
}
