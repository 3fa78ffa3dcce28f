import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

// Below this the answer fits one packet either way.
const COMPRESS_FROM_BYTES = 1_024;

/** Writes a brotli and a gzip file beside every text of the build, so that no server compresses the same bytes twice. */
export function compressAssets(): Plugin {
  let folder = '';
  return {
    name: 'compress-assets',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      // After the service worker, which is built from what the bundle became.
      order: 'post',
      sequential: true,
      handler() {
        for (const path of globSync('**/*.{html,js,css,svg,json,webmanifest}', { cwd: folder }))
          compress(join(folder, path));
      },
    },
  };
}

function compress(path: string): void {
  const bytes = readFileSync(path);
  if (bytes.length < COMPRESS_FROM_BYTES) return;
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: quality }));
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }));
}
