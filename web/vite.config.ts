import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const root = import.meta.dirname
const dist = join(root, 'dist')

// Vite reads its settings from a default export.
// biome-ignore lint/style/noDefaultExport: as above
export default defineConfig({
  root,
  plugins: [react(), compressed()],
  build: {
    outDir: dist,
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: false,
  },
  server: { proxy: { '/v1': 'http://127.0.0.1:8080' } },
})

/** Compresses what is built once, so that the server need not do it with every request. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    closeBundle() {
      const assets = join(dist, 'assets')
      for (const name of readdirSync(assets).filter((each) => /\.(js|css|svg)$/.test(each))) {
        const bytes = readFileSync(join(assets, name))
        writeFileSync(join(assets, `${name}.gz`), gzipSync(bytes, { level: 9 }))
        writeFileSync(join(assets, `${name}.br`), brotliCompressSync(bytes))
      }
    },
  }
}
