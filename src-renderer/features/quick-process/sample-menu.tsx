import { Sparkles } from 'lucide-react'
import { SAMPLES, type SampleName, takeSample } from '../../state/samples.ts'
import { Button } from '../../ui/button.tsx'
import { Menu, MenuChoice } from '../../ui/menu.tsx'
import { useWords } from '../../words/use-words.ts'

/** Starts with a document that comes along with the program. */
export function SampleMenu() {
  const words = useWords()
  const names: readonly SampleName[] = SAMPLES.map(sample => sample.name)
  return (
    <Menu
      trigger={
        <Button look="quiet" icon={<Sparkles aria-hidden="true" />}>
          {words.actions.trySample}
        </Button>
      }
    >
      {names.map(name => (
        <MenuChoice key={name} onPick={() => void takeSample(name)}>
          {words.quick.sampleNames[name]}
        </MenuChoice>
      ))}
    </Menu>
  )
}
