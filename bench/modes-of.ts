import { RECOGNITION_MODES, type RecognitionMode } from '../src-shared/contract/engine.ts'

/** The modes that are named, parted by commas. */
export function modesOf(text: string): RecognitionMode[] {
  return text.split(',').map(word => {
    const mode = RECOGNITION_MODES.find(each => each === word)
    if (!mode) throw new Error(`--mode takes ${RECOGNITION_MODES.join(', ')}`)
    return mode
  })
}
