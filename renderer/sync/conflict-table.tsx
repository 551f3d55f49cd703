import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { isOpen } from '../../domain/commands/conflict.ts'
import type { Choice, ConflictField, ConflictValue } from '../../domain/contract/conflict.ts'
import { Table, type TableColumn } from '../design/table.tsx'
import { ValueText } from '../findings/values.tsx'
import { useFormats } from '../i18n/format.ts'
import { SaidText, useNameOf } from './said-text.tsx'

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
    <Value type={field.type} value={field[side]} isKept={side !== 'base'} />
  )
  const decision = (field: ConflictField) => {
    if (field.kind === 'SHOWN') return <span className="muted">{t('attention.shown')}</span>
    if (!isOpen(field)) return t('attention.same')
    return (
      onChoose && (
        <Decision
          name={t(`field.${field.field}`)}
          isBasis={field.kind === 'BASIS'}
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

interface ValueProps {
  type: ConflictField['type']
  value: ConflictValue
  /** What stands is kept, and may say nothing; what was seen may not have been. */
  isKept: boolean
}

function Value({ type, value, isKept }: ValueProps) {
  const { t } = useTranslation('app')
  const person = useNameOf()
  if (type === 'person') return <>{value === null ? t('nobody') : person(String(value))}</>
  if (Array.isArray(value)) return <SaidText lines={value} />
  if (value === null || value === '') {
    return <span className="muted">{t(isKept ? 'attention.notTold' : 'attention.notKept')}</span>
  }
  // Values of one word have a type of one word: lines are an array.
  return <ValueText type={type === 'lines' ? 'text' : type} value={value} />
}

function Who({ field: { by, at } }: { field: ConflictField }) {
  const nameOf = useNameOf()
  const { dateTime } = useFormats()
  const words = [by && nameOf(by), at && dateTime(at)].filter(Boolean)
  return words.length > 0 && <div className="muted">{words.join(' · ')}</div>
}

interface DecisionProps {
  name: string
  /** The act is done on what stands now, or not at all. */
  isBasis: boolean
  chosen: Choice | undefined
  onChoose: (choice: Choice) => void
}

function Decision({ name, isBasis, chosen, onChoose }: DecisionProps) {
  const { t } = useTranslation('app')
  const group = useId()
  const options = [
    ['MINE', isBasis ? 'attention.doNow' : 'attention.keepMine'],
    ['THEIRS', isBasis ? 'attention.doNot' : 'attention.leaveTheirs'],
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
