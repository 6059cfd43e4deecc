import type { Settings } from '../../../src-shared/contract/settings.ts'
import { type OutgoingRule, parseOutgoingRule } from '../outgoing/outgoing-rule.ts'

/** The local user's rules for callbacks; what is no rule allows nothing. */
export const callbackRules = ({
  allowedCallbacks,
}: Pick<Settings, 'allowedCallbacks'>): readonly OutgoingRule[] =>
  allowedCallbacks.flatMap(text => parseOutgoingRule(text, 'callback') ?? [])

/** Whether a text is a rule at all. */
export const isCallbackRule = (text: string): boolean => parseOutgoingRule(text, 'callback') !== undefined
