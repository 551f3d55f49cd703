import { useState } from 'react'
import { signsOf } from '../../domain/commands/controls/signs.ts'
import { CONTROL_SIGNS, SEEN_ANSWERS, type ControlSign } from '../../domain/contract/codes.ts'
import type { ControlSigns as Signs, NotedSigns } from '../../domain/contract/records.ts'
import { mayRun } from '../../domain/rights/rights.ts'
import { announce } from '../app/announce.ts'
import { FormDialog } from '../app/form-dialog.tsx'
import { useCommand } from '../data/use-command.ts'
import { useSession } from '../data/use-query.ts'
import { Button } from '../design/button.tsx'
import { SelectField } from '../design/choice-field.tsx'
import { InstantText } from '../design/time.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes } from '../i18n/format.ts'
import type { ControlRow } from './line-model.ts'

/** How they work, as an inspector saw it; who may notes it here. Nothing for who may not know. */
export function ControlSigns({ row }: { row: ControlRow }) {
  const t = useWords()
  const actor = useSession()?.actor
  const [open, setOpen] = useState(false)
  const signs = signsOf(row.control)
  const mayNote = !!actor && mayRun(actor, 'recordSigns')
  if (!signs && !mayNote) return null
  const { signs: last, earlierSigns = [] } = row.control
  return (
    <span className="line">
      {last && <Noted signs={last} />}
      {earlierSigns.length > 0 && (
        <details className="signs-earlier">
          <summary>{t('comparison.line.signs.earlier', { n: earlierSigns.length })}</summary>
          {earlierSigns.toReversed().map((one) => (
            <Noted key={one.at} signs={one} />
          ))}
        </details>
      )}
      {mayNote && (
        <Button
          kind="quiet"
          aria-label={`${t('command.recordSigns')}: ${row.control.enterprise.name}`}
          onClick={() => setOpen(true)}
        >
          {t('comparison.line.signs.note')}
        </Button>
      )}
      {open && <SignsDialog row={row} before={signs} onClose={() => setOpen(false)} />}
    </span>
  )
}

/** What one inspector saw, by whom and when; what was not seen is not said. */
function Noted({ signs }: { signs: NotedSigns }) {
  const t = useWords()
  const code = useCodes()
  const seen = CONTROL_SIGNS.filter((sign) => signs[sign] !== 'NOT_SEEN')
  return (
    <span className="line">
      {seen.map((sign) => (
        <span key={sign} className="line">
          {code('controlSign', sign)}: {code('seenAnswer', signs[sign])}
        </span>
      ))}
      {seen.length === 0 && <span className="line">{t('comparison.line.signs.none')}</span>}
      <span className="line muted">
        {signs.byName}, <InstantText instant={signs.at} />
      </span>
    </span>
  )
}

const NOTHING_SEEN: Signs = {
  ledByClient: 'NOT_SEEN',
  onlyLabour: 'NOT_SEEN',
  sameHours: 'NOT_SEEN',
  ownTools: 'NOT_SEEN',
}

interface SignsDialogProps {
  row: ControlRow
  before: Signs | null
  onClose: () => void
}

/** Each sign: seen, seen not to be so, or not seen. */
function SignsDialog({ row, before: stored, onClose }: SignsDialogProps) {
  const t = useWords()
  const code = useCodes()
  // As it stood when the form was opened: what comes meanwhile is told, not written over.
  const [before] = useState(stored)
  const [after, setAfter] = useState(before ?? NOTHING_SEEN)
  const { run, running, problem, clear } = useCommand('recordSigns')
  const send = async () => {
    if (!(await run({ controlId: row.id, before, after }))) return
    announce(t('comparison.line.signs.done'))
    onClose()
  }
  const set = (sign: ControlSign, value: string) => {
    clear()
    const seen = SEEN_ANSWERS.find((one) => one === value)
    if (seen) setAfter({ ...after, [sign]: seen })
  }
  return (
    <FormDialog
      form={{ send, running, refusal: problem }}
      title={t('command.recordSigns')}
      submit={t('save')}
      onClose={onClose}
    >
      <p className="muted">{t('comparison.line.signs.intro')}</p>
      {CONTROL_SIGNS.map((sign) => (
        <SelectField
          key={sign}
          label={code('controlSign', sign)}
          options={SEEN_ANSWERS.map((value) => ({ value, label: code('seenAnswer', value) }))}
          value={after[sign]}
          onChange={(value) => set(sign, value)}
        />
      ))}
    </FormDialog>
  )
}
