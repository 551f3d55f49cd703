import { describe, expect, it } from 'vitest'
import { checkTranslations, translationReport } from '../../tools/translations.ts'

const LANGUAGES = ['nl', 'fr', 'de', 'en']

function texts(change: (language: string) => unknown, area = 'queue') {
  return LANGUAGES.map((language) => ({
    path: `resources/i18n/${language}/${area}.json`,
    text: JSON.stringify(change(language)),
  }))
}

const code = (text: string) => [{ path: 'renderer/a.tsx', text }]
const USES = code(`t('queue.title', { name })`)

function problems(change: (language: string) => unknown, uses = USES): string[] {
  return translationReport(texts(change), uses).problems
}

describe('translations', () => {
  it('lets the texts of the repository through', () => {
    expect(checkTranslations().problems).toEqual([])
  })

  it('finds nothing wrong with complete texts', () => {
    const complete = { queue: { title: 'Queue of {{name}}', n_one: 'one', n_other: '{{count}}' } }
    expect(
      translationReport(
        texts(() => complete),
        code(`t('queue.title'); t('queue.n')`),
      ),
    ).toEqual({
      problems: [],
      notes: [],
    })
  })

  it('reports a key that one language lacks', () => {
    const found = problems((language) => ({
      queue: language === 'de' ? { title: 'x' } : { title: 'x', empty: 'y' },
    }))
    expect(found).toEqual(['resources/i18n/de/queue.json lacks queue.empty'])
  })

  it('reports a file that one language lacks', () => {
    const files = texts(() => ({ queue: { title: 'x' } })).filter(
      ({ path }) => !path.includes('/fr/'),
    )
    expect(translationReport(files, USES).problems).toEqual([
      'resources/i18n/fr/queue.json is missing',
    ])
  })

  it('reports placeholders that differ', () => {
    const found = problems((language) => ({
      queue: { title: language === 'fr' ? 'Liste de {{nom}}' : 'List of {{name}}' },
    }))
    expect(found).toHaveLength(1)
    expect(found[0]).toContain('the placeholders of queue.title differ')
  })

  it('reports an empty text', () => {
    expect(problems((language) => ({ queue: { title: language === 'nl' ? ' ' : 'x' } }))).toEqual([
      'resources/i18n/nl/queue.json: queue.title is empty',
    ])
  })

  it('reports a plural without its other form', () => {
    const found = problems(() => ({ queue: { title: 'x', n_one: 'one' } }))
    expect(found).toHaveLength(4)
    expect(found[0]).toContain('lacks queue.n_other')
  })

  it('reports a key that the code names and no language has', () => {
    const found = problems(
      () => ({ queue: { title: 'x' } }),
      code(`const a = t('queue.title')\nconst b = t('queue.titel')`),
    )
    expect(found).toEqual(['renderer/a.tsx:2 names queue.titel, which no language has'])
  })

  it('reports an area that no code names, and notes single keys', () => {
    expect(problems(() => ({ queue: { title: 'x' } }), code(''))).toEqual([
      'no code names any text of the area queue',
    ])
    const report = translationReport(
      texts(() => ({ queue: { title: 'x', old: 'y' } })),
      USES,
    )
    expect(report).toEqual({ problems: [], notes: ['note: no code names queue.old'] })
  })

  it('counts a key as used by a fixed beginning', () => {
    expect(
      problems(() => ({ code: { region: { FL: 'x' } } }), code('t(`code.region.${region}`)')),
    ).toEqual([])
  })

  it('looks into the area that a key names', () => {
    const uses = code(`t('queue:queue.title'); t('app:queue.title')`)
    expect(problems(() => ({ queue: { title: 'x' } }), uses)).toEqual([
      'renderer/a.tsx:1 names app:queue.title, which no language has',
    ])
  })

  it('counts an area that a program imports whole as used', () => {
    const uses = code(`import en from '../resources/i18n/en/queue.json' with { type: 'json' }`)
    expect(problems(() => ({ queue: { title: 'x' } }), uses)).toEqual([])
  })

  it('reports words that judge a person', () => {
    const found = problems((language) => ({
      queue: { title: language === 'nl' ? 'Fraudeur gevonden' : 'Signal' },
    }))
    expect(found).toEqual([
      'resources/i18n/nl/queue.json: queue.title judges a person: "Fraudeur gevonden"',
    ])
  })

  it('reports a file that is not JSON', () => {
    const files = texts(() => ({ queue: { title: 'x' } }))
    files[0]!.text = '{'
    expect(translationReport(files, USES).problems[0]).toContain(
      'resources/i18n/nl/queue.json is not JSON',
    )
  })
})
