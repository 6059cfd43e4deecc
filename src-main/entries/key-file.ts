import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import path from 'node:path'

/** 32 random bytes as base64url. */
const KEY_SHAPE = /^[A-Za-z0-9_-]{43}$/

/** Where the key stands, in the data folder. */
export const keyFile = (dataDir: string): string => path.join(dataDir, 'key')

/** The data folder's key, made at the first start and kept, so that programs that know it go on. */
export const keyOf = (dataDir: string): string => secretIn(keyFile(dataDir))

/** Seals what a server and its workers tell each other through Redis; who reads the data folder knows it. */
export const redisSecretFile = (dataDir: string): string => path.join(dataDir, 'redis-secret')

/** Seals what lies in job folders and is nobody else's business; made when it is first needed, and kept. */
export const sealSecretOf = (dataDir: string): string => secretIn(path.join(dataDir, 'seal-key'))

/** Made at the first start with Redis, and kept. */
export const redisSecretOf = (dataDir: string): string => secretIn(redisSecretFile(dataDir))

function secretIn(file: string): string {
  const known = readSecret(file)
  if (known !== undefined) {
    chmodSync(file, 0o600)
    return known
  }
  const key = randomBytes(32).toString('base64url')
  writeSecret(file, `${key}\n`)
  return key
}

/** Writes a file that only its owner may read, whole or not at all. */
export function writeSecret(file: string, content: string): void {
  const part = `${file}.${process.pid}.part`
  const descriptor = openSync(part, 'w', 0o600)
  try {
    writeSync(descriptor, content)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(part, file)
}

/** What `writeSecret` wrote, or undefined where there is nothing of the kind. */
export function readSecret(file: string): string | undefined {
  try {
    const key = readFileSync(file, 'utf8').trim()
    return KEY_SHAPE.test(key) ? key : undefined
  } catch {
    return undefined
  }
}
