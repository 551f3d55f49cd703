/**
 * The texts of the screen: `resources/i18n/<language>/<area>.json`. Every key stands in all four
 * languages with the same placeholders, nothing is empty, plural forms are complete, every key that
 * the code names exists, and no text calls a person a fraudster.
 */
import { UI_LANGUAGES } from '../domain/contract/codes.ts'
import { sourceFiles, type SourceFile } from './repository.ts'

const FOLDER = 'resources/i18n'
/** Rooms whose code shows texts. */
const SPEAKING_ROOMS = ['renderer', 'electron', 'host', 'gateway', 'tools']
const PLURAL = /_(zero|one|two|few|many|other)$/
/** Words that judge a person; the product says signal. */
const JUDGING_WORDS = /fraudeur|fraudeuse|fraudster|betrüger|zwendelaar|oplichter|escroc/i

/** Flat keys of one area in one language. */
type Texts = ReadonlyMap<string, string>
/** area -> language -> texts */
type Areas = ReadonlyMap<string, ReadonlyMap<string, Texts>>

export interface TranslationReport {
  /** Sentences; any of them fails the check. */
  problems: string[]
  /** Keys that no code names, as far as literals tell: for those who clean up. */
  notes: string[]
}

/** Checks the given texts against each other and against the code. */
export function translationReport(
  texts: readonly SourceFile[],
  code: readonly SourceFile[],
): TranslationReport {
  const problems: string[] = []
  const areas = readAreas(texts, problems)
  for (const [area, languages] of areas) problems.push(...compareLanguages(area, languages))
  const uses = keysInCode(code)
  problems.push(...missingKeys(areas, uses))
  problems.push(...unusedAreas(areas, uses))
  return { problems, notes: unusedKeys(areas, uses) }
}

function readAreas(files: readonly SourceFile[], problems: string[]): Areas {
  const areas = new Map<string, Map<string, Texts>>()
  for (const { path, text } of files) {
    const [language, file] = path.slice(FOLDER.length + 1).split('/')
    const area = file?.replace(/\.json$/, '')
    if (!language || !area || !(UI_LANGUAGES as readonly string[]).includes(language)) {
      problems.push(`${path} is not ${FOLDER}/<${UI_LANGUAGES.join('|')}>/<area>.json`)
      continue
    }
    const flat = new Map<string, string>()
    try {
      flatten(JSON.parse(text), '', path, flat, problems)
    } catch (error) {
      problems.push(`${path} is not JSON: ${(error as Error).message}`)
    }
    const languages = areas.get(area) ?? new Map<string, Texts>()
    areas.set(area, languages.set(language, flat))
  }
  return areas
}

function flatten(
  value: unknown,
  key: string,
  path: string,
  into: Map<string, string>,
  problems: string[],
): void {
  if (typeof value === 'string') {
    if (value.trim() === '') problems.push(`${path}: ${key} is empty`)
    else if (value !== value.trim()) problems.push(`${path}: ${key} starts or ends with a space`)
    if (JUDGING_WORDS.test(value)) problems.push(`${path}: ${key} judges a person: "${value}"`)
    into.set(key, value)
    return
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    problems.push(`${path}: ${key || 'the file'} is not a text or a group of texts`)
    return
  }
  for (const [name, child] of Object.entries(value)) {
    if (name.includes('.')) problems.push(`${path}: the name "${name}" holds a dot`)
    flatten(child, key === '' ? name : `${key}.${name}`, path, into, problems)
  }
}

/** Every language holds the keys of all the others, with the same placeholders and plural forms. */
function compareLanguages(area: string, languages: ReadonlyMap<string, Texts>): string[] {
  const problems: string[] = []
  const keys = new Set([...languages.values()].flatMap((texts) => [...texts.keys()]))
  for (const language of UI_LANGUAGES) {
    const texts = languages.get(language)
    if (!texts) {
      problems.push(`${FOLDER}/${language}/${area}.json is missing`)
      continue
    }
    for (const key of keys) {
      // French alone has a form for millions; the other languages use `other` there.
      if (!texts.has(key) && !(key.endsWith('_many') && language !== 'fr')) {
        problems.push(`${FOLDER}/${language}/${area}.json lacks ${key}`)
      }
    }
    problems.push(...incompletePlurals(`${FOLDER}/${language}/${area}.json`, texts))
  }
  for (const key of keys) problems.push(...differentPlaceholders(area, key, languages))
  return problems
}

function incompletePlurals(path: string, texts: Texts): string[] {
  const stems = new Set(
    [...texts.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, '')),
  )
  return [...stems].flatMap((stem) =>
    ['one', 'other']
      .filter((form) => !texts.has(`${stem}_${form}`))
      .map((form) => `${path} has plural forms of ${stem} but lacks ${stem}_${form}`),
  )
}

