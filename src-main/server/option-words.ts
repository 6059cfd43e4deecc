import Type from 'typebox'
import { SubmitFields } from '../../src-shared/contract/routes.ts'

const words = new Intl.ListFormat('en', { type: 'disjunction' })

/** What an option of a submit takes, for somebody who gave it something else. */
export function optionWords(name: string): string {
  const schema = new Map<string, Type.TSchema>(Object.entries(SubmitFields.properties)).get(name)
  return schema === undefined
    ? 'An option is not understood.'
    : `The option ${name} takes ${valuesOf(schema)}.`
}

function valuesOf(schema: Type.TSchema): string {
  if (Type.IsUnion(schema))
    return words.format(schema.anyOf.filter(Type.IsLiteral).map(literal => String(literal.const)))
  const limits = new Map<string, unknown>(Object.entries(schema))
  if (Type.IsInteger(schema))
    return `a whole number from ${limits.get('minimum')} to ${limits.get('maximum')}`
  if (Type.IsBoolean(schema)) return 'true or false'
  if (Type.IsString(schema)) return `at most ${limits.get('maxLength')} characters`
  return 'another value'
}
