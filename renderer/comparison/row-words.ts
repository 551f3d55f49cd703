import type { Stretch } from './bars.ts'
import type { A1Row, ControlRow, DeclarationRow, PermitRow, PresenceRow } from './line-model.ts'
import { fromDay } from '../../domain/calendar/local-date.ts'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'

/** The words of the rows, for labels, tool tips and screen readers. */
export function useRowWords() {
  const t = useWords()
  const code = useCodes()
  const { date } = useFormats()
  const days = ({ from, to }: Stretch) =>
    `${date(fromDay(from))} – ${to === Infinity ? t('dossier.facts.openEnd') : date(fromDay(to))}`
  const verdict = ({ verdict: found, declaration }: DeclarationRow) =>
    found === null
      ? code('limosaStatus', declaration.body.status)
      : found.isUndetermined && found.code === 'M0'
        ? t('comparison.reading.UNDETERMINED')
        : code('mismatch', found.code)
  const employerOf = ({ declaration: { body } }: DeclarationRow) =>
    body.employer?.name ?? t('dossier.selfEmployed')
  const open = (row: DeclarationRow) =>
    row.uncovered.length > 0
      ? `${t('comparison.table.uncovered')}: ${row.uncovered.map(days).join(', ')}`
      : null
  const elsewhere = (row: DeclarationRow) =>
    row.elsewhere.length > 0
      ? t('comparison.line.elsewhere', { days: row.elsewhere.map(days).join(', ') })
      : null
  return {
    days,
    elsewhere,
    verdict,
    employerOf,
    open,
    /** All of a declaration's row in one sentence. */
    declaration: (row: DeclarationRow) =>
      [
        row.declaration.body.l1Number,
        employerOf(row),
        days(row.span),
        verdict(row),
        open(row),
        elsewhere(row),
      ]
        .filter((part) => part !== null)
        .join(', '),
    permitState: ({ dossier }: PermitRow) => code('workState', dossier.body.work.state),
    presence: ({ days: all }: PresenceRow) =>
      t('comparison.line.presenceDays', { count: all.length }),
    /** From when to when a source is held. */
    held: (spans: readonly Stretch[]) =>
      t('comparison.line.held', { days: spans.map(days).join(', ') }),
    form: ({ form }: A1Row) => ['A1', form.country, form.number].filter(Boolean).join(' '),
    formState: ({ form }: A1Row) => {
      const answered = form.state === 'REQUESTED' && form.endedOn !== null
      const state = answered ? t('comparison.line.answered') : code('a1State', form.state)
      const on = form.endedOn ?? form.on
      return on === null ? state : `${state}, ${date(on)}`
    },
    control: ({ control }: ControlRow) =>
      `${date(control.date)}, ${code('controlService', control.service)}`,
    controlOutcome: ({ control }: ControlRow) =>
      control.outcome === null
        ? t('comparison.line.outcomeNotTold')
        : code('controlOutcome', control.outcome),
    card: (card: string) => t('comparison.line.unlimited', { card }),
  }
}
