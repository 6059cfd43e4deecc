import { SERVED_KEY_VARIABLE } from './settings.ts'

/** Environment variables that hold secrets, or addresses with secrets in them. */
const SECRETS: ReadonlySet<string> = new Set([SERVED_KEY_VARIABLE, 'REDIS_URL'])

/** The environment for processes that look at documents: they need no secret, so they get none. */
export function withoutSecrets<Variables extends Readonly<Record<string, string | undefined>>>(
  env: Variables,
): Variables {
  const kept: Variables = { ...env }
  for (const name of SECRETS) Reflect.deleteProperty(kept, name)
  return kept
}
