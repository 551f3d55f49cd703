import { describe, expect, it } from 'vitest'
import { checkArrows, forbiddenArrows } from '../../tools/arrows.ts'

const everythingExists = () => true

function reasons(path: string, text: string): string[] {
  return forbiddenArrows([{ path, text }], everythingExists)
}

describe('arrows between the rooms', () => {
  it('lets the repository through', () => {
    expect(checkArrows()).toEqual([])
  })

  it.each([
    [
      'domain/risk/a.ts',
      `import { x } from '../../db/index.ts'`,
      'domain/ may import no other room',
    ],
    ['domain/risk/a.ts', `import type { x } from '../../host/a.ts'`, 'not host'],
    ['domain/a.ts', `import { readFile } from 'node:fs'`, 'touches nothing'],
    ['domain/a.ts', `import { z } from 'zod'`, 'domain/ may use valibot, @orpc/contract'],
    ['domain/a.ts', `import 'better-sqlite3'`, 'imports better-sqlite3'],
    ['db/a.ts', `export * from '../host/a.ts'`, 'db/ may import domain, not host'],
    ['host/a.ts', `import { app } from 'electron'`, 'only electron/ and host/main-utility.ts'],
    ['host/a.ts', `import Database from 'better-sqlite3'`, 'imports better-sqlite3'],
    ['host/a.ts', `import { sql } from 'drizzle-orm'`, 'imports drizzle-orm'],
    ['host/a.ts', `import { x } from '../gateway/server.ts'`, 'not gateway'],
    ['renderer/a.tsx', `import { x } from '../host/a.ts'`, 'not host'],
    ['renderer/a.tsx', `const x = await import('../db/index.ts')`, 'not db'],
    ['renderer/a.tsx', `import { x } from 'node:path'`, 'touches nothing'],
    ['renderer/a.tsx', `type T = import('../electron/preload.ts').Api`, 'not electron'],
    ['electron/main.ts', `import { x } from '../host/main-utility.ts'`, 'not host'],
    ['electron/main.ts', `const u = new URL('../host/a.ts', import.meta.url)`, 'not host'],
    ['gateway/a.ts', `import { x } from '../db/index.ts'`, 'not db'],
    ['gateway/a.ts', `import { x } from '../tools/start.ts'`, 'not tools'],
    ['host/a.ts', `import { x } from '../test/bench/measure.ts'`, 'not test'],
    ['tools/a.ts', `import { x } from '../test/e2e/desk.ts'`, 'not test'],
    ['host/a.ts', `const x = await import(name)`, 'computed import'],
    ['host/a.ts', `import { join } from 'path'`, 'write node:path'],
    ['host/a.ts', `import { x } from '../../other/a.ts'`, 'outside the repository'],
    ['parlour/a.ts', `import { x } from './b.ts'`, 'not a room'],
  ])('refuses in %s: %s', (path, text, reason) => {
    const found = reasons(path, text)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(`${path}:1 `)
    expect(found[0]).toContain(reason)
  })

  it.each([
    ['domain/a.ts', `import * as v from 'valibot'`],
    ['db/a.ts', `import Database from 'better-sqlite3'`],
    ['host/main-utility.ts', `import type { ParentPort } from 'electron'`],
    ['gateway/a.ts', `import { drizzle } from 'drizzle-orm/pglite'`],
    ['renderer/a.tsx', `import texts from '../resources/i18n/nl/app.json' with { type: 'json' }`],
    ['tools/a.ts', `const x = await import(name); import '../host/main-loopback.ts'`],
    ['host/a.ts', `// import { x } from '../gateway/server.ts'`],
    ['host/a.ts', `/** see import('../gateway/server.ts') */ export const x = 1`],
  ])('allows in %s: %s', (path, text) => {
    expect(reasons(path, text)).toEqual([])
  })

  it('reports an import of a file that is not there, with its line', () => {
    const file = { path: 'domain/a.ts', text: `export const x = 1\nexport * from './gone.ts'` }
    expect(forbiddenArrows([file], () => false)).toEqual([
      'domain/a.ts:2 imports domain/gone.ts, which does not exist',
    ])
  })
})
