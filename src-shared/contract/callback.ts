import Type, { type Static } from 'typebox'

const Instant = Type.Integer({ description: 'UTC, milliseconds since 1970' })
const Maybe = <Schema extends Type.TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

/** Where a job's pages and its end are posted to. */
export const Callback = Type.Object({
  url: Type.String(),
  /** The caller's own name for the job; it comes back in every body. */
  taskId: Maybe(Type.String()),
})
export type Callback = Static<typeof Callback>

export const DeliveryKind = Type.Union([Type.Literal('node'), Type.Literal('completion')])
export type DeliveryKind = Static<typeof DeliveryKind>

export const DeliveryState = Type.Union([
  Type.Literal('waiting'),
  Type.Literal('delivered'),
  Type.Literal('given-up'),
])
export type DeliveryState = Static<typeof DeliveryState>

/** Why an attempt failed, for the window's words. */
export const DeliveryFailure = Type.Union([
  /** An answer came, but not one that accepts; `lastStatus` tells which. */
  Type.Literal('answered'),
  Type.Literal('address-refused'),
  Type.Literal('name-unknown'),
  Type.Literal('unreachable'),
  Type.Literal('timed-out'),
  Type.Literal('certificate-refused'),
  /** There is nothing to send: the page's result is gone from the disk. */
  Type.Literal('nothing-to-send'),
])
export type DeliveryFailure = Static<typeof DeliveryFailure>

/** One body that is posted to a listener, and what came of it. */
export const Delivery = Type.Object({
  id: Type.Integer({ minimum: 1 }),
  kind: DeliveryKind,
  /** The page of a node; null for the completion. */
  page: Maybe(Type.Integer({ minimum: 1 })),
  state: DeliveryState,
  attempts: Type.Integer({ minimum: 0 }),
  createdAt: Instant,
  lastAttemptAt: Maybe(Instant),
  /** Null unless it is waiting. */
  nextAttemptAt: Maybe(Instant),
  /** The status of the last answer, or null where none came. */
  lastStatus: Maybe(Type.Integer()),
  lastFailure: Maybe(DeliveryFailure),
  /** More about the last failure, for a person; may be empty. */
  lastDetail: Type.String(),
})
export type Delivery = Static<typeof Delivery>

/** The delivery log of a job. */
export const CallbackLog = Type.Object({
  /** Null where nobody wanted to be called. */
  callback: Maybe(Callback),
  waiting: Type.Integer({ minimum: 0 }),
  delivered: Type.Integer({ minimum: 0 }),
  givenUp: Type.Integer({ minimum: 0 }),
  /** Given up first, then waiting, then delivered; of these the last attempted first. Not more than were asked for. */
  deliveries: Type.Array(Delivery),
})
export type CallbackLog = Static<typeof CallbackLog>
