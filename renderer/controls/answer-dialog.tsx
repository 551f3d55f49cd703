import { useState } from 'react'
import { CONTROL_TEXT_MAX, CONTROL_TEXT_MIN } from '../../domain/commands/controls/controls.ts'
import type { ControlRequestRow } from '../../domain/contract/controls.ts'
import type { ControlRequestStatus } from '../../domain/controls/codes.ts'
import { requestMovesFrom } from '../../domain/controls/moves.ts'
import { FormDialog } from '../app/form-dialog.tsx'
import { OneOf } from '../design/choice-field.tsx'
import { TextAreaField } from '../design/field.tsx'
import { useCodes } from '../i18n/format.ts'
import { useControlForm } from './use-control-form.ts'
import { useControlWords } from './words.ts'

/** What becomes of a request, and why: whoever asked reads it. */
export function AnswerDialog({ row, onClose }: { row: ControlRequestRow; onClose: () => void }) {
  const t = useControlWords()
  const code = useCodes()
  const [from] = useState(row.body.status)
  const goals = requestMovesFrom(from)
  const [to, setTo] = useState<ControlRequestStatus>(goals[0] ?? from)
  const [text, setText] = useState('')
  const form = useControlForm(
    'answerControlRequest',
    { requestId: row.id, from, to, text },
    { done: t('controls.answer.done'), onClose },
  )
  return (
    <FormDialog
      form={form}
      title={t('controls.answer.title')}
      submit={t('controls.answer.submit')}
      onClose={onClose}
    >
      <OneOf
        label={t('controls.answer.to')}
        options={goals.map((value) => ({ value, label: code('controlRequestStatus', value) }))}
        value={to}
        onChange={(value) => setTo(goals.find((one) => one === value) ?? to)}
      />
      <TextAreaField
        label={t('controls.answer.text')}
        hint={t('controls.answer.textHint', { min: CONTROL_TEXT_MIN })}
        rows={4}
        maxLength={CONTROL_TEXT_MAX}
        value={text}
        onChange={(event) => {
          form.touched()
          setText(event.target.value)
        }}
      />
    </FormDialog>
  )
}
