import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StepName } from '../../../domain/commands/steps/possible.ts'
import { COMMANDS, type CommandArgs } from '../../../domain/commands/index.ts'
import type { DossierBody } from '../../../domain/contract/records.ts'
import type { DossierPage } from '../../../domain/contract/workbench.ts'
import { trackOf } from '../../../domain/rights/tracks.ts'
import { useOthersAt } from '../../app/opened.ts'
import { announce } from '../../app/announce.ts'
import { openLayer } from '../../app/layers.ts'
import { subjectOfPage } from '../../app/subject.ts'
import { sayProblem } from '../../app/problem.ts'
import { takeBackAll } from '../../app/take-back.ts'
import { stepDraft, useFormDraft } from '../../app/drafts.ts'
import { useCommand, useCommandContext } from '../../data/use-command.ts'
import { useDossier, useSession } from '../../data/use-query.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { FormProblem, Loading, useErrorWords } from '../../design/states.tsx'
import { useWords } from '../../findings/words.ts'
import { tablesOf } from '../../../domain/reference/own-rows.ts'
import { useColleagueName } from '../timeline.tsx'
import { decideStep, firstValues, stepArgs } from './step-form.ts'
import { StepFields } from './step-fields.tsx'
import { StepPreview } from './step-preview.tsx'
import { Waiting } from './step-waiting.tsx'
import { useStepLetter } from '../letters/step-letter.tsx'

interface StepDialogProps {
  name: StepName
  dossierId: string
  onClose: () => void
}

/** Takes a step on a dossier: what it asks, what it would change, and why it is not possible. */
export default function StepDialog({ name, dossierId, onClose }: StepDialogProps) {
  const { data } = useDossier(dossierId)
  const t = useWords()
  const [warned, setWarned] = useState(false)
  const names = useRivals(dossierId)
  if (data && names !== '' && !warned) {
    return (
      <Dialog
        title={`${t(`command.${name}`)} · ${data.dossier.body.reference}`}
        onClose={onClose}
        actions={
          <>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button kind="primary" onClick={() => setWarned(true)}>
              {t('dossier.step.goOn')}
            </Button>
          </>
        }
      >
        <p>{t('dossier.step.colleague', { names, reference: data.dossier.body.reference })}</p>
      </Dialog>
    )
  }
  if (data) return <StepForm name={name} page={data} onClose={onClose} />
  return (
    <Dialog title={t(`command.${name}`)} onClose={onClose}>
      <Loading lines={4} />
    </Dialog>
  )
}

/** Names of who had the dossier open, on the same track, when the step was begun. */
function useRivals(dossierId: string): string {
  const actor = useSession()?.actor ?? null
  const nameOf = useColleagueName()
  const others = useOthersAt(dossierId) ?? []
  const track = actor && trackOf(actor)
  const names = others.filter((other) => other.track === track).map(({ person }) => nameOf(person))
  // Whoever comes later meets the question on their own desk.
  return useState(names.join(', '))[0]
}

function StepForm({
  name,
  page,
  onClose,
}: {
  name: StepName
  page: DossierPage
  onClose: () => void
}) {
  const t = useWords()
  const { i18n } = useTranslation()
  const errorWords = useErrorWords()
  const context = useCommandContext()
  const { dossier } = page
  const { fields } = COMMANDS[name].step
  const { today = '', actor = null } = context ?? {}
  const track = (actor && trackOf(actor)) ?? 'WORK'
  const [values, change, forget] = useFormDraft(stepDraft(name, dossier.id), () =>
    firstValues(name, track, page, today),
  )
  const taken = useRef(false)
  // The button of a step that was taken is gone, and the next dossier is a key away.
  const returnTo = useCallback(() => (taken.current ? 'record-title' : null), [])
  const [tried, setTried] = useState(false)
  const { send, running, problem, clear } = useCommand(name)
  const args = useMemo(() => stepArgs(name, track, page, values), [name, track, page, values])
  const decision = useMemo(
    () => (context && args ? decideStep(name, args, page, context) : null),
    [context, name, args, page],
  )
  const refusal = problem ?? (decision?.ok === false ? decision : null)
  const letter = useStepLetter(
    name,
    page,
    decision?.ok ? (decision.writes[0]!.body as DossierBody) : null,
  )
  const take = async () => {
    setTried(true)
    if (!args || !decision?.ok) return
    const done = await letter.take(() => send(args as CommandArgs<StepName>))
    const why = done.problem && errorWords(done.problem).title
    if (done.step === null) {
      if (done.problem) sayProblem(i18n.t, done.problem)
      return
    }
    // The last act first: what stands on another holds it.
    const acts = [done.step, done.letter].filter((n) => n !== null).toSorted((a, b) => b - a)
    const said = { step: t(`command.${name}`), reference: dossier.body.reference }
    announce(
      why === null ? t('dossier.step.done', said) : t('dossier.letters.notFiled', { why }),
      why === null ? 'calm' : 'red',
      () => void takeBackAll(i18n.t, acts),
    )
    forget()
    taken.current = true
    onClose()
  }
  const words = tried && refusal ? errorWords(refusal) : null
  return (
    <Dialog
      title={`${t(`command.${name}`)} · ${dossier.body.reference}`}
      wide={fields.includes('documents') || fields.includes('grounds')}
      firstToFill
      onClose={onClose}
      onSubmit={() => void take()}
      returnTo={returnTo}
      outcome={
        <>
          {decision?.ok && (
            <StepPreview
              before={dossier.body}
              after={decision.writes[0]!.body as DossierBody}
              today={today}
            />
          )}
          <FormProblem said={words} />
          {name === 'openCheck' && refusal?.code === 'OTHER_REGION_COMPETENT' && (
            <RerouteInstead page={page} />
          )}
        </>
      }
      actions={
        <>
          <Button
            onClick={() => {
              forget()
              onClose()
            }}
          >
            {t('cancel')}
          </Button>
          <Button kind="primary" submit disabled={running}>
            {t(`command.${name}`)}
          </Button>
        </>
      }
    >
      <Waiting name={name} track={track} page={page} today={today} />
      <StepFields
        name={name}
        track={track}
        body={dossier.body}
        related={page.related}
        tables={tablesOf(page.tables)}
        values={values}
        onChange={(some) => {
          clear()
          change(some)
        }}
      />
      {letter.look}
    </Dialog>
  )
}

/** What is to be done instead of a check by a region that is not competent. */
function RerouteInstead({ page }: { page: DossierPage }) {
  const t = useWords()
  const subject = subjectOfPage(page)
  return (
    <Button onClick={() => openLayer({ name: 'step', step: 'reroute', subject })}>
      {t('command.reroute')}
    </Button>
  )
}
