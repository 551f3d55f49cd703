import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ImportLook } from '../../domain/contract/imports.ts'
import { ImportSource } from '../../domain/contract/imports.ts'
import type { TandemError } from '../../domain/contract/errors.ts'
import {
  FIELDS,
  IMPORT_KINDS,
  missingFields,
  type ImportField,
  type ImportKind,
} from '../../domain/imports/fields.ts'
import { groupOf } from '../../domain/imports/groups.ts'
import { isReach, sourceOfKind } from '../../domain/imports/holding.ts'
import { mayImport } from '../../domain/rights/imports.ts'
import * as v from 'valibot'
import { COVERAGE_FIRST, navigate } from '../app/route.ts'
import { useKeys } from '../app/use-keys.ts'
import { workbench } from '../data/client.ts'
import { toTandemError } from '../data/errors.ts'
import { reads } from '../data/reads.ts'
import { saveFile } from '../data/save-file.ts'
import { useSession } from '../data/use-query.ts'
import { useStore } from '../data/use-store.ts'
import { Button, Key } from '../design/button.tsx'
import { OneOf, SelectField, Yes } from '../design/choice-field.tsx'
import { DateField, type TypedDate } from '../design/date-field.tsx'
import { TextField } from '../design/field.tsx'
import { Panel } from '../design/panel.tsx'
import { ErrorState } from '../design/states.tsx'
import { Table } from '../design/table.tsx'
import { PlainPage } from '../dossier/plain-page.tsx'
import { Fact, Facts } from '../findings/values.tsx'
import { useWords } from '../findings/words.ts'
import { useFormats } from '../i18n/format.ts'
import { moreWords, reportCsv, REPORT_MAX, type RefusedRow } from './report.ts'
import { forgetImport, importRun, type ImportRun, startImport, stopImport } from './running.ts'
import { pieceOf } from './send-file.ts'
import './import.css'

/** An extract of another source: which file, which columns, a dry run, then the import itself. */
export default function ImportScreen() {
  const t = useWords()
  const actor = useSession()?.actor
  return (
    <PlainPage title={t('import.title')} intro={t('import.intro')} body="import-body">
      {actor && mayImport(actor) ? <Import /> : <ErrorState error={{ code: 'FORBIDDEN' }} />}
    </PlainPage>
  )
}

interface Chosen {
  file: File
  look: ImportLook
}

