import { useQuery } from '@tanstack/react-query'
import {
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchHit } from '../../domain/contract/workbench.ts'
import { possibleActs } from '../app/acts.ts'
import { openLayer } from '../app/layers.ts'
import { navigate } from '../app/route.ts'
import { toTandemError } from '../data/errors.ts'
import { reads } from '../data/reads.ts'
import { Key } from '../design/button.tsx'
import { Icon, type IconName } from '../design/icon.tsx'
import { placeOfHit } from './place-of-hit.ts'
import { datesAsRead, matches, type Entry } from './match.ts'

const HIT_ICONS: Readonly<Record<SearchHit['kind'], IconName>> = {
  dossier: 'dossier',
  person: 'person',
  enterprise: 'enterprise',
  declaration: 'declaration',
}

/** From this many characters on, records are searched too. */
const SEARCH_FROM = 2

interface PaletteProps {
  /** The text that it begins with. */
  first?: string | undefined
  onClose: () => void
}

/** Acts that fit the text and records that hold it, in one list under one text field. */
export default function Palette({ first = '', onClose }: PaletteProps) {
  const { t } = useTranslation(['app', 'queue', 'errors'])
  const [text, setText] = useState(first)
  const wanted = useDeferredValue(text.trim())
  const acts = useMemo(() => possibleActs(t), [t])
  const {
    data: hits,
    isPlaceholderData,
    isPending,
    error,
  } = useQuery({
    ...reads.search(wanted),
    enabled: wanted.length >= SEARCH_FROM,
  })
  const entries = useMemo(() => {
    const found = wanted.length >= SEARCH_FROM ? (hits ?? []) : []
    return [
      ...acts.filter(({ label, also = '' }) => matches(`${label} ${also}`, wanted)).map(actEntry),
      ...(error && toTandemError(error).code === 'PURPOSE_REQUIRED'
        ? [purposeEntry(t('action.purpose'), t('action.purposeWhy'), wanted)]
        : []),
      ...found.map((hit) => hitEntry(hit, t(`hit.${hit.kind}`))),
    ]
  }, [acts, hits, wanted, error, t])
  const searching = wanted.length >= SEARCH_FROM && !error && (isPlaceholderData || isPending)
  const settled = wanted === text.trim() && !searching
  return (
    <Combobox text={text} onText={setText} entries={entries} settled={settled} onClose={onClose} />
  )
}

function actEntry(act: ReturnType<typeof possibleActs>[number]): Entry {
  const { id, label, icon, keys, run } = act
  return { id: `act-${id}`, group: 'actions', label, icon, keys, detail: '', run }
}

/** Where records wait for a purpose: the way to state it, and back to the same text. */
function purposeEntry(label: string, detail: string, text: string): Entry {
  const run = () => openLayer({ name: 'purpose', back: { name: 'palette', text } })
  return { id: 'purpose', group: 'records', label, icon: 'lock', keys: [], detail, run }
}

function hitEntry(hit: SearchHit, kind: string): Entry {
  return {
    id: `${hit.kind}-${hit.id}`,
    group: 'records',
    label: hit.title,
    detail: [kind, datesAsRead(hit.detail)].filter(Boolean).join(' · '),
    icon: HIT_ICONS[hit.kind],
    keys: [],
    run: () => navigate(placeOfHit(hit)),
  }
}

interface ComboboxProps {
  text: string
  onText: (text: string) => void
  entries: readonly Entry[]
  /** The entries belong to the text as it is now. */
  settled: boolean
  onClose: () => void
}

const NONE = -1
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

function Combobox({ text, onText, entries, settled, onClose }: ComboboxProps) {
  const { t } = useTranslation('app')
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  /** Nothing is chosen before the officer typed or moved: the first act may change a dossier. */
  const [at, setAt] = useState(text.trim() === '' ? NONE : 0)
  const entered = useRef(false)
  const active = Math.min(at, entries.length - 1)
  useEffect(() => {
    const before = document.activeElement
    dialog.current?.showModal()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, active])
  const choose = (entry: Entry | undefined) => {
    if (!entry) return
    onClose()
    // The layer that an act opens must come after this one is gone.
    queueMicrotask(entry.run)
  }
  // Enter waits until the entries are those of the text that was typed.
  useEffect(() => {
    if (!entered.current || !settled) return
    entered.current = false
    choose(entries[active])
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (step) {
      event.preventDefault()
      const from = active === NONE && step < 0 ? 0 : active
      setAt((from + step + entries.length) % Math.max(1, entries.length))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (settled) choose(entries[active])
      else entered.current = true
    }
    event.stopPropagation()
  }
  return (
    <dialog
      ref={dialog}
      className="dialog palette"
      aria-label={t('palette.title')}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
      onKeyDown={onKeyDown}
    >
      <div className="palette-field">
        <Icon name="search" size={18} />
        <input
          type="text"
          role="combobox"
          aria-label={t('palette.title')}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active === NONE ? undefined : `${id}-${active}`}
          placeholder={t('palette.placeholder')}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          value={text}
          maxLength={200}
          onChange={(event) => {
            onText(event.target.value)
            entered.current = false
            setAt(event.target.value.trim() === '' ? NONE : 0)
          }}
        />
      </div>
      <div
        className="palette-list"
        role="listbox"
        id={`${id}-list`}
        aria-label={t('palette.title')}
      >
        {entries.map((entry, n) => (
          <Option
            key={entry.id}
            id={`${id}-${n}`}
            entry={entry}
            heading={entries[n - 1]?.group !== entry.group}
            active={n === active}
            onPoint={() => setAt(n)}
            onChoose={() => choose(entry)}
          />
        ))}
      </div>
      {entries.length === 0 && <p className="palette-nothing muted">{t('palette.nothing')}</p>}
      <footer className="palette-foot">
        <span role="status">{t('palette.count', { count: entries.length })}</span>
        <span>
          <Key>↑</Key> <Key>↓</Key> {t('palette.hintMove')}
        </span>
        <span>
          <Key>{t('keys.enter')}</Key> {t('palette.hint')}
        </span>
        <span>
          <Key>{t('keys.esc')}</Key> {t('palette.hintClose')}
        </span>
      </footer>
    </dialog>
  )
}

interface OptionProps {
  id: string
  entry: Entry
  heading: boolean
  active: boolean
  onPoint: () => void
  onChoose: () => void
}

function Option({ id, entry, heading, active, onPoint, onChoose }: OptionProps) {
  const { t } = useTranslation('app')
  return (
    <>
      {heading && (
        <div className="palette-heading" role="presentation">
          {t(`palette.${entry.group}`)}
        </div>
      )}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys stay with the field */}
      <div
        id={id}
        role="option"
        aria-selected={active}
        className="palette-option"
        onPointerMove={active ? undefined : onPoint}
        onClick={onChoose}
      >
        <Icon name={entry.icon} />
        <span className="palette-label">
          {entry.label}
          {entry.detail && <span className="muted"> · {entry.detail}</span>}
        </span>
        {entry.keys.length > 0 && (
          <span className="palette-keys">
            {entry.keys.map((key) => (
              <Key key={key}>{key}</Key>
            ))}
          </span>
        )}
      </div>
    </>
  )
}
