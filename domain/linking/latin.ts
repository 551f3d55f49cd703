/**
 * Names and other texts in Latin capitals and digits, whatever script they came in. One scheme per
 * script is used here; that clerks follow other schemes (Yushchenko, Iouchtchenko, Juschtschenko)
 * is the business of sounds.ts, which hears them alike.
 */
import { fold } from './names.ts'

const CYRILLIC: Readonly<Record<string, string>> = {
  А: 'A',
  Б: 'B',
  В: 'V',
  Г: 'G',
  Ґ: 'G',
  Д: 'D',
  Ђ: 'DJ',
  Ѓ: 'GJ',
  Е: 'E',
  Є: 'YE',
  Ж: 'ZH',
  З: 'Z',
  Ѕ: 'DZ',
  И: 'I',
  І: 'I',
  Ј: 'J',
  К: 'K',
  Ќ: 'KJ',
  Л: 'L',
  Љ: 'LJ',
  М: 'M',
  Н: 'N',
  Њ: 'NJ',
  О: 'O',
  П: 'P',
  Р: 'R',
  С: 'S',
  Т: 'T',
  Ћ: 'C',
  У: 'U',
  Ф: 'F',
  Х: 'KH',
  Ц: 'TS',
  Ч: 'CH',
  Џ: 'DZ',
  Ш: 'SH',
  Щ: 'SHCH',
  Ъ: '',
  Ы: 'Y',
  Ь: '',
  Э: 'E',
  Ю: 'YU',
  Я: 'YA',
}

const GREEK: Readonly<Record<string, string>> = {
  Α: 'A',
  Β: 'V',
  Γ: 'G',
  Δ: 'D',
  Ε: 'E',
  Ζ: 'Z',
  Η: 'I',
  Θ: 'TH',
  Ι: 'I',
  Κ: 'K',
  Λ: 'L',
  Μ: 'M',
  Ν: 'N',
  Ξ: 'X',
  Ο: 'O',
  Π: 'P',
  Ρ: 'R',
  Σ: 'S',
  Τ: 'T',
  Υ: 'Y',
  Φ: 'F',
  Χ: 'CH',
  Ψ: 'PS',
  Ω: 'O',
}

/** Short vowels are not written: `محمد` gives MHMD, which sounds.ts hears as it hears Mohamed. */
const ARABIC: Readonly<Record<string, string>> = {
  ا: 'A',
  أ: 'A',
  إ: 'I',
  آ: 'A',
  ى: 'A',
  ب: 'B',
  پ: 'P',
  ت: 'T',
  ة: 'A',
  ث: 'TH',
  ج: 'J',
  چ: 'CH',
  ح: 'H',
  خ: 'KH',
  د: 'D',
  ذ: 'DH',
  ر: 'R',
  ز: 'Z',
  س: 'S',
  ش: 'SH',
  ص: 'S',
  ض: 'D',
  ط: 'T',
  ظ: 'Z',
  ع: '',
  غ: 'GH',
  ف: 'F',
  ق: 'K',
  ك: 'K',
  ک: 'K',
  گ: 'G',
  ل: 'L',
  م: 'M',
  ن: 'N',
  ه: 'H',
  ہ: 'H',
  و: 'OU',
  ي: 'I',
  ی: 'I',
  ئ: 'I',
  ؤ: 'OU',
  ء: '',
}

const LETTERS = new Map(Object.entries({ ...CYRILLIC, ...GREEK, ...ARABIC }))
/** Greek pairs that are one sound; read before the letters. */
const GREEK_PAIRS: readonly (readonly [RegExp, string])[] = [
  [/ΟΥ/g, 'U'],
  [/ΜΠ/g, 'B'],
  [/ΝΤ/g, 'NT'],
  [/ΓΚ/g, 'GK'],
  [/ΑΥ/g, 'AV'],
  [/ΕΥ/g, 'EV'],
  [/Τζ/g, 'TZ'],
]

const OUTSIDE = /[^\p{L}\p{N}]+/gu
const APOSTROPHES = /['’ʼ`´]/g

function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i)
    const fits = (c >= 65 && c <= 90) || (c >= 48 && c <= 57)
    if (!fits) return false
  }
  return true
}

function transliterated(text: string): string {
  let read = text
  for (const [pair, letter] of GREEK_PAIRS) read = read.replace(pair, letter)
  let out = ''
  for (const letter of read) out += LETTERS.get(letter) ?? letter
  return out
}

/** Capitals, digits and single spaces: diacritics folded, other scripts transliterated. Idempotent. */
export function latin(text: string): string {
  if (isPlain(text)) return text
  let folded = fold(text)
  // eslint-disable-next-line no-control-regex
  if (/[^\x00-\x7f]/.test(folded)) folded = transliterated(folded)
  return folded.replace(APOSTROPHES, '').replace(OUTSIDE, ' ').trim()
}

/** The words of a text in `latin` form. */
export function words(text: string): string[] {
  const plain = latin(text)
  return plain === '' ? [] : plain.split(' ')
}
