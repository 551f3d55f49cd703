/** Takes back an act that has not left the desk; what was written in its form is kept as a draft. */
import type { TFunction } from 'i18next'
import { isErrorCode } from '../../domain/contract/errors.ts'
import type { FactValue, PostingPapers, UnlimitedAccess } from '../../domain/contract/records.ts'
import { isEntryName } from '../../domain/commands/entries/possible.ts'
import { isStepName } from '../../domain/commands/steps/possible.ts'
import { workbench } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'
import { typedValue } from '../dossier/fact-form.ts'
import { valuesOf } from '../dossier/steps/step-form.ts'
import { announce } from './announce.ts'
import { accessDraft, papersDraft, typedAccess, typedPapers } from '../comparison/shown-form.ts'
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
    const isKept = keepWords(result.name, result.args as Readonly<Record<string, unknown>>)
    const act = t(`app:command.${result.name}`)
    announce(t(isKept ? 'app:done.takenBackKept' : 'app:done.takenBack', { act }))
  } catch (error) {
    sayProblem(t, toTandemError(error))
  }
}

/** Takes back several acts, in this order. */
export async function takeBackAll(t: TFunction, acts: readonly number[]): Promise<void> {
  for (const n of acts) await takeBack(t, n)
}

/** False where the act has no form that would show its words again. */
function keepWords(name: string, args: Readonly<Record<string, unknown>>): boolean {
  const dossierId = String(args['dossierId'])
  if (isStepName(name)) keepDraft(stepDraft(name, dossierId), valuesOf(args))
  else if (name === 'addNote') keepNote(dossierId, String(args['text']))
  else if (name === 'dateDocument' || name === 'withdrawDocument') {
    const { reason, issuedOn } = args
    keepDraft(`${name} ${String(args['documentId'])}`, { reason, issuedOn })
  } else if (name === 'assessPlan' || isEntryName(name)) {
    const { dossierId: _of, ...typed } = args
    keepDraft(stepDraft(name, dossierId), typed)
  } else if (name === 'recordPapers' || name === 'recordAccess') keepShown(name, args)
  else if (name === 'changeFact') {
    const { on, source, reason } = args
    const after = args['after'] as FactValue
    keepDraft(factDraft(after.field, dossierId), { ...typedValue(after), on, source, reason })
  } else return false
  return true
}

function keepShown(
  name: 'recordPapers' | 'recordAccess',
  { declarationId, personId, after, source, on, reason }: Readonly<Record<string, unknown>>,
): void {
  const shown = { source, on, reason }
  if (name === 'recordPapers') {
    const typed = typedPapers(after as PostingPapers | null)
    keepDraft(papersDraft(String(declarationId)), { ...typed, ...shown })
  } else {
    const typed = typedAccess(after as UnlimitedAccess | null)
    keepDraft(accessDraft(String(personId)), { ...typed, ...shown })
  }
}
