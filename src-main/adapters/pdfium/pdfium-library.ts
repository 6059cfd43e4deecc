import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { init, type PdfiumRuntimeMethods } from '@embedpdf/pdfium'
import { ProblemError } from '../../core/problem-error.ts'
import { isPdfiumExports, type PdfiumExports, type Pointer } from './pdfium-exports.ts'

/** Sixteen doubles: more than any single call of PDFium writes. */
const SCRATCH_BYTES = 128
/** PDFium gets no more memory: a page that needs more fails alone, before the worker is killed for it. */
const MOST_BYTES = 1024 * 1024 * 1024
const WASM_PAGE_BYTES = 65_536

/** PDFium in this process. */
export interface PdfiumLibrary {
  readonly call: PdfiumExports
  /** A place where calls put their small results. */
  readonly scratch: Pointer
  /** Views of PDFium's memory as it is now: they turn stale when a call makes it grow, so ask again after each call. */
  bytes(): Uint8Array
  floats(): Float32Array
  doubles(): Float64Array
  words(): Uint32Array
  addCallback(callback: (...args: number[]) => number, signature: string): Pointer
  removeCallback(callback: Pointer): void
  /**
   * Runs calls that may hit a damaged file. When PDFium falls over, its memory is in an unknown state: the library
   * counts as broken from then on, and the caller gets a problem instead of a trap.
   */
  guard<T>(problem: 'damaged-file' | 'page-unreadable', run: () => T): T
  readonly isBroken: boolean
}

/** Starts a PDFium of its own memory (about 40 ms, 20 MB). */
export async function loadPdfium(): Promise<PdfiumLibrary> {
  const wasmPath = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm')
  const wasm = await readFile(wasmPath)
  const known = new Set(Object.getOwnPropertyNames(globalThis))
  const { pdfium } = await init({
    wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength),
    print: () => {},
    printErr: () => {},
  })
  dropGlobalGetters(known)
  const call: unknown = pdfium.wasmExports
  if (!isPdfiumExports(call)) throw new Error('The PDFium package lacks functions that Pageloom calls')
  const growth = limitGrowth(call.memory)
  call.PDFiumExt_Init()
  return libraryOver(call, growth, pdfium)
}

/** Emscripten leaves warnings behind for who uses names of former versions; they would hold the first library for good. */
function dropGlobalGetters(known: ReadonlySet<string>): void {
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const isGetter = Object.getOwnPropertyDescriptor(globalThis, name)?.get !== undefined
    if (isGetter && !known.has(name)) Reflect.deleteProperty(globalThis, name)
  }
}

/** Refuses growth above the limit, and remembers that it did. PDFium gives up when it gets no memory. */
function limitGrowth(memory: WebAssembly.Memory): { wasRefused: boolean } {
  const growth = { wasRefused: false }
  const grow = (pages: number) => {
    growth.wasRefused = memory.buffer.byteLength + pages * WASM_PAGE_BYTES > MOST_BYTES
    if (growth.wasRefused) throw new RangeError('PDFium may not have more memory')
    return WebAssembly.Memory.prototype.grow.call(memory, pages)
  }
  Object.defineProperty(memory, 'grow', { value: grow })
  return growth
}

function libraryOver(
  call: PdfiumExports,
  growth: { readonly wasRefused: boolean },
  { addFunction, removeFunction }: Pick<PdfiumRuntimeMethods, 'addFunction' | 'removeFunction'>,
): PdfiumLibrary {
  let views = viewsOf(call.memory)
  let isBroken = false
  const current = () => {
    if (views.bytes.buffer !== call.memory.buffer) views = viewsOf(call.memory)
    return views
  }
  return {
    call,
    scratch: call.malloc(SCRATCH_BYTES),
    bytes: () => current().bytes,
    floats: () => current().floats,
    doubles: () => current().doubles,
    words: () => current().words,
    addCallback: (callback, signature) => addFunction(callback, signature),
    removeCallback: index => removeFunction(index),
    guard(problem, run) {
      if (isBroken)
        throw new ProblemError(problem, 'an earlier page broke the PDF library; open the file again')
      try {
        return run()
      } catch (error) {
        if (error instanceof ProblemError) throw error
        isBroken = true
        throw new ProblemError(growth.wasRefused ? 'page-memory' : problem, 'the PDF library gave up on it', {
          cause: error,
        })
      }
    },
    get isBroken() {
      return isBroken
    },
  }
}

function viewsOf({ buffer }: WebAssembly.Memory) {
  return {
    bytes: new Uint8Array(buffer),
    floats: new Float32Array(buffer),
    doubles: new Float64Array(buffer),
    words: new Uint32Array(buffer),
  }
}
