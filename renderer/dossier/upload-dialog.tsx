import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Actor } from '../../domain/contract/actor.ts'
import { APPLICANT_DOCUMENT_TYPES } from '../../domain/contract/codes.ts'
import type { DossierBody } from '../../domain/contract/records.ts'
import type { DossierPage } from '../../domain/contract/workbench.ts'
import { duplicateOf } from '../../domain/commands/documents/file-document.ts'
import type { CommandArgs } from '../../domain/commands/index.ts'
import { couldRun, DOCUMENT_MB_MAX, SHOWN_MB_MAX } from '../../domain/documents/content.ts'
import { isLocked } from '../../domain/documents/lock.ts'
import { tablesOf } from '../../domain/reference/own-rows.ts'
import { requiredDocuments } from '../../domain/reference/required-documents.ts'
import { mayFileDocument } from '../../domain/rights/documents.ts'
import { announce } from '../app/announce.ts'
import { takeBackAll } from '../app/take-back.ts'
import { useSession } from '../data/use-query.ts'
import { Button, IconButton } from '../design/button.tsx'
import { SelectField } from '../design/choice-field.tsx'
import { DateField, type TypedDate } from '../design/date-field.tsx'
import { Dialog } from '../design/dialog.tsx'
import { Icon } from '../design/icon.tsx'
import { useErrorWords } from '../design/states.tsx'
import { useWords } from '../findings/words.ts'
import { useCodes, useFormats } from '../i18n/format.ts'
import { DropZone } from './drop-zone.tsx'
import { type Chosen, fileUpload, readChosen } from './upload.ts'

interface UploadDialogProps {
  page: DossierPage
  /** Files that were dropped on the list. */
  first: readonly File[]
  /** The document that gets a new version; null: to be chosen. */
  target: string | null
  onClose: () => void
}

type Place = Pick<CommandArgs<'fileDocument'>, 'documentId' | 'type' | 'replaces'>
type Type = Place['type']

/** Where a file may go: a document that is there, or a new one of a type. */
interface Option {
  value: string
  label: string
  place: Place
}

/** Adds files to a dossier, several at once; each says what it is before it goes. */
export default function UploadDialog({ page, first, target, onClose }: UploadDialogProps) {
  const t = useWords()
  const { i18n } = useTranslation()
  const session = useSession()
  const { id: dossierId, body } = page.dossier
  const options = useOptions(body, session?.actor ?? null)
  const ages = new Map(
    requiredDocuments(body, tablesOf(page.tables)).flatMap(({ type, monthsOld }) =>
      monthsOld === null ? [] : [[type, monthsOld] as const],
    ),
  )
  const { chosen, reading, choose, leave } = useChosen(first)
  const [places, setPlaces] = useState<Readonly<Record<string, string>>>({})
  const [on, setOn] = useState<TypedDate>(session?.today ?? '')
  const [days, setDays] = useState<Readonly<Record<string, TypedDate>>>({})
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const [sending, setSending] = useState(false)
  const [tried, setTried] = useState(false)
  const errorWords = useErrorWords()
  const preset = target && options.some(({ value }) => value === target) ? target : ''
  const placeOf = ({ key }: Chosen) =>
    options.find(({ value }) => value === (places[key] ?? preset))?.place ?? null
  const taken = chosen.filter((one) => one.refused === null && !twinOf(one, chosen, body))
  const add = async () => {
    setTried(true)
    if (sending || !on || taken.length === 0 || taken.some((one) => !placeOf(one))) return
    setSending(true)
    const failed: Record<string, string> = {}
    const added: number[] = []
    for (const one of taken) {
      const { hash, claims, bytes } = one
      const place = freshPlace(placeOf(one)!)
      const file = { hash, claims, bytes: bytes.length }
      const day = ages.has(place.type) ? days[one.key] : null
      const dated = day ? { issuedOn: day } : {}
      const result = await fileUpload(bytes, { dossierId, ...place, on, ...dated, file })
      if ('code' in result) failed[one.key] = Object.values(errorWords(result)).join('. ')
      else {
        added.unshift(result.n)
        leave(one.key)
      }
    }
    setProblems(failed)
    setSending(false)
    if (added.length > 0) {
      const done = t('dossier.documents.added', { count: added.length })
      announce(done, 'calm', () => void takeBackAll(i18n.t, added))
    }
    if (Object.keys(failed).length === 0 && added.length === chosen.length) onClose()
  }
  return (
    <Dialog
      title={t('dossier.documents.add')}
      wide
      onClose={onClose}
      onSubmit={() => void add()}
      outcome={
        <div role="alert">
          {tried && taken.some((one) => !placeOf(one)) && (
            <Said tone="problem" text={t('dossier.documents.kindChooseFirst')} />
          )}
        </div>
      }
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          {/* Never disabled: the focus would leave the dialog. */}
          <Button kind="primary" submit>
            {t('dossier.documents.add')}
          </Button>
        </>
      }
    >
      <DropZone onFiles={choose}>
        <ChooseFiles onFiles={choose} many={target === null} />
        <div role="status">{reading && t('dossier.documents.reading')}</div>
        {chosen.length > 0 && (
          <DateField label={t('dossier.documents.on')} required value={on} onChange={setOn} />
        )}
        {chosen.length > 0 && (
          <ul className="upload-list" aria-label={t('dossier.documents.chosen')}>
            {chosen.map((one) => (
              <ChosenFile
                key={one.key}
                chosen={one}
                twin={twinOf(one, chosen, body)}
                options={options}
                value={places[one.key] ?? preset}
                problem={problems[one.key] ?? null}
                onPlace={(value) => setPlaces({ ...places, [one.key]: value })}
                monthsOld={ages.get(placeOf(one)?.type ?? 'LETTER') ?? null}
                day={days[one.key] ?? null}
                onDay={(day) => setDays({ ...days, [one.key]: day })}
                onLeave={() => leave(one.key)}
              />
            ))}
          </ul>
        )}
      </DropZone>
    </Dialog>
  )
}

