import Type from 'typebox'
import { Check } from 'typebox/value'

const Piece = Type.Object({ type: Type.String(), text: Type.Optional(Type.String()) })
const Completion = Type.Object({
  choices: Type.Array(
    Type.Object({
      message: Type.Object({
        content: Type.Optional(Type.Union([Type.String(), Type.Null(), Type.Array(Piece)])),
      }),
      finish_reason: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    }),
    { minItems: 1 },
  ),
})
const ModelList = Type.Object({ data: Type.Array(Type.Object({ id: Type.String({ maxLength: 300 }) })) })

/** What a chat completion says and how it ended. Undefined where the body is none. */
export function chatAnswerOf(
  body: string,
): { readonly text: string; readonly isCutOff: boolean } | undefined {
  const completion = parsed(body)
  if (!Check(Completion, completion)) return undefined
  const [choice] = completion.choices
  const content = choice?.message.content ?? ''
  const text = typeof content === 'string' ? content : content.map(piece => piece.text ?? '').join('')
  return { text, isCutOff: choice?.finish_reason === 'length' }
}

/** The names of the models that a server lists. Undefined where the body is no such list. */
export function modelNamesOf(body: string): readonly string[] | undefined {
  const list = parsed(body)
  return Check(ModelList, list) ? list.data.map(({ id }) => id) : undefined
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
