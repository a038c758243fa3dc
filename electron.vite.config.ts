import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type UserConfig } from 'electron-vite'

const root = import.meta.dirname
const pages = ['index', 'chat', 'settings', 'overlay']

/** The pages. Both hosts serve what this builds, under a Content-Security-Policy without inline code or styles. */
export const renderer = {
  root: resolve(root, 'renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: resolve(root, 'out/renderer'),
    emptyOutDir: true,
    target: 'es2024',
    // Engines that know light-dark(), so that the theme stays plain CSS.
    cssTarget: ['chrome125', 'firefox128', 'safari18'],
    // Fonts as files, never as data: addresses, which the policy forbids.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: Object.fromEntries(pages.map((page) => [page, resolve(root, `renderer/${page}.html`)])),
    },
  },
} satisfies UserConfig['renderer']

export default defineConfig({
  main: {
    build: {
      outDir: resolve(root, 'out/main'),
      rolldownOptions: {
        input: {
          index: resolve(root, 'electron/desktop/main.ts'),
          'llm-worker': resolve(root, 'electron/llm/local/worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: resolve(root, 'out/preload'),
      // A sandboxed preload is one CommonJS file, with all it needs inside.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve(root, 'electron/desktop/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer,
})
