/**
 * Dirty tables of invented people with their truth, for measuring `npm run link`: originals and
 * doubles with slips of the finger, misheard and misread letters, exchanged fields, dates turned
 * round and empty cells. The noise is not that of the practice world, and its names are made of
 * syllables: nothing here is known to the linking code.
 */
export interface DirtyOptions {
  seed: number
  originals: number
  /** Most doubles of an original; their number is drawn evenly from 1 on. */
  doublesMax: number
  /** Share of originals with doubles. */
  doubled: number
  /** Changes per double: drawn evenly between these. */
  changes: readonly [number, number]
  /** Share of cells of a double that are emptied on top. */
  emptied: number
  /** The doubles stand in a second file. */
  twoFiles: boolean
}

export const DIRTY_COLUMNS = [
  'id',
  'given_name',
  'surname',
  'street_number',
  'address_1',
  'suburb',
  'postcode',
  'state',
  'date_of_birth',
  'soc_sec_id',
  'sex',
] as const

/** What `--map` says for such a table. */
export const DIRTY_MAP =
  'id=id,given=given_name,family=surname,number=street_number,street=address_1,city=suburb,' +
  'postcode=postcode,region=state,birth=date_of_birth,identifier=soc_sec_id,sex=sex'

export interface DirtyTables {
  left: string[][]
  /** Null with one file. */
  right: string[][] | null
  /** `left id|right id`, the smaller first with one file. */
  truth: Set<string>
}

type Draw = () => number

function mulberry(seed: number): Draw {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const pick = <T>(draw: Draw, list: readonly T[]): T => list[Math.floor(draw() * list.length)]!
/** Few are common, many are rare. */
const zipf = <T>(draw: Draw, list: readonly T[]): T =>
  list[Math.min(list.length - 1, Math.floor(list.length ** draw() - 1 + draw()))]!

const STARTS = 'b br c ch d dr f g gr h j k l m n p ph r s sh st t th tr v w z'.split(' ')
const MIDDLES = 'a e i o u ai ea ee ie ou y'.split(' ')
const ENDS = ' n r s l t m nd rt ck ll ss ng th x'.split(' ')

function word(draw: Draw, syllables: number): string {
  let out = ''
  for (let i = 0; i < syllables; i += 1) out += pick(draw, STARTS) + pick(draw, MIDDLES)
  return out + pick(draw, ENDS)
}

function lexicon(draw: Draw, size: number, least: number, most: number): string[] {
  const found = new Set<string>()
  while (found.size < size) found.add(word(draw, least + Math.floor(draw() * (most - least + 1))))
  return [...found]
}

const TYPES = ['street', 'place', 'crescent', 'road', 'close', 'circuit', 'avenue', 'court']
const STATES = ['nsw', 'vic', 'qld', 'wa', 'sa', 'tas', 'act', 'nt']

interface Lexicons {
  given: { F: string[]; M: string[] }
  family: string[]
  streets: string[]
  towns: { name: string; postcode: string; state: string }[]
}

function lexicons(draw: Draw, originals: number): Lexicons {
  const size = Math.max(150, Math.round(originals ** 0.75))
  return {
    given: { F: lexicon(draw, 250, 1, 3), M: lexicon(draw, 250, 1, 3) },
    family: lexicon(draw, size * 2, 1, 3),
    streets: lexicon(draw, size * 2, 2, 3),
    towns: lexicon(draw, size, 2, 4).map((name) => ({
      name: draw() < 0.2 ? `${name} ${pick(draw, ['north', 'park', 'hill', 'bay'])}` : name,
      postcode: String(1000 + Math.floor(draw() * 8999)),
      state: zipf(draw, STATES),
    })),
  }
}

const digits = (n: number, width: number) => String(n).padStart(width, '0')

function original(draw: Draw, { given, family, streets, towns }: Lexicons): string[] {
  const sex = draw() < 0.5 ? 'F' : 'M'
  const town = zipf(draw, towns)
  const born =
    digits(1920 + Math.floor(draw() * 85), 4) +
    digits(1 + Math.floor(draw() * 12), 2) +
    digits(1 + Math.floor(draw() * 28), 2)
  const row = [
    zipf(draw, given[sex]),
    zipf(draw, family),
    String(1 + Math.floor(draw() ** 2 * 300)),
    `${zipf(draw, streets)} ${pick(draw, TYPES)}`,
    town.name,
    town.postcode,
    town.state,
    born,
    digits(Math.floor(draw() * 9_999_999), 7),
    sex,
  ]
  // Originals have holes too.
  for (const [at, share] of [
    0.01, 0.01, 0.02, 0.02, 0.01, 0.005, 0.02, 0.04, 0.01, 0.02,
  ].entries()) {
    if (draw() < share) row[at] = ''
  }
  return row
}

const HEARD: readonly (readonly [string, string])[] = [
  ['ph', 'f'],
  ['ck', 'k'],
  ['ee', 'ea'],
  ['ai', 'ay'],
  ['c', 'k'],
  ['s', 'c'],
  ['y', 'i'],
  ['ou', 'ow'],
  ['ll', 'l'],
  ['th', 't'],
  ['x', 'ks'],
  ['z', 's'],
]
const READ: readonly (readonly [string, string])[] = [
  ['m', 'rn'],
  ['l', '1'],
  ['o', '0'],
  ['s', '5'],
  ['g', 'q'],
  ['b', '6'],
  ['e', 'c'],
  ['cl', 'd'],
  ['1', 'l'],
  ['5', 's'],
  ['0', 'o'],
]

function replacedBy(draw: Draw, text: string, table: typeof HEARD): string {
  const fits = table.filter(([from]) => text.includes(from))
  return fits.length === 0 ? slip(draw, text) : text.replace(...pick(draw, fits))
}

function slip(draw: Draw, text: string): string {
  if (text === '') return text
  const at = Math.floor(draw() * text.length)
  const letter = /\d/.test(text[at]!)
    ? String(Math.floor(draw() * 10))
    : String.fromCharCode(97 + Math.floor(draw() * 26))
  switch (Math.floor(draw() * 4)) {
    case 0:
      return text.slice(0, at) + letter + text.slice(at)
    case 1:
      return text.length > 1 ? text.slice(0, at) + text.slice(at + 1) : text
    case 2:
      return text.slice(0, at) + letter + text.slice(at + 1)
    default:
      return at + 1 < text.length
        ? text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2)
        : text
  }
}

