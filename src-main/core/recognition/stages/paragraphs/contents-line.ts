/** Dots or lines between a title and the number of its page. */
const LEADER = /(?:[.·…_]\s?){4,}\s*(?:[A-Z]-?)?(?:\d{1,4}|[ivxlc]{1,7})?\s*$/u

/** Whether a line is one of a table of contents: a title, a leader, mostly a page number. */
export const isContentsLine = (text: string): boolean => /\p{L}/u.test(text) && LEADER.test(text)
