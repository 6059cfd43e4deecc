import type { ExecutionReason, ProviderVerdict } from '../../src-shared/contract/execution.ts'
import { countOf } from './count-of.ts'
import type { ExecutionWords } from './execution-en.ts'

const REASONS: Readonly<Record<ExecutionReason, string>> = {
  'cpu-wanted': 'So steht es in den Einstellungen.',
  'no-device': 'Dieser Rechner zeigt keinen Grafikprozessor.',
  'not-tried-yet': 'Anderes wird im Hintergrund erprobt, eine Weile nach dem Start.',
  'none-fit': 'Nichts anderes hat die Probe bestanden.',
  proved: 'Liest dasselbe wie die CPU, und schneller.',
  'proved-just-now':
    'Liest dasselbe wie die CPU, und schneller. Prozesse nutzen es ab ihrem nächsten Start, alle nach dem nächsten Start des Programms.',
  wanted: 'In den Einstellungen genannt; liest dasselbe wie die CPU.',
  'wanted-unfit': 'Was die Einstellungen nennen, hat die Probe nicht bestanden.',
  'fell-back': 'Anderes hat beim Lesen von Seiten versagt; die CPU macht weiter.',
}

const n = countOf('de')
const times = (speed: number): string => n(Math.round(speed * 10) / 10)

/** What pages are read on, in German. */
export const executionDe: ExecutionWords = {
  label: 'Seiten lesen mit',
  auto: 'Automatisch, nach einer Probe',
  now: provider => `Jetzt: ${provider}.`,
  reason: reason => REASONS[reason],
  verdict: verdictDe,
}

function verdictDe(verdict: ProviderVerdict): string {
  switch (verdict.kind) {
    case 'untried':
      return 'nicht erprobt'
    case 'fit':
      return `derselbe Text, ${times(verdict.speed)}-mal so schnell wie die CPU`
    case 'slower':
      return `derselbe Text, aber nur ${times(verdict.speed)}-mal so schnell wie die CPU`
    case 'unavailable':
      return `hier nicht vorhanden (${verdict.detail})`
    case 'failed':
      return `hat versagt (${verdict.detail})`
    case 'wrong':
      return `liest anders als die CPU (${verdict.detail})`
    case 'late':
      return `hat nicht rechtzeitig geantwortet (${verdict.detail})`
    case 'crashed':
      return `hat seinen Prozess beendet (${verdict.detail})`
  }
}
