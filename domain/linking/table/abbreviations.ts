/**
 * Words of addresses and titles that are shortened in one table and written out in the next: street
 * types of English, Dutch, French and German, and ordinals. A word means the same on both sides, so a
 * wrong reading (ST as a saint) harms nothing.
 */
const PAIRS =
  'ST STREET|STR STREET|AVE AVENUE|AV AVENUE|BLVD BOULEVARD|BLV BOULEVARD|BD BOULEVARD|RD ROAD|DR DRIVE|LN LANE|CT COURT|' +
  'PL PLACE|PLZ PLATZ|SQ SQUARE|HWY HIGHWAY|PKWY PARKWAY|TER TERRACE|TCE TERRACE|CRES CRESCENT|CR CRESCENT|CCT CIRCUIT|' +
  'CIR CIRCLE|CL CLOSE|GR GROVE|APT APARTMENT|FL FLOOR|STWG STEENWEG|STW STEENWEG|CHAUS CHAUSSEE|FBG FAUBOURG|ALL ALLEE|' +
  'FIRST 1ST|SECOND 2ND|THIRD 3RD|FOURTH 4TH|FIFTH 5TH|SIXTH 6TH|SEVENTH 7TH|EIGHTH 8TH|NINTH 9TH|TENTH 10TH|' +
  'NTH NORTH|STH SOUTH|INTL INTERNATIONAL|PROC PROCEEDINGS|TRANS TRANSACTIONS|CONF CONFERENCE|DEPT DEPARTMENT|UNIV UNIVERSITY'

const WHOLE = new Map(PAIRS.split('|').map((pair) => pair.split(' ') as [string, string]))

/** A text in `latin` form with its abbreviations written out. */
export function writtenOut(text: string): string {
  return text
    .split(' ')
    .map((word) => WHOLE.get(word) ?? word)
    .join(' ')
}
