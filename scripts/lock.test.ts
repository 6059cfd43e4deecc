import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

interface Manifest {
  readonly dependencies: Record<string, string>
  readonly devDependencies: Record<string, string>
}
interface Lock {
  readonly packages: Record<string, { readonly resolved?: string; readonly gypfile?: boolean }>
}

const manifest: Manifest = read('package.json')
const lock: Lock = read('package-lock.json')

test('every dependency is pinned to one version', () => {
  const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies })

  expect(versions.filter(version => !/^\d+[.]\d+[.]\d+$/.test(version))).toEqual([])
})

test('the lock names no registry, so that each machine uses its own', () => {
  expect(Object.keys(lock.packages).filter(place => lock.packages[place]?.resolved)).toEqual([])
})

test('the lock keeps npm from compiling better-sqlite3 (write it with "npm run lock")', () => {
  expect(lock.packages['node_modules/better-sqlite3']?.gypfile).toBe(false)
})

function read(file: string) {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, '..', file), 'utf8'))
}
