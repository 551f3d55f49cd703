/**
 * The rooms of the house and the arrows between them. Every import of a room is read and resolved;
 * one that the table does not allow fails with a sentence. `npm run check` calls it.
 */
import { existsSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, posix } from 'node:path'
import { parseSync } from 'vite'
import { ROOT, sourceFiles, type SourceFile } from './repository.ts'

interface Room {
  /** Rooms it may import, besides itself. */
  rooms: readonly string[]
  /** Libraries it may import; 'any' for composition and tests. */
  libraries: readonly string[] | 'any'
  /** May it use what Node brings? */
  node: boolean
}

/** The table of arrows. A room that is not here may not hold sources. */
export const ROOMS: Readonly<Record<string, Room>> = {
  domain: { rooms: [], libraries: ['valibot', '@orpc/contract'], node: false },
  db: {
    rooms: ['domain'],
    libraries: ['valibot', 'better-sqlite3', 'drizzle-orm'],
    node: true,
  },
  host: {
    rooms: ['domain', 'db', 'resources'],
    libraries: [
      'valibot',
      '@orpc/contract',
      '@orpc/server',
      'ws',
      'openid-client',
      'jose',
      'pdfkit',
    ],
    node: true,
  },
  renderer: {
    rooms: ['domain', 'resources'],
    libraries: [
      'valibot',
      '@orpc/contract',
      '@orpc/client',
      '@tanstack/react-query',
      '@tanstack/react-table',
      '@tanstack/react-virtual',
      'i18next',
      'graphology',
      'graphology-layout-forceatlas2',
      'pdfjs-dist',
      'react',
      'react-aria-components',
      'react-dom',
      'react-i18next',
      'sigma',
      'vite',
    ],
    node: false,
  },
  electron: { rooms: ['domain', 'resources'], libraries: ['electron', 'valibot'], node: true },
  gateway: {
    rooms: ['domain', 'resources'],
    libraries: [
      'valibot',
      '@electric-sql/pglite',
      '@hono/node-server',
      'drizzle-orm',
      'hono',
      'jose',
      'oidc-provider',
      'pg',
    ],
    node: true,
  },
  resources: { rooms: [], libraries: [], node: false },
  tools: {
    rooms: ['domain', 'db', 'host', 'renderer', 'electron', 'gateway', 'resources'],
    libraries: 'any',
    node: true,
  },
  test: {
    rooms: ['domain', 'db', 'host', 'renderer', 'electron', 'gateway', 'resources', 'tools'],
    libraries: 'any',
    node: true,
  },
}

/** The one file outside electron/ that may name Electron: the port of the utility process. */
const ELECTRON_ADAPTER = 'host/main-utility.ts'

const SOURCE_ENDINGS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx']
const BUILTINS = new Set(builtinModules)

/** One import as written: `specifier` null when it is computed and cannot be read. */
interface Import {
  specifier: string | null
  line: number
}

/** Every module that a source names: static, dynamic, in types, and `new URL(..., import.meta.url)`. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} cannot be read: ${errors[0]?.message}`)
  const found: Import[] = []
  walk(program, (node) => {
    const source = sourceOf(node)
    if (source === undefined) return
    const line = text.slice(0, node.start).split('\n').length
    found.push({ specifier: typeof source.value === 'string' ? source.value : null, line })
  })
  return found
}

/** A node of the syntax tree, as far as imports need it. */
interface SyntaxNode {
  type: string
  start: number
  value?: unknown
  [part: string]: unknown
}

function walk(value: unknown, visit: (node: SyntaxNode) => void): void {
  if (value === null || typeof value !== 'object') return
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit)
    return
  }
  if (typeof (value as SyntaxNode).type === 'string') visit(value as SyntaxNode)
  for (const part of Object.values(value)) walk(part, visit)
}

/** The node that names a module, or undefined when this node imports nothing. */
function sourceOf(node: SyntaxNode): SyntaxNode | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return (node['source'] as SyntaxNode | null) ?? undefined
    case 'CallExpression':
      return (node['callee'] as SyntaxNode)['name'] === 'require' ? argument(node, 0) : undefined
    case 'NewExpression': {
      const file = argument(node, 0)
      const isFile = typeof file?.value === 'string' && file.value.startsWith('.')
      const base = argument(node, 1)?.['object'] as SyntaxNode | undefined
      return isFile && base?.type === 'MetaProperty' ? file : undefined
    }
    default:
      return undefined
  }
}

function argument(node: SyntaxNode, index: number): SyntaxNode | undefined {
  return (node['arguments'] as SyntaxNode[])[index]
}

/** Sentences about every arrow that is not allowed. `exists` tells whether a path from the root is there. */
export function forbiddenArrows(
  files: readonly SourceFile[],
  exists: (path: string) => boolean,
): string[] {
  return files.flatMap((file) =>
    importsOf(file).flatMap((one) => {
      const reason = judge(file.path, one.specifier, exists)
      return reason ? [`${file.path}:${one.line} ${reason}`] : []
    }),
  )
}

/** Why a file may not have this import, or null when it may. */
function judge(
  path: string,
  specifier: string | null,
  exists: (path: string) => boolean,
): string | null {
  const room = roomOf(path)
  const rules = ROOMS[room]
  if (!rules) return `stands in ${room}/, which is not a room of the house`
  if (specifier === null) {
    return rules.libraries === 'any' ? null : 'has a computed import: its arrow cannot be read'
  }
  if (specifier.startsWith('.')) return judgeFile(path, specifier, room, rules, exists)
  return judgeLibrary(path, specifier, room, rules)
}

function judgeFile(
  path: string,
  specifier: string,
  room: string,
  rules: Room,
  exists: (path: string) => boolean,
): string | null {
  const target = posix.join(posix.dirname(path), specifier.replace(/\?.*$/, ''))
  if (target.startsWith('..')) return `imports ${specifier}, which is outside the repository`
  const other = roomOf(target)
  if (other !== room && !(other === '' && rules.libraries === 'any')) {
    if (!rules.rooms.includes(other)) {
      const allowed = rules.rooms.length > 0 ? rules.rooms.join(', ') : 'no other room'
      return `imports ${target}: ${room}/ may import ${allowed}, not ${other || 'the root'}`
    }
  }
  return exists(target) ? null : `imports ${target}, which does not exist`
}

function judgeLibrary(path: string, specifier: string, room: string, rules: Room): string | null {
  if (specifier.startsWith('node:')) {
    return rules.node ? null : `imports ${specifier}: ${room}/ runs anywhere and touches nothing`
  }
  if (BUILTINS.has(specifier)) return `imports ${specifier}: write node:${specifier}`
  const library = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
  if (library === 'electron' && path === ELECTRON_ADAPTER) return null
  if (rules.libraries === 'any' || rules.libraries.includes(library)) return null
  if (library === 'electron') {
    return `imports electron: only electron/ and ${ELECTRON_ADAPTER} may name it`
  }
  return `imports ${library}: ${room}/ may use ${rules.libraries.join(', ') || 'no library'}`
}

function roomOf(path: string): string {
  const slash = path.indexOf('/')
  return slash === -1 ? '' : path.slice(0, slash)
}

/** The whole repository against the table. */
export function checkArrows(): string[] {
  const files = sourceFiles(Object.keys(ROOMS), SOURCE_ENDINGS)
  return forbiddenArrows(files, (path) => existsSync(join(ROOT, path)))
}
