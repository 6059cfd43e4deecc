/** Around a number that stands before a paragraph and replaces the one that a list would count. No text has these. */
export const NUMBER_START = '\uFDD0'
export const NUMBER_END = '\uFDD1'
