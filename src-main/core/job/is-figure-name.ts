import { Check } from 'typebox/value'
import { FigureName } from '../../../src-shared/contract/page.ts'

/** Whether this may be the name of a figure's file; anything else may be a path to elsewhere. */
export const isFigureName = (name: string): boolean => Check(FigureName, name)