function turned(date: string): string {
  return date.length === 8 ? date.slice(0, 4) + date.slice(6) + date.slice(4, 6) : date
}

function exchange(row: string[], a: number, b: number): void {
  const kept = row[a]!
  row[a] = row[b]!
  row[b] = kept
}

function change(draw: Draw, row: string[], words: Lexicons): void {
  const x = draw()
  if (x < 0.04) return exchange(row, 0, 1)
  if (x < 0.055) return exchange(row, 3, 4)
  if (x < 0.075) {
    row[7] = turned(row[7]!)
    return
  }
  const at = Math.floor(draw() * 9)
  const text = row[at]!
  const y = draw()
  if (y < 0.45) row[at] = slip(draw, text)
  else if (y < 0.62) row[at] = replacedBy(draw, text, HEARD)
  else if (y < 0.74) row[at] = replacedBy(draw, text, READ)
  else if (y < 0.86) row[at] = ''
  else if (y < 0.9 && text.length > 4) row[at] = `${text.slice(0, 3)} ${text.slice(3)}`
  else if (y < 0.94) row[at] = text.replace(' street', ' st').replace(' road', ' rd')
  else row[at] = original(draw, words)[at]!
}

function double(draw: Draw, row: readonly string[], words: Lexicons, options: DirtyOptions) {
  const copy = [...row]
  const [least, most] = options.changes
  const changes = least + Math.floor(draw() * (most - least + 1))
  for (let i = 0; i < changes; i += 1) change(draw, copy, words)
  return copy.map((cell) => (draw() < options.emptied ? '' : cell))
}

/** The tables; the same options give the same ones. Ids say nothing about the truth. */
export function dirtyTables(options: DirtyOptions): DirtyTables {
  const draw = mulberry(options.seed)
  const words = lexicons(draw, options.originals)
  const left: string[][] = []
  const right: string[][] = []
  const truth = new Set<string>()
  let number = 0
  const id = () => `r${(number += 1)}`
  for (let i = 0; i < options.originals; i += 1) {
    const row = original(draw, words)
    const group = [id()]
    left.push([group[0]!, ...row])
    const doubles = draw() < options.doubled ? 1 + Math.floor(draw() * options.doublesMax) : 0
    for (let d = 0; d < doubles; d += 1) {
      const own = id()
      ;(options.twoFiles ? right : left).push([own, ...double(draw, row, words, options)])
      for (const other of options.twoFiles ? group.slice(0, 1) : group) truth.add(`${other}|${own}`)
      group.push(own)
    }
  }
  shuffle(draw, left)
  shuffle(draw, right)
  return { left, right: options.twoFiles ? right : null, truth }
}

function shuffle(draw: Draw, rows: string[][]): void {
  for (let i = rows.length - 1; i > 0; i -= 1) {
    const j = Math.floor(draw() * (i + 1))
    const kept = rows[i]!
    rows[i] = rows[j]!
    rows[j] = kept
  }
}

/** Levels of dirt, from a few slips to almost unreadable. */
export const DIRT: Readonly<Record<string, DirtyOptions>> = {
  light: {
    seed: 1,
    originals: 500,
    doublesMax: 1,
    doubled: 1,
    changes: [1, 2],
    emptied: 0,
    twoFiles: false,
  },
  moderate: {
    seed: 2,
    originals: 2000,
    doublesMax: 5,
    doubled: 0.5,
    changes: [1, 5],
    emptied: 0.02,
    twoFiles: false,
  },
  twoFiles: {
    seed: 3,
    originals: 5000,
    doublesMax: 1,
    doubled: 1,
    changes: [1, 6],
    emptied: 0.02,
    twoFiles: true,
  },
  heavy: {
    seed: 4,
    originals: 2000,
    doublesMax: 3,
    doubled: 0.6,
    changes: [4, 10],
    emptied: 0.08,
    twoFiles: false,
  },
}
