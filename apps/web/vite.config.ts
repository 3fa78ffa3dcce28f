import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressAssets } from './build/compress-assets.ts';

// What every screen needs changes seldom and is kept by browsers over releases; the screens themselves are loaded one by one.
const LIBRARIES = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
  {
    name: 'data',
    test: /node_modules[\\/]@tanstack[\\/](query|react-query|router|react-router|history|store|react-store)/,
  },
  // Small parts that several screens use travel together: each file of its own would be a request of its own.
  { name: 'parts', test: /[\\/]src[\\/]/, minShareCount: 3 },
];

export default defineConfig({
  plugins: [react(), compressAssets()],
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: LIBRARIES } } },
  },
  server: { proxy: { '/v1': 'http://localhost:3000' } },
});
