/** The box of what has no place on its page. */
export const NO_PLACE = { left: 0, top: 0, right: 0, bottom: 0 } as const
