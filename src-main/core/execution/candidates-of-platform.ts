import type { ExecutionProvider } from '../../../src-shared/contract/execution.ts'

const CANDIDATES: Readonly<Record<string, readonly ExecutionProvider[]>> = {
  win32: ['dml', 'webgpu'],
  darwin: ['coreml', 'webgpu'],
  linux: ['cuda', 'webgpu'],
}

/** What a system could have besides the CPU, in the order in which it is tried. */
export const candidatesOfPlatform = (platform: string): readonly ExecutionProvider[] =>
  CANDIDATES[platform] ?? []