/** Of two files for one new document each gets a document of its own. */
const freshPlace = (place: Place): Place =>
  place.documentId === '' ? { ...place, documentId: crypto.randomUUID() } : place

function useChosen(first: readonly File[]) {
  const [chosen, setChosen] = useState<readonly Chosen[]>([])
  const [reading, setReading] = useState(0)
  const choose = (files: readonly File[]) => {
    setReading((n) => n + files.length)
    for (const file of files) {
      readChosen(file)
        .then((one) => setChosen((all) => [...all, one]))
        // A folder that was dropped, or a file that went away meanwhile: there is nothing to add.
        .catch(() => undefined)
        .finally(() => setReading((n) => n - 1))
    }
  }
  const started = useRef(false)
  useEffect(() => {
    if (started.current) return
    started.current = true
    choose(first)
  })
  const leave = (key: string) => setChosen((all) => all.filter((one) => one.key !== key))
  return { chosen, reading: reading > 0, choose, leave }
}

type Twin = { in: 'DOSSIER'; type: Type | 'LETTER' } | { in: 'CHOSEN' }

/** Where the same bytes stand already: on the dossier, or earlier among the chosen files. */
function twinOf({ key, hash }: Chosen, chosen: readonly Chosen[], body: DossierBody): Twin | null {
  const filed = duplicateOf(body, hash)
  if (filed) return { in: 'DOSSIER', type: filed.type }
  return chosen.find((one) => one.hash === hash)?.key === key ? null : { in: 'CHOSEN' }
}

/** What is missing first, then the documents that are there, then further ones by type. */
function useOptions(body: DossierBody, actor: Actor | null): readonly Option[] {
  const t = useWords()
  const code = useCodes()
  return useMemo(() => {
    const may = (type: Type) => actor !== null && mayFileDocument(actor, type, body)
    const required = requiredDocuments(body).map(({ type }) => type)
    const there = body.documents.flatMap((document): Option[] => {
      const { id, type, file } = document
      if (type === 'LETTER' || !may(type) || isLocked(body, document)) return []
      const name = code('documentType', type)
      const label = file
        ? t('dossier.documents.asVersion', { type: name, version: file.version })
        : t('dossier.documents.asMissing', { type: name })
      return [{ value: id, label, place: { documentId: id, type, replaces: file?.hash ?? null } }]
    })
    const isOpen = ({ place }: Option) => place.replaces === null
    const types = [...new Set([...required, ...APPLICANT_DOCUMENT_TYPES])]
    const fresh = types
      .filter((type): type is Type => type !== 'LETTER' && may(type))
      .map((type) => ({
        value: `new ${type}`,
        label: t('dossier.documents.asNew', { type: code('documentType', type) }),
        place: { documentId: '', type, replaces: null },
      }))
    return [...there.filter(isOpen), ...there.filter((one) => !isOpen(one)), ...fresh]
  }, [body, actor, t, code])
}

