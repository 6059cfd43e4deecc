import noteDeliverySql from './queries/note-delivery.sql?raw'
import type { StoreContext } from './store-context.ts'

export interface NoteDelivery {
  node(jobSeq: number, page: number): void
  completion(jobSeq: number): void
}

/** Enters what is to be posted; call it inside the transaction of the end that it tells of. */
export function deliveryNoter({ database, now }: StoreContext): NoteDelivery {
  const note = database.prepare(noteDeliverySql)
  return {
    node: (jobSeq, page) => void note.run({ jobSeq, kind: 'node', page, now: now() }),
    completion: jobSeq => void note.run({ jobSeq, kind: 'completion', page: 0, now: now() }),
  }
}
