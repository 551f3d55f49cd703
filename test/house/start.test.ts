import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ERROR_CODES } from '../../domain/contract/errors.ts'
import { UI_LANGUAGES } from '../../domain/contract/codes.ts'
import { defaultDataDir, helpText, readOptions } from '../../tools/start/options.ts'
import { errorSentence, fill, startTexts, systemLanguage } from '../../tools/start/texts.ts'

const EN = startTexts('en')
const read = (...args: string[]) => readOptions(args, EN)

describe('options of npm start', () => {
  it('opens the small practice world without options', () => {
    expect(read()).toEqual({
      help: false,
      browser: false,
      open: true,
      port: 0,
      dataDir: defaultDataDir(),
      world: 'small',
      seed: 1,
      person: null,
      gateway: null,
    })
  })

  it('reads all of them', () => {
    const line =
      '--browser --no-open --port 4321 --data /tmp/desk --world full --seed 0 --as vl-an ' +
      '--gateway http://127.0.0.1:1/ --issuer https://login.example.org'
    const options = read(...line.split(' '))
    expect(options).toMatchObject({
      browser: true,
      open: false,
      port: 4321,
      dataDir: '/tmp/desk',
      world: 'full',
      seed: 0,
      person: 'vl-an',
      gateway: { url: 'http://127.0.0.1:1', issuer: 'https://login.example.org' },
    })
  })

  it.each([
    [['--port', '70000'], '--port is a whole number from 0 to 65535, not 70000.'],
    [['--port', '1e3'], '--port is a whole number from 0 to 65535, not 1e3.'],
    [['--seed', '-'], '--seed is a whole number'],
    [['--world', 'huge'], '--world is small or full, not huge.'],
    [['--as', 'nobody'], 'nobody is nobody of the practice world. Choose from: vl-an'],
    [['--gateway', 'ftp://x', '--issuer', 'http://y'], '--gateway is an http or https address'],
    [['--gateway', 'http://x'], '--gateway needs --issuer too'],
    [['--quick'], '--quick cannot be used like this. See npm start -- --help.'],
    [['--port'], '--port cannot be used like this.'],
    [['extra'], 'extra cannot be used like this.'],
  ])('refuses %j with a sentence', (args, sentence) => {
    expect(() => readOptions(args, EN)).toThrow(sentence)
  })

  it('lets another gateway judge who may sign in', () => {
    const args = ['--as', 'an.example', '--gateway', 'http://x', '--issuer', 'http://y']
    expect(readOptions(args, EN).person).toBe('an.example')
  })

  it('names every option in the help of every language', () => {
    for (const language of UI_LANGUAGES) {
      const help = helpText(startTexts(language))
      for (const option of [
        'browser',
        'no-open',
        'port',
        'data',
        'world',
        'seed',
        'as',
        'gateway',
      ]) {
        expect(help, language).toContain(`--${option}`)
      }
      expect(help, language).not.toContain('{{')
    }
  })
})

describe('default data folder', () => {
  it('is where each system wants application data', () => {
    expect(defaultDataDir('linux', { XDG_DATA_HOME: '/data' })).toBe('/data/tandem-practice')
    expect(defaultDataDir('linux', {})).toMatch(/\.local\/share\/tandem-practice$/)
    expect(defaultDataDir('darwin', {})).toMatch(/Application Support\/Tandem Practice$/)
    expect(defaultDataDir('win32', { LOCALAPPDATA: 'C:\\Local' })).toBe(
      join('C:\\Local', 'Tandem Practice'),
    )
  })
})

describe('language of the system', () => {
  it.each([
    [{ LANG: 'nl_BE.UTF-8' }, 'nl'],
    [{ LANG: 'nl_BE.UTF-8', LC_ALL: 'fr_BE.UTF-8' }, 'fr'],
    [{ LANG: 'nl_BE.UTF-8', LC_MESSAGES: 'de_BE.UTF-8' }, 'de'],
    [{ LANG: 'pt_BR.UTF-8' }, 'en'],
    [{ LANG: 'C' }, 'en'],
    [{}, 'en'],
  ])('of %j is %s', (env, language) => expect(systemLanguage(env)).toBe(language))
})

describe('sentences about errors', () => {
  it('exist for every code in every language and leave no placeholder open', () => {
    const details = {
      min: 10,
      max: 100,
      port: 80,
      months: 9,
      percent: 90,
      count: 3,
      days: 90,
      from: 'd',
      latest: 'f',
      earliest: 'h',
      last: 'i',
      to: 'e',
      mine: 'a',
      theirs: 'b',
      base: 'c',
      at: 'd',
      name: 'g',
      mb: 8,
      character: 'x',
      fields: 'h',
      date: 'i',
      on: 'j',
      reference: 'k',
    }
    for (const language of UI_LANGUAGES) {
      const sentences = ERROR_CODES.map((code) => errorSentence(language, code, details))
      expect(sentences.filter((sentence) => sentence.includes('{{'))).toEqual([])
      expect(new Set(sentences).size, `each code says something else in ${language}`).toBe(
        ERROR_CODES.length,
      )
    }
  })

  it('keep a placeholder for which there is no value visible', () => {
    expect(fill('{{a}} and {{b}}', { a: 1 })).toBe('1 and {{b}}')
  })
})
