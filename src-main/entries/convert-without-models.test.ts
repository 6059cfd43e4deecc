import { execFile } from 'node:child_process'
import { cpSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { type Ended, newFolder, ROOT, sample } from './testing/run-program.ts'

/** A copy of the built program whose models may be taken away. */
function copyOfProgram(): string {
  const copy = newFolder()
  for (const part of ['package.json', 'dist', 'resources/models'])
    cpSync(path.join(ROOT, part), path.join(copy, part), { recursive: true })
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'))
  return copy
}

const convertWith = (program: string, ...options: string[]): Promise<Ended> =>
  new Promise(resolve => {
    const words = [path.join(program, 'dist/main/cli.js'), 'convert', sample('receipt.jpg'), ...options]
    const child = execFile(
      process.execPath,
      [...words, '--data-dir', newFolder()],
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    )
  })

test.each([
  { file: 'models.json', become: 'missing' },
  { file: 'ppocrv6-tiny-det.onnx', become: 'missing' },
  { file: 'ppocrv6-small-latin.txt', become: 'altered' },
])('convert ends and names $file when it is $become', { timeout: 120_000 }, async ({ file, become }) => {
  const program = copyOfProgram()
  const model = path.join(program, 'resources/models', file)
  if (become === 'missing') rmSync(model)
  else writeFileSync(model, 'no model')

  const { code, stdout, stderr } = await convertWith(program)

  expect({ code, stdout }).toEqual({ code: 5, stdout: '' })
  expect(stderr).toContain(file)
  expect(stderr).toContain('Install Pageloom again.')
  rmSync(program, { recursive: true })
})

test('convert names the model that a page alone wanted', { timeout: 120_000 }, async () => {
  const program = copyOfProgram()
  rmSync(path.join(program, 'resources/models/ppocrv6-tiny-full.txt'))

  const { code, stderr } = await convertWith(program, '--language', 'cjk', '--quiet')

  expect(code).toBe(5)
  expect(stderr).toContain('page 1: A model file is missing. Install Pageloom again. ppocrv6-tiny-full.txt')
  rmSync(program, { recursive: true })
})
