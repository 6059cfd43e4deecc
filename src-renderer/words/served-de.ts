import type { ServedWords } from './served-en.ts'

/** Engines that other programs serve, in German. */
export const servedDe: ServedWords = {
  title: 'Bereitgestellte Modelle',
  text: 'Bildmodelle hinter vLLM, llama.cpp, Ollama oder LM Studio, auf diesem oder einem anderen Rechner. Seiten, die mit dem Auge gelesen werden müssen, gehen als Bild dorthin.',
  mode: 'Wer die Seiten liest',
  modes: { embedded: 'Die eigene Texterkennung', vllm: 'Zuerst die bereitgestellten Modelle' },
  address: engine => `Adresse von ${engine}`,
  wrongAddress: 'Eine Adresse beginnt mit http:// oder https://.',
  elsewhere: 'Ändern lassen sie sich nur im Programm selbst.',
}
