import Type, { type Static, type TSchema } from 'typebox'
import { type Bridge, ClosingChoice, SaveRequest, TaskbarProgress } from '../../src-shared/contract/bridge.ts'

const Text = Type.String({ maxLength: 4096 })

/** The arguments of every call that the window may make; anything else is refused. */
export const BRIDGE_CALLS = {
  readNamedFile: Type.Tuple([Text]),
  saveResult: Type.Tuple([SaveRequest]),
  showInFolder: Type.Tuple([Text]),
  showJobFolder: Type.Tuple([Type.String({ maxLength: 200 })]),
  openLogFolder: Type.Tuple([]),
  chooseDataDir: Type.Tuple([]),
  openExternal: Type.Tuple([Text]),
  notifyFinished: Type.Tuple([Text, Text, Text]),
  setProgress: Type.Tuple([TaskbarProgress]),
  licences: Type.Tuple([]),
  serverUrl: Type.Tuple([]),
  closingChoice: Type.Tuple([]),
  setClosingChoice: Type.Tuple([ClosingChoice]),
} as const satisfies Record<Exclude<keyof Bridge, 'version' | 'platform' | 'onNotice'>, TSchema>

export type BridgeCall = keyof typeof BRIDGE_CALLS

export type BridgeArguments<Name extends BridgeCall> = Static<(typeof BRIDGE_CALLS)[Name]>

/** One function for each call. */
export type BridgeHandlers = {
  readonly [Name in BridgeCall]: (...parts: BridgeArguments<Name>) => ReturnType<Bridge[Name]>
}
