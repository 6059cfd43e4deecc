import { expect, test } from 'vitest'
import { deathOfExit } from './death-of-exit.ts'

test.each(['SIGSEGV', 'SIGABRT', 'SIGILL', 'SIGBUS'])('%s is the page’s doing', signal => {
  expect(deathOfExit({ code: null, signal }, 'linux')).toBe('crashed')
})

test.each(['SIGKILL', 'SIGTERM', 'SIGINT'])('%s is somebody else’s doing', signal => {
  expect(deathOfExit({ code: null, signal }, 'linux')).toBe('killed')
})

test('an exit code other than 0 is a crash, except Windows’ code of a process that was ended', () => {
  expect(deathOfExit({ code: 1, signal: null }, 'linux')).toBe('crashed')
  expect(deathOfExit({ code: 1, signal: null }, 'win32')).toBe('killed')
  expect(deathOfExit({ code: 3_221_225_477, signal: null }, 'win32')).toBe('crashed')
  expect(deathOfExit({ code: 0, signal: null }, 'linux')).toBe('killed')
})
