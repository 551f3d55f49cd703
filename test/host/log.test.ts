import { expect, test } from 'vitest'
import { createLog, errorFields, REDACTED } from '../../host/log.ts'

function logged(run: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  const lines: string[] = []
  run(
    createLog(
      (line) => lines.push(line),
      () => new Date(0),
    ),
  )
  return lines.map((line) => {
    expect(line.endsWith('\n') && line.indexOf('\n') === line.length - 1, 'one line each').toBe(
      true,
    )
    return JSON.parse(line) as Record<string, unknown>
  })
}

test('numbers, codes and names of calls are written', () => {
  const [entry] = logged((log) => log('warn', 'query.slow', { name: 'queue.window', ms: 51 }))
  expect(entry).toEqual({
    at: '1970-01-01T00:00:00.000Z',
    level: 'warn',
    event: 'query.slow',
    name: 'queue.window',
    ms: 51,
  })
})

test.each([
  ['a name', 'Yıldız Öztürk'],
  ['two words', 'Jan Peeters'],
  ['a family name', 'Peeters'],
  ['a name in capitals', 'PEETERS'],
  ['a name with a hyphen', 'anne-marie'],
  ['an INSZ', '85073003328'],
  ['a formatted INSZ', '85.07.30-033.28'],
  ['a passport', 'U12345678'],
  ['a token', 'eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiJ2bC1hbiJ9.c2lnbmF0dXJl'],
  ['a path with a name', '/home/jan.peeters/tandem data'],
  ['an address', 'http://127.0.0.1:8080/#token=abc'],
])('%s is redacted', (_, value) => {
  const [entry] = logged((log) => log('error', 'call.failed', { value }))
  expect(entry?.['value']).toBe(REDACTED)
})

test('an error is told by kind, code and place, never by its message', () => {
  const secret = 'UNIQUE constraint failed for Jan Peeters'
  const fields = errorFields(Object.assign(new RangeError(secret), { code: 'SQLITE_BUSY' }))
  expect(fields).toMatchObject({ error: 'RangeError', code: 'SQLITE_BUSY' })
  const [entry] = logged((log) => log('error', 'call.failed', fields))
  expect(JSON.stringify(entry)).not.toContain('Peeters')
})