interface ChosenFileProps {
  chosen: Chosen
  twin: Twin | null
  options: readonly Option[]
  value: string
  /** Why the desk refused it. */
  problem: string | null
  onPlace: (value: string) => void
  /** Oldest that a document of this type may be; null: any age, and its day is not asked. */
  monthsOld: number | null
  day: TypedDate
  onDay: (day: TypedDate) => void
  onLeave: () => void
}

function ChosenFile(props: ChosenFileProps) {
  const { chosen, twin, options, value, problem, onPlace, onLeave } = props
  const { monthsOld, day, onDay } = props
  const t = useWords()
  const { number } = useFormats()
  const { name, size, refused } = chosen
  return (
    <li className="upload-file">
      <div className="upload-head">
        <strong>{name}</strong>
        <span className="muted">
          {t('dossier.documents.size', {
            kb: number(Math.ceil(size / 1024)),
          })}
        </span>
        <IconButton
          icon="close"
          label={t('dossier.documents.remove', { name })}
          onClick={onLeave}
        />
      </div>
      <Verdict chosen={chosen} twin={twin} />
      {refused === null && !twin && (
        <SelectField
          label={t('dossier.documents.kindOf', { name })}
          options={[{ value: '', label: t('dossier.documents.kindChoose') }, ...options]}
          value={value}
          onChange={onPlace}
        />
      )}
      {refused === null && !twin && monthsOld !== null && (
        <DateField
          label={t('dossier.documents.age.day')}
          hint={t('dossier.documents.monthsOld', { count: monthsOld })}
          value={day}
          onChange={onDay}
        />
      )}
      <div role="alert">{problem && <Said tone="problem" text={problem} />}</div>
    </li>
  )
}

/** What the bytes are, and what that means: refused, kept with a problem, or fine. */
function Verdict({ chosen, twin }: Pick<ChosenFileProps, 'chosen' | 'twin'>) {
  const t = useWords()
  const code = useCodes()
  const errorWords = useErrorWords()
  const { refused, problem, misnamed, kind } = chosen
  if (refused) {
    const { title, advice } = errorWords({ code: refused, details: { mb: DOCUMENT_MB_MAX } })
    return <Said tone="problem" text={`${title}. ${advice}`} />
  }
  if (twin) {
    const words =
      twin.in === 'CHOSEN'
        ? t('dossier.documents.twinHere')
        : t('dossier.documents.twin', { type: code('documentType', twin.type) })
    return <Said tone="problem" text={words} />
  }
  const kindWords = t(`dossier.documents.kind.${kind}`)
  const problemWords = problem && t(`dossier.documents.problem.${problem}`)
  return (
    <>
      {misnamed && (
        <Said tone="hint" text={t('dossier.documents.otherKind', { kind: kindWords })} />
      )}
      {problem && (
        <Said
          tone="hint"
          text={
            couldRun(kind)
              ? `${problemWords}. ${t('dossier.documents.advice.LIES', { kind: kindWords })}`
              : t('dossier.documents.keptAs', { problem: problemWords })
          }
        />
      )}
    </>
  )
}

function Said({ tone, text }: { tone: 'problem' | 'hint'; text: string }) {
  return (
    <p className={tone === 'problem' ? 'field-problem' : 'upload-note'}>
      <Icon name="warning" size={14} /> {text}
    </p>
  )
}

function ChooseFiles({ onFiles, many }: { onFiles: (files: File[]) => void; many: boolean }) {
  const t = useWords()
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className="upload-choose">
      <Button icon="plus" onClick={() => input.current?.click()}>
        {t('dossier.documents.choose')}
      </Button>
      <span className="field-hint">
        {t('dossier.documents.chooseHint', { mb: DOCUMENT_MB_MAX, shown: SHOWN_MB_MAX })}
      </span>
      <input
        ref={input}
        type="file"
        hidden
        multiple={many}
        aria-label={t('dossier.documents.choose')}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </div>
  )
}