function Import() {
  const t = useWords()
  const [source, setSource] = useState('')
  const [kind, setKind] = useState<ImportKind>('declaration')
  const [file, setFile] = useState<File | null>(null)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [error, setError] = useState<TandemError | null>(null)
  const { data: sources } = useQuery(reads.importSources())
  const run = useStore(importRun)
  const isNamed = v.is(ImportSource, source.trim())
  useEffect(() => {
    if (!file || !isNamed) return
    forgetImport()
    let current = true
    const read = async () => {
      const bytes = await pieceOf(file, 0)
      const look = await workbench.imports.look({ source: source.trim(), kind, bytes })
      if (current) setChosen({ file, look })
    }
    read().catch((cause: unknown) => {
      if (current) setError(toTandemError(cause))
    })
    return () => {
      current = false
      setChosen(null)
      setError(null)
    }
  }, [file, source, kind, isNamed])
  return (
    <>
      <Panel title={t('import.what')}>
        <div className="import-form">
          <TextField
            label={t('import.source')}
            hint={t('import.sourceHint')}
            problem={source !== '' && !isNamed ? t('import.sourceProblem') : undefined}
            list="import-sources"
            autoComplete="off"
            maxLength={60}
            value={source}
            onChange={(event) => setSource(event.target.value)}
          />
          <datalist id="import-sources">
            {[...new Set(sources?.map((one) => one.source))].map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </datalist>
          <div className="field">
            <label className="field-label" htmlFor="import-file">
              {t('import.file')}
            </label>
            <input
              id="import-file"
              type="file"
              accept=".csv,.txt,.json,.jsonl,.ndjson,.xml"
              aria-describedby="import-file-hint"
              onChange={(event) => setFile(event.target.files?.[0] ?? null)}
            />
            <span className="field-hint" id="import-file-hint">
              {t('import.fileHint')}
            </span>
          </div>
          <OneOf
            label={t('import.kindLabel')}
            options={IMPORT_KINDS.map((value) => ({ value, label: t(`import.kind.${value}`) }))}
            value={kind}
            onChange={(value) => setKind(value as ImportKind)}
          />
        </div>
      </Panel>
      {error && <ErrorState error={error} />}
      {chosen && (
        <Columns
          key={`${kind} ${source} ${chosen.look.remembered}`}
          chosen={chosen}
          source={source.trim()}
          kind={kind}
        />
      )}
      {run && <Came run={run} />}
    </>
  )
}

interface ColumnsProps {
  chosen: Chosen
  source: string
  kind: ImportKind
}

/** Which column holds which field; what is required stands first. */
function Columns({ chosen: { file, look }, source, kind }: ColumnsProps) {
  const t = useWords()
  const word = useFieldWord()
  const [mapping, setMapping] = useState<Readonly<Record<string, string>>>(look.mapping)
  const missing = missingFields(kind, mapping)
  const known = FIELDS[kind].toSorted((a, b) => Number(b.required) - Number(a.required))
  const isRare = ({ name, rare }: ImportField) => rare === true && !(name in look.mapping)
  const numbered = Object.keys(look.mapping).filter(
    (name) => !known.some((one) => one.name === name),
  )
  const fields = [
    ...known.filter((one) => !isRare(one)),
    ...numbered.map((name) => ({ name, required: false })),
  ]
  const others = known.filter(isRare)
  const choose = (name: string, header: string) => {
    const { [name]: _, ...others } = mapping
    setMapping(header === '' ? others : { ...others, [name]: header })
  }
  const select = ({ name, required }: Pick<ImportField, 'name' | 'required'>) => (
    <SelectField
      key={name}
      label={`${word(name)}${required ? ` (${t('import.required')})` : ''}`}
      options={[
        { value: '', label: t('import.noColumn') },
        ...look.headers.map((header) => ({ value: header, label: header })),
      ]}
      value={mapping[name] ?? ''}
      onChange={(header) => choose(name, header)}
    />
  )
  const unused = look.headers.filter((header) => !Object.values(mapping).includes(header))
  return (
    <>
      <Panel title={t('import.columns')}>
        <p className="muted">
          {t('import.recognised', {
            form: t(`import.form.${look.form}`),
            encoding: look.encoding.toUpperCase(),
            count: look.headers.length,
          })}{' '}
          {look.remembered && t('import.remembered')}
        </p>
        <div className="import-fields">{fields.map(select)}</div>
        {others.length > 0 && (
          <details>
            <summary>{t('import.otherFields', { count: others.length })}</summary>
            <div className="import-fields">{others.map(select)}</div>
          </details>
        )}
        {unused.length > 0 && (
          <p className="muted">
            {t('import.unused')} {unused.join(', ')}
          </p>
        )}
        {missing.length > 0 && (
          <p className="field-problem" role="alert">
            {t('import.missing')} {missing.map(word).join(', ')}
          </p>
        )}
      </Panel>
      <Run file={file} source={source} kind={kind} mapping={mapping} ready={missing.length === 0} />
    </>
  )
}

/** The words of a field; places and further clients carry a number. */
function useFieldWord(): (field: string) => string {
  const t = useWords()
  return (field) => {
    const one = groupOf(field)
    if (one && (one.group === 'place' || one.number > 1)) {
      const { group, number, part } = one
      return t(`import.${group}Field`, { n: number, part: t(`import.${group}.${part}`) })
    }
    return t(`import.field.${field.replaceAll('.', '_')}`, { defaultValue: field })
  }
}

interface RunProps extends Omit<ColumnsProps, 'chosen'> {
  file: File
  mapping: Readonly<Record<string, string>>
  ready: boolean
}

/** Of which days the extract holds everything; both days or none, and none after today. */
function useReach(kind: ImportKind) {
  const today = useSession()?.today ?? null
  const [from, setFrom] = useState<TypedDate>(null)
  const [asOf, setAsOf] = useState<TypedDate>(null)
  const asks = sourceOfKind(kind) !== null
  const isEmpty = !asks || (from === null && asOf === null)
  const reach = asks && from && asOf ? { from, asOf } : null
  const isRight = isEmpty || (reach !== null && today !== null && isReach(reach, today))
  return { asks, from, setFrom, asOf, setAsOf, reach, isRight }
}

function ReachFields({ days }: { days: ReturnType<typeof useReach> }) {
  const t = useWords()
  const { from, asOf, isRight } = days
  return (
    <div className="import-fields">
      <DateField
        label={t('import.reachFrom')}
        hint={t('import.reachHint')}
        value={from}
        onChange={days.setFrom}
      />
      <DateField
        label={t('import.reachTo')}
        problem={from && asOf && !isRight ? t('import.reachWrong') : undefined}
        value={asOf}
        onChange={days.setAsOf}
      />
    </div>
  )
}

/** The dry run and the import itself, by a button or its key. */
function Run({ file, source, kind, mapping, ready }: RunProps) {
  const t = useWords()
  const days = useReach(kind)
  const [restart, setRestart] = useState(false)
  const running = useStore(importRun)?.outcome === 'RUNNING'
  const mayTry = ready && !running
  const mayStart = mayTry && days.isRight
  const run = (dryRun: boolean) =>
    void startImport(file, {
      source,
      kind,
      mapping: { ...mapping },
      dryRun,
      reach: days.reach,
      restart,
    })
  useKeys({
    ...(mayTry && { d: () => run(true) }),
    ...(mayStart && { i: () => run(false) }),
  })
  return (
    <Panel title={t('import.run')}>
      {days.asks && <ReachFields days={days} />}
      <div className="import-run">
        <Button disabled={!mayTry} onClick={() => run(true)}>
          {t('import.dryRun')} <Key>d</Key>
        </Button>
        <Button kind="primary" disabled={!mayStart} onClick={() => run(false)}>
          {t('import.start')} <Key>i</Key>
        </Button>
        <Yes label={t('import.restart')} value={restart} onChange={setRestart} />
      </div>
    </Panel>
  )
}

/** How far the import is, with a stop; and what came of it, with a way on. */
function Came({ run }: { run: ImportRun }) {
  const t = useWords()
  const { outcome, dryRun, error, refused, progress, name } = run
  const running = outcome === 'RUNNING'
  const isStored = outcome === 'DONE' && !dryRun
  useKeys({
    ...(running && { x: stopImport }),
    ...(isStored && { m: toMismatches, l: toLinks }),
  })
  return (
    <Panel title={name}>
      <Progress run={run} />
      <div className="import-run">
        {running && (
          <Button onClick={stopImport}>
            {t('import.stop')} <Key>x</Key>
          </Button>
        )}
        {isStored && (
          <>
            <Button onClick={toMismatches}>
              {t('screen.coverage')} <Key>m</Key>
            </Button>
            <Button onClick={toLinks}>
              {t('screen.links')} <Key>l</Key>
            </Button>
          </>
        )}
      </div>
      {isStored && <p className="muted">{t('import.soon')}</p>}
      {error && <ErrorState error={error} />}
      {refused.length > 0 && <Refused rows={refused} total={progress?.refused ?? 0} />}
    </Panel>
  )
}

const toMismatches = () => navigate({ screen: 'coverage', facets: {}, order: COVERAGE_FIRST })
const toLinks = () => navigate({ screen: 'links' })

function Progress({ run: { progress, done, dryRun, outcome, size } }: { run: ImportRun }) {
  const t = useWords()
  const { number } = useFormats()
  const shown = useRef<HTMLDivElement>(null)
  const isCounted = progress !== null
  // It comes below a long list of columns: whoever starts sees that it runs.
  useEffect(() => {
    // Newer browsers answer with a promise, which must not be taken for what ends the effect.
    shown.current?.scrollIntoView({ block: 'nearest' })
  }, [isCounted])
  return (
    <div ref={shown} className="import-progress" role="status" aria-busy={outcome === 'RUNNING'}>
      <p>
        <progress aria-label={t('import.run')} value={done} max={Math.max(1, size)} />{' '}
        <strong>{t(`import.outcome.${outcome}`)}</strong>
        {dryRun && <> · {t('import.dryRunNote')}</>}
      </p>
      {outcome === 'RUNNING' && <p className="muted">{t('import.goesOn')}</p>}
      {progress && (
        <Facts>
          {(
            [
              'read',
              'good',
              'repeated',
              'refused',
              ...(dryRun
                ? []
                : (['skipped', 'created', 'changed', 'same', 'refusedThere'] as const)),
            ] as const
          ).map((count) => (
            <Fact key={count} name={t(`import.count.${count}`)}>
              {number(progress[count])}
            </Fact>
          ))}
        </Facts>
      )}
    </div>
  )
}

const SHOWN = 50

/** The first refused rows, and all of them as a file. */
function Refused({ rows, total }: { rows: readonly RefusedRow[]; total: number }) {
  const t = useWords()
  const word = useFieldWord()
  const { number } = useFormats()
  const more = moreWords(rows.length, SHOWN)
  const reason = (code: RefusedRow['reason']) => t(`import.reason.${code}`)
  const save = () =>
    saveFile({
      name: 'import.csv',
      type: 'text/csv;charset=utf-8',
      text: reportCsv(
        rows,
        [t('import.column.line'), t('import.column.field'), t('import.column.reason')],
        word,
        reason,
      ),
    })
  return (
    <>
      <div className="import-run">
        <h3>{t('import.refusedTitle', { count: total })}</h3>
        <Button icon="down" onClick={save}>
          {t('import.export', { count: rows.length, n: number(rows.length) })}
        </Button>
      </div>
      <Table
        caption={t('import.refusedTitle', { count: total })}
        columns={[
          {
            key: 'line',
            title: t('import.column.line'),
            number: true,
            cell: ({ line }) => number(line),
          },
          {
            key: 'field',
            title: t('import.column.field'),
            cell: ({ field }) => (field === null ? t('import.wholeRow') : word(field)),
          },
          {
            key: 'reason',
            title: t('import.column.reason'),
            cell: (row) => reason(row.reason),
          },
        ]}
        rows={rows.slice(0, SHOWN)}
        rowKey={({ line, field, reason: code }) => `${line} ${field ?? ''} ${code}`}
      />
      {more && <p className="muted">{t(more, { shown: SHOWN, max: number(REPORT_MAX) })}</p>}
    </>
  )
}
