import { FACT_FIELDS, NOTE_AUDIENCES, type FactField } from '../../domain/contract/codes.ts'
import type { NoteAudience } from '../../domain/contract/codes.ts'
import { OneOf, SelectField } from '../design/choice-field.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes } from '../i18n/format.ts'

/** For whom a note is. */
export function AudienceField({
  value,
  onChange,
}: {
  value: NoteAudience
  onChange: (audience: NoteAudience) => void
}) {
  const t = useWords()
  return (
    <OneOf
      label={t('dossier.notes.audience')}
      options={NOTE_AUDIENCES.map((one) => ({ value: one, label: t(`dossier.notes.for.${one}`) }))}
      value={value}
      onChange={(one) => onChange(one as NoteAudience)}
    />
  )
}

/** A fact that the note quotes, as it stands now. */
export function QuoteField({
  value,
  onChange,
}: {
  value: FactField | null
  onChange: (field: FactField | null) => void
}) {
  const t = useWords()
  const code = useCodes()
  const options = FACT_FIELDS.map((field) => ({
    value: field as string,
    label: code('fact', field),
  }))
  return (
    <SelectField
      label={t('dossier.notes.quote')}
      options={[{ value: '', label: t('dossier.notes.noQuote') }, ...options]}
      value={value ?? ''}
      onChange={(field) => onChange((field || null) as FactField | null)}
    />
  )
}
