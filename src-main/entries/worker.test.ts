import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { EngineName } from '../../src-shared/contract/engine.ts'

const ENTRY = path.resolve('src-main/entries/worker.ts')
const SCAN = path.resolve('resources/samples/scanned-letter.pdf')
const START = { role: 'page', modelsDir: path.resolve('resources/models'), warm: false }

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

function startWorker(start: object = START): ChildProcess {
  const child = fork(ENTRY, [JSON.stringify(start)], { silent: true })
  children.push(child)
  return child
}

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const [message] = await once(child, 'message')
  return message
}

function pageCall(engine: EngineName, callId = 1) {
  const source = {
    path: SCAN,
    mediaType: 'application/pdf',
    password: null,
    pageInDocument: 1,
    number: 1,
    documentNumber: 1,
  }
  const settings = { mode: 'balanced', language: 'auto', dpi: null, forceOcr: false, prompt: '', engine }
  return { kind: 'recognise', callId, source, settings }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('a worker process', () => {
  it('reads a page of a scan', async () => {
    const worker = startWorker()
    expect(await nextMessage(worker)).toEqual({ kind: 'ready' })

    worker.send(pageCall('paddle'))

    const reply = await nextMessage(worker)
    expect(reply).toMatchObject({ kind: 'recognised', callId: 1, outcome: { kind: 'recognised' } })
    expect(JSON.stringify(reply)).toContain('Three parts need our attention')
  })

  it('inspects a file', async () => {
    const worker = startWorker({ ...START, role: 'inspector' })
    await nextMessage(worker)

    worker.send({ kind: 'inspect', callId: 7, path: SCAN, name: 'letter.pdf', password: null })

    expect(await nextMessage(worker)).toEqual({
      kind: 'inspected',
      callId: 7,
      inspection: { kind: 'accepted', mediaType: 'application/pdf', extension: '.pdf', pageCount: 2 },
    })
  })

  it('says what it lacks when its models are not there', async () => {
    const worker = startWorker({ ...START, modelsDir: '/nowhere', warm: true })

    expect(await nextMessage(worker)).toMatchObject({
      kind: 'unfit',
      problem: 'model-missing',
      detail: 'models.json',
    })
  })

  it('dies by the signal of a fault when its engine crashes', async () => {
    const worker = startWorker()
    await nextMessage(worker)

    worker.send(pageCall('bad-crash'))

    const [, signal] = await once(worker, 'exit')
    expect(signal).toBe('SIGABRT')
  })

  it('ends when the line to its parent is cut', async () => {
    const worker = startWorker()
    await nextMessage(worker)

    worker.disconnect()

    const [code] = await once(worker, 'exit')
    expect(code).toBe(0)
  })

  it('ends soon after its parent was killed, even in the middle of an endless page', async () => {
    const script = `
      const worker = require('node:child_process').fork(process.argv[1], [process.argv[2]], { silent: true })
      worker.on('message', () => {
        worker.send(JSON.parse(process.argv[3]), () => process.send(worker.pid))
      })`
    const args = ['-e', script, ENTRY, JSON.stringify(START), JSON.stringify(pageCall('bad-hang'))]
    const parent = fork('', [], { execArgv: args, silent: true })
    children.push(parent)
    const pid = await nextMessage(parent)
    if (typeof pid !== 'number') throw new Error('the parent names its worker')

    parent.kill('SIGKILL')

    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false)
  })
})
