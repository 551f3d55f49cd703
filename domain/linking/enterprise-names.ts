/**
 * Names of enterprises without what clerks add, drop and shorten: the legal form in its many spellings
 * (NV, S.A., d.o.o., Gesellschaft mit beschränkter Haftung), words of joining, and abbreviations.
 */
import { latin } from './latin.ts'
import { edits } from './similarity.ts'

/** Forms of one word, dots gone; EU and neighbouring countries. */
const FORMS = new Set(
  `NV SA BV SRL SPRL BVBA GMBH MBH AG KG OHG UG LTD LIMITED PLC LLP LLC INC SARL SAS SASU EURL LDA UNIPESSOAL OOD EOOD AD DOO DD
   KFT BT RT ZRT NYRT SIA UAB AS OY OYJ AB APS SCS SNC COMM COMMV VOF CV CVBA SCRL SC SPA SRLS SL SLU SPZOO SPOLKA
   ZOO SPJ PSC TOV TOO OOO FOP VZW ASBL IVZW AISBL EBVBA SE EPE EE IKE SRO STI PVT LTDA`.split(
    /\s+/,
  ),
)

/** Forms that are written out; read before the words. */
const PHRASES: readonly RegExp[] = [
  /\bNAAMLOZE VENNOOTSCHAP\b/g,
  /\bBESLOTEN VENNOOTSCHAP(?: MET BEPERKTE AANSPRAKELIJKHEID)?\b/g,
  /\bSOCIETE ANONYME\b/g,
  /\bSOCIETE A RESPONSABILITE LIMITEE\b/g,
  /\bGESELLSCHAFT MIT BESCHRANKTER HAFTUNG\b/g,
  /\bAKTIENGESELLSCHAFT\b/g,
  /\bSPOLKA Z OGRANICZONA ODPOWIEDZIALNOSCIA\b/g,
  /\bSP(?:OLKA)? Z ?O ?O\b/g,
  /\bSOCIEDAD(?:E)? (?:ANONIMA|LIMITADA)\b/g,
  /\bSOCIETATE CU RASPUNDERE LIMITATA\b/g,
  /\bDRUSTVO S OGRANICENOM ODGOVORNOSCU\b/g,
  /\bSOCIETA (?:PER AZIONI|A RESPONSABILITA LIMITATA)\b/g,
]

const JOINING = new Set('EN ET UND AND I Y E THE DE LE LA LES HET VAN DER DES DU'.split(' '))

const LONG: Readonly<Record<string, string>> = {
  ETS: 'ETABLISSEMENTS',
  ETABL: 'ETABLISSEMENTS',
  STE: 'SOCIETE',
  CIE: 'COMPAGNIE',
  CO: 'COMPANY',
  GEBR: 'GEBROEDERS',
  GBR: 'GEBROEDERS',
  INTL: 'INTERNATIONAL',
  INTERN: 'INTERNATIONAL',
  CONSTR: 'CONSTRUCTION',
  CONSTRUCTIONS: 'CONSTRUCTION',
  TRANSP: 'TRANSPORT',
  TRANSPORTS: 'TRANSPORT',
  SERV: 'SERVICE',
  SERVICES: 'SERVICE',
  BROS: 'BROTHERS',
  MFG: 'MANUFACTURING',
  TECH: 'TECHNOLOGY',
  TECHNOLOGIES: 'TECHNOLOGY',
  BELG: 'BELGIUM',
  BELGIE: 'BELGIUM',
  BELGIQUE: 'BELGIUM',
}

/** Words of a name that tell it from others, in order; empty when only a legal form is left. */
function wordsOfName(name: string): string[] {
  // `D.O.O.` and `S A R L` are one word.
  let text = latin(name).replace(/\b(?:[A-Z] )+[A-Z]\b/g, (letters) => letters.replaceAll(' ', ''))
  for (const phrase of PHRASES) text = text.replace(phrase, ' ')
  return text
    .split(' ')
    .filter((word) => word !== '' && !FORMS.has(word) && !JOINING.has(word))
    .map((word) => LONG[word] ?? word)
}

const known = new Map<string, readonly string[]>()
/** Thrown away when full: names repeat, so it fills slowly. */
const KNOWN_MAX = 50_000

/** What stands before the name under which an enterprise trades. */
const TRADES_AS =
  /\s*(?:\(|\bt\/a\b|\bd\/?b\/?a\b|\btrading as\b|\bh\.?o\.?d\.?n\.?(?=\s)|\bhandelend onder(?: de naam)?\b|\bhandelsnaam\b|\bnom commercial\b|\benseigne\b|\bhandelnd als\b)\s*:?\s*/i

/** A name and, behind a word that says so or in brackets, the name under which it trades. */
export function namesIn(name: string): readonly string[] {
  const parts = name.split(TRADES_AS).map((part) => part.replace(/\)/g, ' ').trim())
  const [first = '', ...more] = parts.filter((part) => enterpriseWords(part).length > 0)
  return more.length === 0 ? [name] : [first, ...more]
}

/** The words by which a name is compared. */
export function enterpriseWords(name: string): readonly string[] {
  let found = known.get(name)
  if (found === undefined) {
    found = wordsOfName(name)
    if (known.size >= KNOWN_MAX) known.clear()
    known.set(name, found)
  }
  return found
}

/** Higher is closer; 0 when a name has no word of its own. */
export const ENTERPRISE_NAME_LEVELS = {
  missing: 0,
  different: 1,
  /** Some word in common: it may be any other enterprise of its trade. */
  shared: 2,
  /** One has words that the other leaves out. */
  part: 3,
  /** A slip in a word, or the words run together. */
  near: 4,
  same: 5,
} as const

const digitsOf = (text: string): string => text.replace(/\D/g, '')

/** Another number in a name is another name: Bouw 2000 is not Bouw 3000. */
function isSlip(a: string, b: string): boolean {
  if (digitsOf(a) !== digitsOf(b)) return false
  const shorter = Math.min(a.length, b.length)
  return shorter >= 4 && edits(a, b, shorter >= 8 ? 2 : 1) <= (shorter >= 8 ? 2 : 1)
}

const isLike = (a: string, b: string) => a === b || isSlip(a, b)
const within = (few: readonly string[], many: readonly string[]) =>
  few.every((word) => many.some((other) => isLike(word, other)))

/** How two names agree, each by the one under which it trades too. Symmetric. */
export function enterpriseNameLevel(one: string, other: string): number {
  const [some, others] = [namesIn(one), namesIn(other)]
  if (some.length === 1 && others.length === 1) return levelOf(one, other)
  return Math.max(...some.flatMap((a) => others.map((b) => levelOf(a, b))))
}

function levelOf(one: string, other: string): number {
  const a = enterpriseWords(one)
  const b = enterpriseWords(other)
  if (a.length === 0 || b.length === 0) return ENTERPRISE_NAME_LEVELS.missing
  const x = a.join('')
  const y = b.join('')
  if (x === y || a.toSorted().join('') === b.toSorted().join('')) return ENTERPRISE_NAME_LEVELS.same
  if (isSlip(x, y)) return ENTERPRISE_NAME_LEVELS.near
  const [few, many] = a.length <= b.length ? [a, b] : [b, a]
  if (within(few, many)) {
    if (few.length === many.length && within(many, few)) return ENTERPRISE_NAME_LEVELS.near
    return ENTERPRISE_NAME_LEVELS.part
  }
  const shares = a.some((word) => word.length > 2 && b.some((word2) => isLike(word, word2)))
  return shares ? ENTERPRISE_NAME_LEVELS.shared : ENTERPRISE_NAME_LEVELS.different
}
