/** An act that is taken back gives its words back, and takes none that were begun since. */
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { keepDraft, keepNote, useDraft, useFormDraft } from '../../renderer/app/drafts.ts'

/** What a hook gives to the form that opens now. */
function opened<T>(hook: () => T): T {
  const given: T[] = []
  const Form = () => {
    given.push(hook())
    return null
  }
  renderToStaticMarkup(createElement(Form))
  return given[0]!
}

test('a note that is taken back stands before one that was begun since', () => {
  const text = () => opened(() => useDraft('d1'))[0]
  keepNote('d1', 'First note')
  expect(text()).toBe('First note')
  const [, write] = opened(() => useDraft('d1'))
  write('')
  write('Second')
  keepNote('d1', 'First note')
  expect(text()).toBe('First note\n\nSecond')
})

test('a form that was begun since keeps what it holds, after the words put back', () => {
  const empty = { on: '2026-03-03', reason: '' }
  const form = () => opened(() => useFormDraft('withdrawDocument x', () => empty))
  keepDraft('withdrawDocument x', { reason: 'Wrong dossier', on: '2026-03-01' })
  expect(form()[0]).toEqual({ reason: 'Wrong dossier', on: '2026-03-01' })
  const [, change, forget] = form()
  forget()
  change({ reason: 'Wrong version', on: '2026-03-02' })
  keepDraft('withdrawDocument x', { reason: 'Wrong dossier', on: '2026-03-01' })
  expect(form()[0]).toEqual({ reason: 'Wrong dossier\n\nWrong version', on: '2026-03-02' })
})
