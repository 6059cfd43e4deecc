import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

/** Stands for the bundler: notes that it was called, fails when a source says so, and makes a file otherwise. */
const BUNDLER = `
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
const out = process.argv.at(-1)
const source = readFileSync('src-main/source.ts', 'utf8')
appendFileSync('calls', 'x')
if (source === 'broken') { console.log('cannot resolve that'); process.exit(1) }
mkdirSync(out + '/main', { recursive: true })
writeFileSync(out + '/main/cli.js', source)
`

let root: string

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'build-'))
  for (const name of ['ensure-build.mjs', 'own-node.mjs', 'with-lock.mjs'])
    cpSync(path.join(import.meta.dirname, name), path.join(root, 'scripts', name))
  write('node_modules/electron-vite/bin/electron-vite.js', BUNDLER)
  write('package.json', '{ "type": "module" }')
  write('src-main/source.ts', 'first')
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

test('what is missing is built, and what is fresh is left in peace', async () => {
  await ensureBuild()
  await ensureBuild()

  expect(built()).toBe('first')
  expect(calls()).toBe(1)
})

test('a changed source is built again, a changed test is not', async () => {
  await ensureBuild()
  write('src-main/source.test.ts', 'changed')
  await ensureBuild()
  expect(calls()).toBe(1)

  write('src-main/source.ts', 'second')
  await ensureBuild()

  expect(built()).toBe('second')
})

test('two commands at once build once', async () => {
  await Promise.all([ensureBuild(), ensureBuild(), ensureBuild()])

  expect(calls()).toBe(1)
})

test('a build that fails says why on stderr and leaves the old one', async () => {
  await ensureBuild()
  write('src-main/source.ts', 'broken')

  const { code, stdout, stderr } = await ensureBuild()

  expect(code).toBe(1)
  expect(stdout).toBe('')
  expect(stderr).toContain('cannot resolve that')
  expect(built()).toBe('first')
})

test('a lock whose holder died is taken over', async () => {
  const dead = spawn(process.execPath, ['-e', ''])
  await once(dead, 'exit')
  write('node_modules/.cache/pageloom/build.lock', String(dead.pid))

  await ensureBuild()

  expect(built()).toBe('first')
})

test('an installed package, which has no sources, is left alone', async () => {
  rmSync(path.join(root, 'src-main'), { recursive: true })

  const { code } = await ensureBuild()

  expect(code).toBe(0)
  expect(existsSync(path.join(root, 'calls'))).toBe(false)
})

async function ensureBuild() {
  const call = "import { ensureBuild } from './scripts/ensure-build.mjs'; await ensureBuild()"
  const child = spawn(process.execPath, ['--input-type=module', '-e', call], { cwd: root })
  const [stdout, stderr, [code]] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    once(child, 'close'),
  ])
  return { code, stdout, stderr }
}

async function textOf(stream: ChildProcess['stdout']): Promise<string> {
  const chunks: string[] = []
  for await (const chunk of stream ?? []) chunks.push(String(chunk))
  return chunks.join('')
}

function built(): string {
  return readFileSync(path.join(root, 'dist/main/cli.js'), 'utf8')
}

function calls(): number {
  return readFileSync(path.join(root, 'calls'), 'utf8').length
}

function write(place: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, place)), { recursive: true })
  writeFileSync(path.join(root, place), text)
}
