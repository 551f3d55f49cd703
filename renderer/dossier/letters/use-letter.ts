/** A letter while the officer looks at it: composed as the host will compose it, or why it cannot be. */
import type { FileLanguage } from '../../../domain/contract/codes.ts'
import type { DossierBody } from '../../../domain/contract/records.ts'
import type { DossierPage } from '../../../domain/contract/workbench.ts'
import { letterRefusal } from '../../../domain/commands/documents/file-letter.ts'
import type { Refusal } from '../../../domain/commands/command.ts'
import { isErrorCode } from '../../../domain/contract/errors.ts'
import { composeLetter, type Composed } from '../../../domain/letters/compose.ts'
import { letterSource } from '../../../domain/letters/source.ts'
import type { LetterRef, Occasion } from '../../../domain/letters/templates.ts'
import { workbench } from '../../data/client.ts'
import { toTandemError } from '../../data/errors.ts'
import type { CommandProblem } from '../../data/use-command.ts'
import { useSession } from '../../data/use-query.ts'
import { useLetterWords } from './letter-texts.ts'

export interface Looked {
  composed: Composed
  /** Why this person cannot file it now; null: they can, unless something is missing. */
  refusal: Refusal | null
}

/** The letter on what the dossier is, or on what a step would leave; null until its texts are read. */
export function useLetter(
  page: DossierPage,
  occasion: Occasion | null,
  { addressee = '', body = page.dossier.body }: { addressee?: string; body?: DossierBody } = {},
): Looked | null {
  const session = useSession()
  const language: FileLanguage = body.language
  const words = useLetterWords(language)
  const actor = session?.actor
  if (!session || !actor || !words || !occasion) return null
  const { colleagues, today } = session
  const source = letterSource(page, { author: actor, today, colleagues, addressee }, body)
  return {
    composed: composeLetter(source, occasion, words.texts, words.code),
    refusal: letterRefusal(body, { ...occasion, language }, { actor, today }),
  }
}

interface Filing extends LetterRef {
  dossierId: string
  replaces: string | null
  reason: string
  addressee: string
}

/** Has the host make and file a letter: its number, by which it can be taken back, or the problem. */
export async function fileLetter(filing: Filing): Promise<{ n: number } | CommandProblem> {
  const { dossierId, template, track, nth, replaces, reason, addressee } = filing
  try {
    const asked = { dossierId, template, track, nth, replaces, reason, addressee }
    const result = await workbench.dossier.fileLetter(asked)
    if (result.outcome === 'QUEUED') return { n: result.n }
    return { code: isErrorCode(result.code) ? result.code : 'INTERNAL', details: result.details }
  } catch (error) {
    const { code, details } = toTandemError(error)
    return { code, details }
  }
}
