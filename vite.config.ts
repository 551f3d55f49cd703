import react from '@vitejs/plugin-react'
import { resolve } from 'node:path'
import { defineConfig } from 'vite'

const at = (path: string) => resolve(import.meta.dirname, path)

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
  },
})
