import { readFileSync } from 'node:fs'
import { arch } from 'node:process'
import { expect, test } from 'vitest'
import { sumsOverflow } from './sums-overflow.ts'

const cpu = (): string => {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8')
  } catch {
    return ''
  }
}

test.skipIf(arch === 'x64' && !/vnni/.test(cpu()))(
  'sums are exact where the CPU adds int8 products itself',
  async () => {
    expect(await sumsOverflow()).toBe(false)
  },
)
