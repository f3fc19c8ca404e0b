import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Vite reads its settings from a default export.
// biome-ignore lint/style/noDefaultExport: as above
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: false,
  },
  server: { proxy: { '/v1': 'http://127.0.0.1:8080' } },
})
