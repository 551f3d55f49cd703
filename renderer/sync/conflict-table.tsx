import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { isOpen } from '../../domain/commands/conflict.ts'
import type { Choice, ConflictField } from '../../domain/contract/conflict.ts'
import { useSession } from '../data/use-query.ts'
import { Table, type TableColumn } from '../design/table.tsx'
import { ValueText } from '../findings/values.tsx'
import { useFormats } from '../i18n/format.ts'

export type Choices = Readonly<Record<string, Choice>>

interface ConflictTableProps {
  caption: string
  fields: readonly ConflictField[]
  choices: Choices
  /** Null where there is nothing to decide any more. */
  onChoose: ((field: string, choice: Choice) => void) | null
}

/** Per field: what the officer saw, what they wanted, what stands now and who did it, and the choice. */
export function ConflictTable({ caption, fields, choices, onChoose }: ConflictTableProps) {
  const { t } = useTranslation('app')
  const value = (field: ConflictField, side: 'base' | 'mine' | 'theirs') => (
    <Value type={field.type} value={field[side]} />
  )
  const decision = (field: ConflictField) => {
    if (!isOpen(field)) return t('attention.same')
    return (
      onChoose && (
        <Decision
          name={t(`field.${field.field}`)}
          chosen={choices[field.field]}
          onChoose={(choice) => onChoose(field.field, choice)}
        />
      )
    )
  }
  const columns: TableColumn<ConflictField>[] = [
    { key: 'field', title: t('attention.field'), cell: ({ field }) => t(`field.${field}`) },
    { key: 'base', title: t('attention.base'), cell: (field) => value(field, 'base') },
    { key: 'mine', title: t('attention.mine'), cell: (field) => value(field, 'mine') },
    {
      key: 'theirs',
      title: t('attention.theirs'),
      cell: (field) => (
        <>
          {value(field, 'theirs')}
          <Who field={field} />
        </>
      ),
    },
    { key: 'choice', title: t('attention.decision'), cell: decision },
  ]
  return <Table caption={caption} columns={columns} rows={fields} rowKey={({ field }) => field} />
}

function Value({ type, value }: Pick<ConflictField, 'type'> & { value: ConflictField['mine'] }) {
  const { t } = useTranslation('app')
  const person = useNameOf()
  if (type === 'person') return <>{value === null ? t('nobody') : person(String(value))}</>
  if (value === null || value === '') return <span className="muted">{t('attention.notKept')}</span>
  return <ValueText type={type} value={value} />
}

/** A person by id as the colleagues know them; a name stays as it is. */
function useNameOf(): (person: string) => string {
  const colleagues = useSession()?.colleagues ?? []
  return (person) => colleagues.find(({ id }) => id === person)?.name ?? person
}

function Who({ field: { by, at } }: { field: ConflictField }) {
  const nameOf = useNameOf()
  const { dateTime } = useFormats()
  const words = [by && nameOf(by), at && dateTime(at)].filter(Boolean)
  return words.length > 0 && <div className="muted">{words.join(' · ')}</div>
}

interface DecisionProps {
  name: string
  chosen: Choice | undefined
  onChoose: (choice: Choice) => void
}

function Decision({ name, chosen, onChoose }: DecisionProps) {
  const { t } = useTranslation('app')
  const group = useId()
  const options = [
    ['MINE', 'attention.keepMine'],
    ['THEIRS', 'attention.leaveTheirs'],
  ] as const
  return (
    <fieldset className="decision">
      <legend className="visually-hidden">
        {t('attention.decision')}: {name}
      </legend>
      {options.map(([choice, words]) => (
        <label key={choice}>
          <input
            type="radio"
            name={group}
            checked={chosen === choice}
            onChange={() => onChoose(choice)}
          />
          {t(words)}
        </label>
      ))}
    </fieldset>
  )
}
