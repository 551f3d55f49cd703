import react from '@vitejs/plugin-react'
import { resolve } from 'node:path'
import {
  defineConfig,
  normalizePath,
  type EnvironmentOptions,
  type Plugin,
  type Rolldown,
} from 'vite'

const at = (path: string) => resolve(import.meta.dirname, path)

/** Modules that stay outside the bundles: the shell's own and the native one. */
const EXTERNAL = ['electron', 'better-sqlite3']

/** A program of the packaged application: everything bundled but what the shell or Node brings. */
function programs(input: Record<string, string>, format: 'es' | 'cjs'): EnvironmentOptions {
  const ending = format === 'es' ? 'js' : 'cjs'
  return {
    consumer: 'server',
    resolve: { external: EXTERNAL, noExternal: true },
    build: {
      outDir: at('out'),
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input,
        external: EXTERNAL,
        output: {
          format,
          entryFileNames: `[name].${ending}`,
          chunkFileNames: 'host/[name].js',
        },
      },
    },
  }
}

/**
 * The page starts in three steps (renderer/main.ts): what opens the way to the host, what asks it for
 * the first rows, what draws them. Each is one file, for every file more is a request that the first
 * paint waits for. A module belongs to the first step that needs it; a library to the second only
 * when that step runs it, for what it imports by name alone the bundler leaves out.
 */
const STEPS = {
  main: normalizePath(at('renderer/main.ts')),
  reading: normalizePath(at('renderer/app/first-reads.ts')),
  drawing: normalizePath(at('renderer/app/start.tsx')),
} as const
const READING_LIBRARIES = /@orpc|query-core|queryOptions/

function stepOf(id: string, context: Rolldown.ChunkingContext): string | null {
  const ofDrawing = id.includes('node_modules') && !READING_LIBRARIES.test(id)
  const steps = Object.entries(STEPS).filter(([step]) => !ofDrawing || step === 'drawing')
  const step = steps.find(([, from]) => {
    const reached = new Set([from])
    for (const one of reached) {
      context.getModuleInfo(one)?.importedIds.forEach((next) => reached.add(next))
    }
    return reached.has(id)
  })
  return step?.[0] ?? null
}

/** Has the browser read the files of the second and third step at once, with those of the first. */
const preloadSteps: Plugin = {
  name: 'preload-steps',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle = {} }) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const fileOf = (step: string) =>
        chunks.find(({ moduleIds }) => moduleIds.includes(step))?.fileName ?? ''
      const files = new Set([fileOf(STEPS.reading), fileOf(STEPS.drawing)])
      for (const file of files) {
        chunks.find(({ fileName }) => fileName === file)?.imports.forEach((one) => files.add(one))
      }
      files.delete(fileOf(STEPS.main))
      return [...files].map((file) => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
        injectTo: 'head',
      }))
    },
  },
}

/** The page has its shell in resources/page and its code in renderer/; it holds no inline script. */
export default defineConfig({
  root: at('resources/page'),
  base: './',
  publicDir: false,
  plugins: [react(), preloadSteps],
  environments: {
    client: {
      build: {
        outDir: at('out/renderer'),
        emptyOutDir: true,
        target: 'chrome130',
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: {
          output: {
            codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: stepOf }] },
          },
        },
        chunkSizeWarningLimit: 800,
      },
    },
    /** The shell, and beside each other the host and its worker threads (host/workers.ts). */
    node: programs(
      {
        'electron/main': at('electron/main.ts'),
        'host/main-utility': at('host/main-utility.ts'),
        'host/fill-worker': at('host/sync/fill-worker.ts'),
        'host/check-worker': at('host/support/check-worker.ts'),
        'host/forecast-worker': at('host/queue/forecast-worker.ts'),
        'host/pull-worker': at('host/sync/pull-worker.ts'),
        'host/snapshot-worker': at('host/sync/snapshot-worker.ts'),
        'host/findings-worker': at('host/analysis/findings-worker.ts'),
        'host/letter-worker': at('host/letters/letter-worker.ts'),
        'host/links-worker': at('host/linking/links-worker.ts'),
        'host/workshop-worker': at('host/workshop/workshop-worker.ts'),
        'host/renewal-worker': at('host/desk/renewal-worker.ts'),
      },
      'es',
    ),
    /** A sandboxed preload script is one file of the old module format. */
    preload: programs({ 'electron/preload': at('electron/preload.ts') }, 'cjs'),
  },
})
