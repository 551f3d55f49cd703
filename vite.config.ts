import react from '@vitejs/plugin-react'
import { resolve } from 'node:path'
import { defineConfig, type EnvironmentOptions } from 'vite'

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

/** The page has its shell in resources/page and its code in renderer/; it holds no inline script. */
export default defineConfig({
  root: at('resources/page'),
  base: './',
  publicDir: false,
  plugins: [react()],
  environments: {
    client: {
      build: {
        outDir: at('out/renderer'),
        emptyOutDir: true,
        target: 'chrome130',
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit: 800,
      },
    },
    /** The shell, and beside each other the host and its worker threads (host/workers.ts). */
    node: programs(
      {
        'electron/main': at('electron/main.ts'),
        'host/main-utility': at('host/main-utility.ts'),
        'host/fill-worker': at('host/sync/fill-worker.ts'),
        'host/findings-worker': at('host/analysis/findings-worker.ts'),
      },
      'es',
    ),
    /** A sandboxed preload script is one file of the old module format. */
    preload: programs({ 'electron/preload': at('electron/preload.ts') }, 'cjs'),
  },
})
