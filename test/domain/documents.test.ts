/** A document is what its bytes say; whatever else it claims, it is kept, told and never run. */
import { describe, expect, it } from 'vitest'
import { SHOWN_BYTES_MAX, examine, kindOf } from '../../domain/documents/content.ts'
import { isLocked } from '../../domain/documents/lock.ts'
import { ODD_SPECIMENS, specimenOf } from '../../gateway/practice/specimens.ts'
import { dossier } from './fixtures.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const PDF = specimenOf('CONTRACT', 'fr').bytes
const PNG = specimenOf('PASSPORT_COPY', 'nl').bytes
/** The smallest JPEG: two points. */
const JPEG = Buffer.from(
  'ffd8ffe000104a46494600010100000100010000ffc0000b080001000201011100ffda0008010100003f00d2cf20ffd9',
  'hex',
)

describe('a document by its bytes', () => {
  it('is shown when it is what it says', () => {
    expect(examine('PDF', PDF)).toEqual({ kind: 'PDF', problem: null, shownAs: 'PDF' })
    expect(examine('PNG', PNG)).toEqual({ kind: 'PNG', problem: null, shownAs: 'IMAGE' })
    expect(examine('JPEG', JPEG)).toEqual({ kind: 'JPEG', problem: null, shownAs: 'IMAGE' })
    expect(examine('OTHER', PDF).shownAs).toBe('PDF')
  })

  it('lies when it is something else, above all something that could run', () => {
    expect(examine('PDF', PNG).problem).toBe('LIES')
    expect(examine('PNG', PDF).problem).toBe('LIES')
    const running = ['MZ\x90', '\x7fELF\x02', '#!/bin/sh\n', '<html><script>', '<?xml ?><svg>']
    for (const start of running) {
      const examined = examine('PDF', bytes(`${start} %PDF-1.4 %%EOF`))
      expect(examined, start).toMatchObject({ problem: 'LIES', shownAs: null })
    }
  })

  it('is broken when its end or its size is missing', () => {
    for (const whole of [PDF, PNG, JPEG]) {
      const claims = kindOf(whole) as 'PDF' | 'PNG' | 'JPEG'
      const cut = examine(claims, whole.subarray(0, whole.length - 12))
      expect(cut, claims).toMatchObject({ problem: 'BROKEN', shownAs: null })
    }
    expect(examine('PDF', bytes('%PDF-1.4 only a head')).problem).toBe('BROKEN')
    expect(examine('PDF', bytes('any words')).problem).toBe('BROKEN')
  })

  it('is too large by its bytes or by what it unfolds into', () => {
    expect(examine('PDF', new Uint8Array(SHOWN_BYTES_MAX + 1).fill(37)).problem).toBe('TOO_LARGE')
    const bomb = Buffer.from(PNG)
    bomb.writeUInt32BE(60_000, 16)
    bomb.writeUInt32BE(60_000, 20)
    expect(examine('PNG', bomb).problem).toBe('TOO_LARGE')
  })

  it('is never shown when nobody knows how', () => {
    expect(examine('OTHER', bytes('PK\x03\x04')).problem).toBe('NOT_SHOWN')
    expect(examine('OTHER', bytes('GIF89a')).problem).toBe('NOT_SHOWN')
    expect(examine('OTHER', bytes('any words')).problem).toBe('NOT_SHOWN')
    expect(examine('PDF', new Uint8Array(0)).problem).toBe('EMPTY')
  })

  it('answers something for any bytes at all', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const some = Uint8Array.from({ length: seed }, (_, i) => (seed * 31 + i * i * 7) % 256)
      for (const whole of [PDF, PNG, JPEG]) {
        const mixed = Buffer.concat([whole.subarray(0, seed % whole.length), some])
        for (const claims of ['PDF', 'PNG', 'JPEG', 'OTHER'] as const) {
          expect(() => examine(claims, mixed)).not.toThrow()
        }
      }
    }
  })

  it('of the practice world meets each kind of trouble but the password, which its reader meets', () => {
    const problems = ODD_SPECIMENS.map(({ claims, bytes: odd }) => examine(claims, odd).problem)
    expect(problems).toEqual(['LIES', null, 'BROKEN', 'EMPTY', 'TOO_LARGE'])
  })
})

describe('the lock of a document', () => {
  const locked = (work: 'IN_EXAM' | 'GRANTED', residence: 'PRE_ASSESSMENT' | 'CARD_ISSUED') => {
    const { body } = dossier({
      work: { state: work, since: '2026-02-01' },
      residence: { state: residence, since: '2026-02-01' },
    })
    return (['CONTRACT', 'MEDICAL_CERTIFICATE', 'LETTER'] as const).map((type) =>
      isLocked(body, { type }),
    )
  }

  it('follows the decision that rests on it; letters are locked from the first day', () => {
    expect(locked('IN_EXAM', 'PRE_ASSESSMENT')).toEqual([false, false, true])
    expect(locked('GRANTED', 'PRE_ASSESSMENT')).toEqual([true, false, true])
    expect(locked('GRANTED', 'CARD_ISSUED')).toEqual([true, true, true])
  })
})
