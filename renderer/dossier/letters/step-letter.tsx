import { useState, type ReactNode } from 'react'
import type { StepName } from '../../../domain/commands/steps/possible.ts'
import type { DossierBody } from '../../../domain/contract/records.ts'
import type { DossierPage } from '../../../domain/contract/workbench.ts'
import { letterId, occasions, type Occasion } from '../../../domain/letters/templates.ts'
import { Yes } from '../../design/choice-field.tsx'
import { Icon } from '../../design/icon.tsx'
import type { CommandProblem } from '../../data/use-command.ts'
import { useErrorWords } from '../../design/states.tsx'
import { useWords } from '../../findings/words.ts'
import { useCodes } from '../../i18n/format.ts'
import { LetterLook } from './letter-look.tsx'
import { fileLetter, useLetter, type Looked } from './use-letter.ts'

/** The letter that goes with a step, and the state of the dossier that it is made on. */
interface StepLetter {
  occasion: Occasion
  body: DossierBody
  /** It goes out before its step. */
  before: boolean
}

/** The letter of a step, given what the step would leave; null: it has none. */
function letterOfStep(
  name: StepName,
  before: DossierBody,
  after: DossierBody | null,
): StepLetter | null {
  if (name === 'reroute') {
    const occasion = occasions(before).find(({ template }) => template === 'REROUTED')
    return occasion ? { occasion, body: before, before: true } : null
  }
  if (!after) return null
  const last = after.events.length - 1
  const occasion = occasions(after).find((one) => one.event === last)
  return occasion ? { occasion, body: after, before: false } : null
}

/** True when this letter was filed already: a second one is a correction, made from the dossier. */
function isFiled({ dossier }: DossierPage, { occasion }: StepLetter): boolean {
  return dossier.body.documents.some(({ id, file }) => id === letterId(occasion) && file)
}

/** What became of a step and its letter: their numbers in the order in which they went. */
interface Taken {
  /** Null: the step was not taken. */
  step: number | null
  letter: number | null
  /** Why the letter was not filed. */
  problem: CommandProblem | null
}

interface StepLetterUse {
  /** To be shown in the form of the step; null: the step has no letter. */
  look: ReactNode
  /** Takes the step by `send` and files the letter that goes with it, in the order they need. */
  take(send: () => Promise<number | null>): Promise<Taken>
}

/** The letter of a step while its form is open: shown as it will read, filed with the step if wanted. */
export function useStepLetter(
  name: StepName,
  page: DossierPage,
  after: DossierBody | null,
): StepLetterUse {
  const [wanted, setWanted] = useState(true)
  const letter = letterOfStep(name, page.dossier.body, after)
  const looked = useLetter(page, letter?.occasion ?? null, letter ? { body: letter.body } : {})
  const can = looked?.composed.ok === true && looked.refusal === null
  const isNew = letter !== null && !isFiled(page, letter)
  const file = () =>
    fileLetter({
      ...letter!.occasion,
      dossierId: page.dossier.id,
      replaces: null,
      reason: '',
      addressee: '',
    })
  const take = async (send: () => Promise<number | null>): Promise<Taken> => {
    if (!can || !isNew || !wanted) return { step: await send(), letter: null, problem: null }
    const first = letter.before ? await file() : null
    if (first && 'code' in first) return { step: null, letter: null, problem: first }
    const step = await send()
    if (step === null || first) return { step, letter: first?.n ?? null, problem: null }
    const then = await file()
    return 'code' in then
      ? { step, letter: null, problem: then }
      : { step, letter: then.n, problem: null }
  }
  const look =
    letter && looked && isNew ? (
      <StepLetterLook letter={letter} looked={looked} wanted={wanted} onWanted={setWanted} />
    ) : null
  return { look, take }
}

interface StepLetterLookProps {
  letter: StepLetter
  looked: Looked
  wanted: boolean
  onWanted: (wanted: boolean) => void
}

/** Whether the letter goes along, and how it will read. */
function StepLetterLook({ letter, looked, wanted, onWanted }: StepLetterLookProps) {
  const t = useWords()
  const code = useCodes()
  const errorWords = useErrorWords()
  const { composed, refusal } = looked
  const can = composed.ok && refusal === null
  const name = code('letterTemplate', letter.occasion.template)
  return (
    <section className="step-letter" aria-label={t('dossier.letters.stepLetter')}>
      {can ? (
        <Yes
          label={`${t('dossier.letters.withStep')}: ${name}`}
          value={wanted}
          onChange={onWanted}
        />
      ) : (
        <p className="upload-note">
          <Icon name="info" size={14} />
          {t('dossier.letters.notWithStep')}
        </p>
      )}
      <details open={!can && refusal !== null}>
        <summary>{refusal ? errorWords(refusal).title : t('dossier.letters.preview')}</summary>
        <LetterLook looked={looked} body={letter.body} />
      </details>
    </section>
  )
}
