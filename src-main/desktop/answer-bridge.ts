import { type IpcMainInvokeEvent, ipcMain } from 'electron'
import { Check } from 'typebox/value'
import { isOurPage } from './app-address.ts'
import { BRIDGE_CALLS, type BridgeArguments, type BridgeCall, type BridgeHandlers } from './bridge-calls.ts'
import { callChannel } from './bridge-channels.ts'

/**
 * Answers the window's calls. Each is refused unless it comes from our own page in the top frame and its arguments are
 * what the schema says.
 */
export function answerBridge(handlers: BridgeHandlers): void {
  const answer = <Name extends BridgeCall>(name: Name) =>
    ipcMain.handle(callChannel(name), async (event, ...words: unknown[]) => {
      const parts: unknown = words
      if (!isFromOurPage(event)) throw new Error('This page may not call the desktop.')
      if (!isArgumentsOf(name, parts))
        throw new Error(`${name} was called with something else than it takes.`)
      return handlers[name](...parts)
    })
  for (const name of Object.keys(BRIDGE_CALLS)) if (isCall(name)) answer(name)
}

const isCall = (name: string): name is BridgeCall => name in BRIDGE_CALLS

function isFromOurPage({ sender, senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOurPage(senderFrame.url)
}

function isArgumentsOf<Name extends BridgeCall>(name: Name, parts: unknown): parts is BridgeArguments<Name> {
  return Check(BRIDGE_CALLS[name], parts)
}
