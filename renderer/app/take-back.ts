/** Takes back an act that has not left the desk; what was written in its form is kept as a draft. */
import type { TFunction } from 'i18next'
import { isErrorCode } from '../../domain/contract/errors.ts'
import type { FactValue } from '../../domain/contract/records.ts'
import { isEntryName } from '../../domain/commands/entries/possible.ts'
import { isStepName } from '../../domain/commands/steps/possible.ts'
import { workbench } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'
import { typedValue } from '../dossier/fact-form.ts'
import { valuesOf } from '../dossier/steps/step-form.ts'
import { announce } from './announce.ts'
import { factDraft, keepDraft, keepNote, stepDraft } from './drafts.ts'
import { sayProblem } from './problem.ts'

/** Takes back the act of this number and says how that went. */
export async function takeBack(t: TFunction, n: number): Promise<void> {
  try {
    const result = await workbench.command.takeBack({ n })
    if (result.outcome === 'REFUSED') {
      const code = isErrorCode(result.code) ? result.code : 'INTERNAL'
      return sayProblem(t, { code, details: result.details })
    }
    keepWords(result.name, result.args as Readonly<Record<string, unknown>>)
    announce(t('app:done.takenBack', { act: t(`app:command.${result.name}`) }))
  } catch (error) {
    sayProblem(t, toTandemError(error))
  }
}

/** Takes back several acts, in this order. */
export async function takeBackAll(t: TFunction, acts: readonly number[]): Promise<void> {
  for (const n of acts) await takeBack(t, n)
}

function keepWords(name: string, args: Readonly<Record<string, unknown>>): void {
  const dossierId = String(args['dossierId'])
  if (isStepName(name)) return keepDraft(stepDraft(name, dossierId), valuesOf(args))
  if (name === 'addNote') return keepNote(dossierId, String(args['text']))
  if (name === 'dateDocument' || name === 'withdrawDocument') {
    const { reason, issuedOn } = args
    return keepDraft(`${name} ${String(args['documentId'])}`, { reason, issuedOn })
  }
  if (name === 'assessPlan' || isEntryName(name)) {
    const { dossierId: _of, ...typed } = args
    return keepDraft(stepDraft(name, dossierId), typed)
  }
  if (name !== 'changeFact') return
  const { on, source, reason } = args
  const after = args['after'] as FactValue
  keepDraft(factDraft(after.field, dossierId), { ...typedValue(after), on, source, reason })
}
