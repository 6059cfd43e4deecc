/** Engines that other programs serve, in English. */
export const servedEn = {
  title: 'Served engines',
  text: 'Vision models behind vLLM, llama.cpp, Ollama or LM Studio, on this machine or another. Pages that have to be read by eye are sent to them as pictures.',
  mode: 'Who reads pages',
  modes: { embedded: 'The own engine', vllm: 'Served engines first' },
  address: (engine: string) => `Address of ${engine}`,
  wrongAddress: 'An address begins with http:// or https://.',
  elsewhere: 'These can be changed in the program itself only.',
}

export type ServedWords = typeof servedEn
