import { possibleSteps } from '../../../domain/commands/steps/possible.ts'
import type { Track } from '../../../domain/contract/codes.ts'
import type { DossierPage } from '../../../domain/contract/workbench.ts'
import { trackOf } from '../../../domain/rights/tracks.ts'
import { openLayer } from '../../app/layers.ts'
import { subjectOfPage } from '../../app/subject.ts'
import { useSession } from '../../data/use-query.ts'
import { Button, Key } from '../../design/button.tsx'
import { useWords } from '../../findings/words.ts'

/** Id of the first step button, to which a key leads. */
export const FIRST_STEP = 'first-step'

/** The steps that the officer may take on their own track, as buttons; nothing on the other one. */
export function StepButtons({ page, track }: { page: DossierPage; track: Track }) {
  const t = useWords()
  const session = useSession()
  const actor = session?.actor
  if (!actor || trackOf(actor) !== track) return null
  const steps = possibleSteps(actor, page.dossier.body, session.today)
  if (steps.length === 0) return null
  const subject = subjectOfPage(page)
  return (
    <div className="step-buttons" role="group" aria-label={t('dossier.step.possible')}>
      {steps.map((name, index) => (
        <Button
          key={name}
          {...(index === 0 && { id: FIRST_STEP, 'aria-keyshortcuts': 'd' })}
          onClick={() => openLayer({ name: 'step', step: name, subject })}
        >
          {t(`command.${name}`)} {index === 0 && <Key>d</Key>}
        </Button>
      ))}
    </div>
  )
}
