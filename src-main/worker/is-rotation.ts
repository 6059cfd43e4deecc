import type { Rotation } from '../../src-shared/contract/page.ts'

/** Whether the number is a quarter turn, counted from 0 to 270. */
export function isRotation(degrees: number): degrees is Rotation {
  return degrees === 0 || degrees === 90 || degrees === 180 || degrees === 270
}
