import { type Sealer, sealer } from '../adapters/redis/sealer.ts'
import { secretSeal } from '../adapters/system/secret-seal.ts'

/** Seals what a server and its workers tell each other through Redis. */
export const redisSeal = (secret: string): Sealer =>
  sealer(
    secret,
    secretSeal(() => secret),
  )
