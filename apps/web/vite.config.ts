import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { codeGroups } from './build/code-groups.ts';
import { compressAssets } from './build/compress-assets.ts';
import { firstFiles } from './build/first-files.ts';
import { parsedMessages } from './build/parsed-messages.ts';

export default defineConfig({
  plugins: [parsedMessages(), react(), firstFiles(), serviceWorker(), compressAssets()],
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: codeGroups() } } },
  },
  server: { proxy: { '/v1': 'http://localhost:3000' } },
});

/** The worker's own file, with the list of everything the app consists of; `build/compress-assets.ts` comes after it. */
function serviceWorker() {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/service-worker',
    filename: 'service-worker.ts',
    injectRegister: false,
    injectManifest: {
      globPatterns: ['**/*.{js,css,html,svg}'],
      // Their names change with their content already.
      dontCacheBustURLsMatching: /^assets\//,
    },
    manifest: {
      id: '/',
      name: 'Shared Payments',
      short_name: 'Payments',
      description: 'Share what you pay: rent, utilities, food, a trip. See what you owe and why, down to the cent.',
      start_url: '/?start=last',
      scope: '/',
      display: 'standalone',
      background_color: '#f6f5f1',
      theme_color: '#17594a',
      icons: [
        { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
        { src: '/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
        { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
        { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    },
  });
}
