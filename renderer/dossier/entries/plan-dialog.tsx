import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { draftOf, lackingCriteria, planTotal } from '../../../domain/commands/entries/plan.ts'
import { ENTRY_TEXT_MIN } from '../../../domain/commands/entries/entry.ts'
import { PLAN_CRITERIA, type PlanCriterion } from '../../../domain/contract/codes.ts'
import type { PlanScore } from '../../../domain/contract/records.ts'
import type { DossierPage } from '../../../domain/contract/workbench.ts'
import { announce } from '../../app/announce.ts'
import { useFormDraft } from '../../app/drafts.ts'
import { takeBack } from '../../app/take-back.ts'
import { useCommand } from '../../data/use-command.ts'
import { useSession } from '../../data/use-query.ts'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { TextAreaField } from '../../design/field.tsx'
import { FormProblem, useErrorWords } from '../../design/states.tsx'
import { useWords } from '../../findings/words.ts'
import { useCodes, useFormats } from '../../i18n/format.ts'

const SCORES = [0, 1, 2, 3] as const

/** The business plan by eight criteria: saved as a draft at any time, finished when all is said. */
export function PlanDialog({ page, onClose }: { page: DossierPage; onClose: () => void }) {
  const t = useWords()
  const { i18n } = useTranslation()
  const errorWords = useErrorWords()
  const { number } = useFormats()
  const me = useSession()?.actor?.id ?? ''
  const { id, body } = page.dossier
  const [{ scores }, change, forget] = useFormDraft(`assessPlan ${id}`, () => ({
    scores: startScores(draftOf(body, me)?.scores ?? []),
  }))
  const { send, running, problem, clear } = useCommand('assessPlan')
  const [tried, setTried] = useState(false)
  const lacking = tried ? lackingCriteria(scores) : []
  const set = (criterion: PlanCriterion, some: Partial<PlanScore>) => {
    clear()
    change({
      scores: scores.map((one) => (one.criterion === criterion ? { ...one, ...some } : one)),
    })
  }
  const store = async (finished: boolean) => {
    setTried(finished)
    if (finished && lackingCriteria(scores).length > 0) return
    const n = await send({ dossierId: id, scores, finished })
    if (n === null) return
    const step = t(finished ? 'dossier.plan.finished' : 'dossier.plan.saved')
    const done = t('dossier.step.done', { step, reference: body.reference })
    announce(done, 'calm', () => void takeBack(i18n.t, n))
    forget()
    onClose()
  }
  const words = problem && errorWords(problem)
  const total = planTotal(scores)
  return (
    <Dialog
      title={`${t('command.assessPlan')} · ${body.reference}`}
      wide
      onClose={onClose}
      onSubmit={() => void store(true)}
      outcome={
        <>
          <p role="status">
            {t('dossier.plan.total', {
              total: total === null ? '–' : number(total),
              most: number(PLAN_CRITERIA.length * 3),
            })}
          </p>
          <FormProblem said={words} />
          <FormProblem
            said={
              !words && lacking.length > 0
                ? t('dossier.plan.lacking', { count: lacking.length })
                : null
            }
          />
        </>
      }
      actions={
        <>
          <Button onClick={onClose}>{t('close')}</Button>
          <Button disabled={running} onClick={() => void store(false)}>
            {t('dossier.plan.save')}
          </Button>
          <Button kind="primary" submit disabled={running}>
            {t('dossier.plan.finish')}
          </Button>
        </>
      }
    >
      <p className="muted">{t('dossier.plan.intro', { min: ENTRY_TEXT_MIN })}</p>
      {scores.map((one) => (
        <Criterion
          key={one.criterion}
          value={one}
          lacks={lacking.includes(one.criterion)}
          onChange={(some) => set(one.criterion, some)}
        />
      ))}
    </Dialog>
  )
}

/** Every criterion once, in the order of the list, with what was written of it. */
function startScores(known: readonly PlanScore[]): PlanScore[] {
  return PLAN_CRITERIA.map(
    (criterion) =>
      known.find((one) => one.criterion === criterion) ?? { criterion, score: null, text: '' },
  )
}

interface CriterionProps {
  value: PlanScore
  lacks: boolean
  onChange: (some: Partial<PlanScore>) => void
}

function Criterion({ value: { criterion, score, text }, lacks, onChange }: CriterionProps) {
  const t = useWords()
  const code = useCodes()
  const name = code('planCriterion', criterion)
  return (
    <fieldset className="plan-criterion">
      <legend className="field-label">{name}</legend>
      <div className="plan-scores">
        {SCORES.map((one) => (
          <label key={one} className="choice-line">
            <input
              type="radio"
              name={`score-${criterion}`}
              checked={score === one}
              onChange={() => onChange({ score: one })}
            />
            <span>
              {one} <span className="muted">{t(`dossier.plan.score.${one}`)}</span>
            </span>
          </label>
        ))}
      </div>
      <TextAreaField
        label={t('dossier.plan.why', { criterion: name })}
        problem={lacks ? t('dossier.plan.lacks', { min: ENTRY_TEXT_MIN }) : undefined}
        rows={2}
        value={text}
        onChange={(event) => onChange({ text: event.target.value })}
      />
    </fieldset>
  )
}
