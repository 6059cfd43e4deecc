import { expect, test } from 'vitest'
import { SERVED_ENGINE_NAMES } from '../../../src-shared/contract/engine.ts'
import { servedChain } from './served-chain.ts'

const all = new Set(SERVED_ENGINE_NAMES)
const usual = { engine: 'paddle', mode: 'balanced', inferenceMode: 'vllm', configured: all } as const

test('the mode chooses the order, and at most two are tried', () => {
  expect(servedChain({ ...usual, mode: 'fast' })).toEqual(['deepseek-ocr', 'lighton-ocr'])
  expect(servedChain(usual)).toEqual(['deepseek-ocr', 'nanonets-ocr2'])
  expect(servedChain({ ...usual, mode: 'accurate' })).toEqual(['nanonets-ocr2', 'dots-ocr'])
})

test('where only one is configured, it is that one', () => {
  expect(servedChain({ ...usual, configured: new Set(['nanonets-ocr2'] as const) })).toEqual([
    'nanonets-ocr2',
  ])
})

test('in the embedded mode only an engine that the job names is asked, if it is configured', () => {
  const embedded = { ...usual, inferenceMode: 'embedded' } as const
  expect(servedChain(embedded)).toEqual([])
  expect(servedChain({ ...embedded, engine: 'dots-ocr' })).toEqual(['dots-ocr'])
  expect(servedChain({ ...embedded, engine: 'dots-ocr', configured: new Set() })).toEqual([])
})

test('an engine that the job names comes first', () => {
  expect(servedChain({ ...usual, engine: 'lighton-ocr' })).toEqual(['lighton-ocr', 'deepseek-ocr'])
})

test('engines for tests and text layers stay what they are', () => {
  expect(servedChain({ ...usual, engine: 'null' })).toEqual([])
  expect(servedChain({ ...usual, engine: 'text-layer' })).toEqual([])
})
