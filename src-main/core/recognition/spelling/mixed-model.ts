import type { LetterModel } from './letter-model.ts'

/** A model of a page in several languages: a letter is as likely as in all of them together, by their weights. */
export function mixedModel(
  parts: readonly { readonly model: LetterModel; readonly weight: number }[],
): LetterModel | undefined {
  const [first] = parts
  if (!first || parts.length === 1) return first?.model
  const whole = parts.reduce((sum, { weight }) => sum + weight, 0)
  return {
    language: first.model.language,
    marked: parts.map(({ model }) => model.marked).join(''),
    logProbability(before, letter) {
      let sum = 0
      for (const { model, weight } of parts) sum += weight * Math.exp(model.logProbability(before, letter))
      return Math.log(sum / whole)
    },
  }
}
