import { describe, expect, it } from 'vitest'
import {
  MUNICIPALITIES,
  municipality,
  parseMunicipalityTable,
  PROVINCES,
  regionOfMunicipality,
} from '../../domain/reference/municipalities.ts'
import { regionOfAddress, regionOfPostalCode } from '../../domain/reference/postal-codes.ts'

const HEADER = 'refnis;postal_code;latitude;longitude;name_nl;name_fr;name_de;valid_from'
const ORIGIN = { source: 'test', confidence: 'OFFICIAL' } as const

describe('municipalities', () => {
  it('holds at least 150, every province, all 19 of Brussels and all 9 German-speaking', () => {
    expect(MUNICIPALITIES.length).toBeGreaterThanOrEqual(150)
    expect(new Set(MUNICIPALITIES.map(({ province }) => province))).toEqual(new Set(PROVINCES))
    expect(MUNICIPALITIES.filter(({ region }) => region === 'BR')).toHaveLength(19)
    expect(MUNICIPALITIES.filter(({ region }) => region === 'DG')).toHaveLength(9)
    expect(new Set(MUNICIPALITIES.map(({ code }) => code)).size).toBe(MUNICIPALITIES.length)
  })

  it('knows the region of well-known places, and says when it does not know', () => {
    const regions = ['11002', '21004', '44021', '62063', '52011', '63023', '92094', '63049'].map(
      regionOfMunicipality,
    )
    expect(regions).toEqual(['FL', 'BR', 'FL', 'WA', 'WA', 'DG', 'WA', 'WA'])
    expect(municipality('21004')?.names).toEqual({ nl: 'Brussel', fr: 'Bruxelles', de: null })
    expect(municipality('63023')?.postalCode).toBe('4700')
    expect(municipality('00000')).toBeNull()
    expect(regionOfMunicipality('')).toBeNull()
  })

  it('of a municipality that the table lacks its arrondissement tells the region', () => {
    const codes = ['11007', '12002', '13003', '61003', '71002', '83012', '63088']
    expect(codes.map((code) => municipality(code))).toEqual(codes.map(() => null))
    expect(codes.map(regionOfMunicipality)).toEqual(['FL', 'FL', 'FL', 'WA', 'FL', 'WA', 'WA'])
    expect(['99999', '26001', 'x1002'].map(regionOfMunicipality)).toEqual([null, null, null])
  })

  it('postal codes tell the region of every municipality of the table', () => {
    for (const { code, postalCode, region } of MUNICIPALITIES) {
      expect(regionOfPostalCode(postalCode), code).toBe(region)
    }
    expect(['7780', '7850', '8500', '4780', 'B-1000'].map(regionOfPostalCode)).toEqual([
      'WA',
      'WA',
      'FL',
      'DG',
      'BR',
    ])
    expect(['0999', '75001', 'x'].map(regionOfPostalCode)).toEqual([null, null, null])
    const abroad = { postalCode: '1000', municipality: null, country: 'NL' }
    expect(regionOfAddress(abroad)).toBeNull()
  })

  it('reads a full table in any column order, with quotes and other columns', () => {
    const { municipalities, problems } = parseMunicipalityTable(
      [
        'name_fr;refnis;extra;postal_code;latitude;longitude;name_nl;name_de;valid_from',
        ';11002;x;2000;51,22;4.40;"Antwerpen; ""stad""";;2025-01-01',
        '',
      ].join('\r\n'),
      ORIGIN,
    )
    expect(problems).toEqual([])
    expect(municipalities).toMatchObject([
      {
        code: '11002',
        names: { nl: 'Antwerpen; "stad"', fr: null, de: null },
        region: 'FL',
        province: 'ANTWERPEN',
        latitude: 51.22,
        confidence: 'OFFICIAL',
      },
    ])
  })

  it('names the line and column of every mistake and leaves the line out', () => {
    const { municipalities, problems } = parseMunicipalityTable(
      [
        HEADER,
        '11002;2000;51.2;4.4;Antwerpen;;;2025-01-01',
        '11002;2000;51.2;4.4;Antwerpen;;;2025-01-01',
        '99;20;0;;;;;2025-02-30',
      ].join('\n'),
      ORIGIN,
    )
    expect(municipalities).toHaveLength(1)
    expect(problems.map(({ line, column }) => `${line} ${column}`)).toEqual([
      '3 refnis',
      '4 refnis',
      '4 postal_code',
      '4 latitude',
      '4 longitude',
      '4 valid_from',
      '4 name_nl',
    ])
    expect(parseMunicipalityTable('a;b', ORIGIN).problems[0]).toEqual({
      line: 1,
      column: 'refnis',
      problem: 'column is missing',
    })
  })
})
