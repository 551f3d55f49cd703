import { useEffect, useRef, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton, Key } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'

interface SearchFieldProps {
  search: string
  onSearch: (text: string) => void
  /** Where the focus goes when the officer leaves the field with Enter or the down arrow. */
  onLeave: () => void
  field: RefObject<HTMLInputElement | null>
}

/** Searches while the officer types: at most once a frame. Esc clears, then leaves. */
export function SearchField({ search, onSearch, onLeave, field }: SearchFieldProps) {
  const { t } = useTranslation('queue')
  const [text, setText] = useState(search)
  const sent = useRef(search)
  const frame = useRef(0)
  useEffect(() => {
    if (search !== sent.current) setText(search)
    sent.current = search
  }, [search])
  useEffect(() => () => cancelAnimationFrame(frame.current), [])
  const type = (next: string) => {
    setText(next)
    cancelAnimationFrame(frame.current)
    frame.current = requestAnimationFrame(() => {
      sent.current = next.trim()
      onSearch(sent.current)
    })
  }
  return (
    <div className="search-field" role="search">
      <Icon name="search" />
      <input
        ref={field}
        type="text"
        className="search-input"
        aria-label={t('search.label')}
        aria-keyshortcuts="/"
        placeholder={t('search.placeholder')}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.preventDefault()
            if (text === '') onLeave()
            else type('')
          } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
            event.preventDefault()
            onLeave()
          }
        }}
      />
      {text === '' ? (
        <Key>/</Key>
      ) : (
        <IconButton icon="close" label={t('search.clear')} onClick={() => type('')} />
      )}
    </div>
  )
}