function differentPlaceholders(
  area: string,
  key: string,
  languages: ReadonlyMap<string, Texts>,
): string[] {
  const sets = new Map<string, string>()
  for (const [language, texts] of languages) {
    const text = texts.get(key)
    if (text !== undefined) sets.set(language, placeholders(key, text).join(' '))
  }
  const distinct = new Set(sets.values())
  if (distinct.size <= 1) return []
  const seen = [...sets].map(([language, found]) => `${language}: ${found || 'none'}`).join('; ')
  return [`${area}: the placeholders of ${key} differ (${seen})`]
}

/** Placeholders and tags of a text, sorted. `{{count}}` may be left out of a singular. */
function placeholders(key: string, text: string): string[] {
  const names = [...text.matchAll(/\{\{-?\s*([\w.]+)[^}]*\}\}/g)].map((match) => `{{${match[1]}}}`)
  const tags = [...text.matchAll(/<(\/?\w+)\s*\/?>/g)].map((match) => `<${match[1]}>`)
  const all = new Set([...names, ...tags])
  if (PLURAL.test(key)) all.delete('{{count}}')
  return [...all].sort()
}

interface KeysInCode {
  /** Keys in `t('...')` with where they stand. */
  named: { key: string; where: string }[]
  /** Fixed beginnings in t(`...${x}`). */
  prefixes: { prefix: string; where: string }[]
  /** Every literal of the code: a key kept in a table counts as used. */
  literals: ReadonlySet<string>
  /** Areas that a program imports whole and reads by property: the types watch over those. */
  imported: ReadonlySet<string>
}

function keysInCode(code: readonly SourceFile[]): KeysInCode {
  const named: KeysInCode['named'] = []
  const prefixes: KeysInCode['prefixes'] = []
  const literals = new Set<string>()
  const imported = new Set<string>()
  for (const { path, text } of code) {
    const where = (index: number) => `${path}:${text.slice(0, index).split('\n').length}`
    for (const match of text.matchAll(/(?<![\w.])(?:i18n\.)?t\(\s*(['"])([A-Za-z][\w.:-]*)\1/g)) {
      named.push({ key: match[2]!, where: where(match.index) })
    }
    for (const match of text.matchAll(/\bi18nKey=(['"])([^'"\n]+)\1/g)) {
      named.push({ key: match[2]!, where: where(match.index) })
    }
    for (const match of text.matchAll(/`((?:[a-z]+:)?[A-Za-z][\w]*\.[\w.]*)\$\{/g)) {
      prefixes.push({ prefix: withoutArea(match[1]!), where: where(match.index) })
    }
    for (const match of text.matchAll(/(['"`])((?:[a-z]+:)?[A-Za-z][\w-]*(?:\.[\w-]+)+)\1/g)) {
      literals.add(withoutArea(match[2]!))
    }
    for (const match of text.matchAll(/i18n\/\w+\/(\w+)\.json'/g)) imported.add(match[1]!)
  }
  return { named, prefixes, literals, imported }
}

/** `area:key` -> `key` */
function withoutArea(key: string): string {
  return key.slice(key.indexOf(':') + 1)
}

/** Is there such a key, in its area when it names one, else in any? A plural's stem counts. */
function hasKey(areas: Areas, name: string): boolean {
  const key = withoutArea(name)
  const area = name.slice(0, Math.max(0, name.length - key.length - 1))
  const places = area === '' ? [...areas.values()] : [areas.get(area)]
  return places.some((languages) => {
    const texts = languages?.get('en')
    return texts?.has(key) || texts?.has(`${key}_other`)
  })
}

function missingKeys(areas: Areas, { named }: KeysInCode): string[] {
  return named
    .filter(({ key }) => !hasKey(areas, key))
    .map(({ key, where }) => `${where} names ${key}, which no language has`)
}

function isUsed(key: string, { named, prefixes, literals }: KeysInCode): boolean {
  const stem = key.replace(PLURAL, '')
  return (
    literals.has(key) ||
    literals.has(stem) ||
    named.some((use) => [key, stem].includes(withoutArea(use.key))) ||
    prefixes.some(({ prefix }) => key.startsWith(prefix))
  )
}

function unusedAreas(areas: Areas, uses: KeysInCode): string[] {
  return [...areas].flatMap(([area, languages]) => {
    const keys = [...(languages.get('en')?.keys() ?? [])]
    if (uses.imported.has(area) || keys.length === 0) return []
    if (keys.some((key) => isUsed(key, uses))) return []
    return [`no code names any text of the area ${area}`]
  })
}

function unusedKeys(areas: Areas, uses: KeysInCode): string[] {
  const unused = [...areas]
    .filter(([area]) => !uses.imported.has(area))
    .flatMap(([, languages]) => [...(languages.get('en')?.keys() ?? [])])
    .filter((key) => !isUsed(key, uses))
  return unused.length > 0 ? [`note: no code names ${unused.join(', ')}`] : []
}

/** The texts of the repository against its code. */
export function checkTranslations(): TranslationReport {
  return translationReport(
    sourceFiles([FOLDER], ['.json']),
    sourceFiles(SPEAKING_ROOMS, ['.ts', '.tsx']),
  )
}
