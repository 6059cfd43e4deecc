import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import Type, { type Static } from 'typebox'
import Value from 'typebox/value'
import type { PageReading } from '../reading.ts'
import type { Peer, PeerReport } from './peer.ts'
import { pythonVenv } from './python-venv.ts'

/** A package of PyPI that reads images in one process, through `read-images.py`. */
export interface PythonEngine {
  readonly name: string
  readonly title: string
  /** As `read-images.py` knows it. */
  readonly engine: string
  readonly packages: readonly string[]
  readonly settings?: Readonly<Record<string, string | number>>
  readonly samplePages?: number
}

const ReadPage = Type.Object({
  text: Type.String(),
  lines: Type.Array(
    Type.Object({
      text: Type.String(),
      confidence: Type.Number(),
      box: Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]),
    }),
  ),
  seconds: Type.Number(),
  cpuSeconds: Type.Number(),
  peakBytes: Type.Number(),
  problem: Type.Optional(Type.String()),
})
type ReadPage = Static<typeof ReadPage>

/** A peer that is a package of PyPI, in a virtual environment of its own. */
export function pythonPeer(program: PythonEngine): Peer {
  const { name, title, engine, packages, settings, samplePages } = program
  return {
    name,
    ...(samplePages === undefined ? {} : { samplePages }),
    async prepare() {
      const python = await pythonVenv(engine, packages)
      return {
        title,
        read: ({ images }) =>
          readImages([python, engine], { ...settings, images: images.map(image => image.file) }),
      }
    },
  }
}

async function readImages(
  [python, engine]: readonly [python: string, engine: string],
  list: { readonly images: readonly string[] },
): Promise<PeerReport> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pageloom-bench-'))
  try {
    const listFile = path.join(folder, 'list.json')
    writeFileSync(listFile, JSON.stringify(list))
    const script = path.join(import.meta.dirname, 'read-images.py')
    const pages = await pagesOf(python, [script, engine, listFile])
    if (pages.length !== list.images.length) throw new Error(`${engine} read ${pages.length} pages only`)
    return reportOf(engine, pages)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function pagesOf(python: string, words: readonly string[]): Promise<ReadPage[]> {
  const child = spawn(python, words, { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve, reject) =>
    child.on('close', resolve).on('error', reject),
  )
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text
  })
  const pages: ReadPage[] = []
  for await (const line of createInterface(child.stdout)) pages.push(Value.Parse(ReadPage, JSON.parse(line)))
  const code = await ended
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}. ${stderr}`)
  return pages
}

function reportOf(name: string, pages: readonly ReadPage[]): PeerReport {
  const readings = pages.map(readingOf)
  const peakBytes = Math.max(0, ...readings.map(each => each.peakBytes))
  return {
    readings,
    figures: {
      pages: readings.length,
      seconds: readings.reduce((sum, each) => sum + each.seconds, 0),
      cpuSeconds: readings.reduce((sum, each) => sum + each.cpuSeconds, 0),
      peakTogetherBytes: peakBytes,
      processes: [{ name, peakBytes }],
    },
  }
}

function readingOf({ lines, problem, ...page }: ReadPage): PageReading {
  if (problem) console.error(`counted as nothing read: ${problem}`)
  return {
    ...page,
    lines: lines.map(({ text, confidence, box: [left, top, right, bottom] }) => ({
      box: { left, top, right, bottom },
      words: text
        .split(/\s+/)
        .filter(word => word !== '')
        .map(word => ({ text: word, confidence })),
    })),
  }
}
