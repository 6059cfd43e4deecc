import os from 'node:os'
import { ocrmypdf } from './ocrmypdf.ts'
import type { Peer, PeerProgram } from './peer.ts'
import { pythonPeer } from './python-peer.ts'
import { tesseract } from './tesseract.ts'

const threads = os.availableParallelism()
const fasterPaddle = { engine: 'faster-paddle', packages: ['faster-paddle==1.0.4'] } as const

/** The programs that Pageloom is measured beside, by name. */
export const PEERS: readonly Peer[] = [
  tesseract,
  ocrmypdf,
  pythonPeer({
    name: 'rapidocr',
    title: 'rapidocr 3.10.0, defaults',
    engine: 'rapidocr',
    packages: ['rapidocr==3.10.0', 'onnxruntime==1.32.0'],
    samplePages: 10,
  }),
  pythonPeer({
    ...fasterPaddle,
    name: 'faster-paddle-tiny',
    title: `faster-paddle 1.0.4 tiny, ${threads} threads`,
    settings: { model: 'tiny', threads },
  }),
  pythonPeer({
    ...fasterPaddle,
    name: 'faster-paddle-small',
    title: `faster-paddle 1.0.4 small, ${threads} threads`,
    settings: { model: 'small', threads },
    samplePages: 20,
  }),
]

/** A peer that is ready, or why it is not. */
export type PreparedPeer =
  | { readonly kind: 'ready'; readonly peer: Peer; readonly program: PeerProgram }
  | { readonly kind: 'missing'; readonly peer: Peer; readonly reason: string }

/** Gets the named peers ready, all of them where none is named. */
export async function preparePeers(names: readonly string[] | undefined): Promise<PreparedPeer[]> {
  const unknown = names?.filter(name => !PEERS.some(peer => peer.name === name)) ?? []
  if (unknown.length > 0)
    throw new Error(`No peer ${unknown.join(', ')}; there are ${PEERS.map(peer => peer.name).join(', ')}`)
  const prepared: PreparedPeer[] = []
  for (const peer of PEERS.filter(each => names === undefined || names.includes(each.name))) {
    try {
      prepared.push({ kind: 'ready', peer, program: await peer.prepare() })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      prepared.push({ kind: 'missing', peer, reason })
    }
  }
  return prepared
}
