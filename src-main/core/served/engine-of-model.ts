import type { ServedEngineName } from '../../../src-shared/contract/engine.ts'
import type { NamedModel } from '../../../src-shared/contract/job.ts'

const ENGINES = {
  dotsocr: 'dots-ocr',
  lightonocr: 'lighton-ocr',
} as const satisfies Record<NamedModel, ServedEngineName>

/** The served engine that a model's name stands for. Undefined where none of that name is configured. */
export function engineOfModel(
  model: NamedModel | undefined,
  configured: { has(name: ServedEngineName): boolean },
): ServedEngineName | undefined {
  const engine = model && ENGINES[model]
  return engine && configured.has(engine) ? engine : undefined
}
