/** Whether words that many will read tell who reported. */
import { fold } from '../linking/names.ts'
import { allAnswerWords } from './answer-letter.ts'

export interface Reporter {
  name: string
  contact: string
}

/** Shorter pieces of a name are in every text. */
const SHORTEST_NAME = 4
/** Digits from which a number can be called. */
const SHORTEST_NUMBER = 8

const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/[^A-Z0-9]+/)
    .filter(Boolean)

/** The words of a name side by side, in any order. */
function holdsName(text: string, name: string): boolean {
  const wanted = wordsOf(name).toSorted().join(' ')
  const size = wordsOf(name).length
  if (size < 2) return false
  const words = wordsOf(text)
  return words.some(
    (_, at) =>
      words
        .slice(at, at + size)
        .toSorted()
        .join(' ') === wanted,
  )
}

const digits = (text: string): string => text.replace(/\D/g, '')

/** An e-mail address of the contact, or a telephone number in any writing. */
function holdsContact(text: string, contact: string): boolean {
  const mails = contact.match(/[^\s,;<>]+@[^\s,;<>]+/g) ?? []
  if (mails.some((mail) => text.toLowerCase().includes(mail.toLowerCase()))) return true
  const numbers = contact.match(/\+?\d[\d ()./-]*\d/g) ?? []
  return numbers
    .map((number) => digits(number).replace(/^(?:0032|32)?0?/, ''))
    .some((number) => number.length >= SHORTEST_NUMBER && digits(text).includes(number))
}

/** A piece of the name with a capital within a sentence, as in a salutation. */
function holdsPiece(text: string, name: string): boolean {
  const usual = allAnswerWords()
  const pieces = new Set(
    wordsOf(name).filter((word) => word.length >= SHORTEST_NAME && !usual.has(word)),
  )
  return [...text.matchAll(/\p{Lu}[\p{L}\p{M}]+/gu)].some(({ 0: word, index }) => {
    const starts = /(?:^|[.!?\n])\s*$/u.test(text.slice(0, index))
    return !starts && wordsOf(word).some((one) => pieces.has(one))
  })
}

/** True when a text tells the whole name, an e-mail address or a telephone number of who reported. */
export function tellsReporter(text: string, { name, contact }: Reporter): boolean {
  return holdsName(text, name) || holdsContact(text, contact)
}

/** The same of a letter to them, which has no use for any piece of the name: their address is not filed. */
export function letterTellsReporter(text: string, reporter: Reporter): boolean {
  return tellsReporter(text, reporter) || holdsPiece(text, reporter.name)
}

/**
 * True when the words of a command on a report would put who reported before everybody who reads it.
 * `words`: the fields of its args that hold them. Only an answer is a letter to whoever reported.
 */
export function commandTellsReporter(
  { name, words }: { name: string; words: readonly { field: string }[] },
  args: object,
  reporter: Reporter,
): boolean {
  const tells = name === 'answerReport' ? letterTellsReporter : tellsReporter
  const told = args as Readonly<Record<string, unknown>>
  return words.some(({ field }) => {
    const text = told[field]
    return typeof text === 'string' && tells(text, reporter)
  })
}
