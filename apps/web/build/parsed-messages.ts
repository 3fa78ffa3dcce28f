import { parse } from '@formatjs/icu-messageformat-parser';
import type { Plugin } from 'vite';

const MESSAGES = /[\\/]language[\\/]messages[\\/][\w-]+\.json$/;

/**
 * Parses the messages that have arguments or quotes while the app is built: the parser is a tenth of the first page's script, and a
 * phone would run it at every start. The others stay the plain words they are. Its place in the app is taken by one that refuses.
 */
export function parsedMessages(): Plugin {
  return {
    name: 'parsed-messages',
    enforce: 'pre',
    config: () => ({
      resolve: {
        alias: [
          {
            find: /^@formatjs\/icu-messageformat-parser$/,
            replacement: '@formatjs/icu-messageformat-parser/no-parser.js',
          },
        ],
      },
    }),
    transform(json, id) {
      if (!MESSAGES.test(id)) return;
      const parsed = Object.entries(JSON.parse(json) as Record<string, string>).map(([key, text]) => [
        key,
        built(text),
      ]);
      // A text that JSON.parse reads is quicker for an engine than the same written as code.
      const text = JSON.stringify(JSON.stringify(Object.fromEntries(parsed)));
      return { code: `export default JSON.parse(${text});`, moduleType: 'js', map: null };
    },
  };
}

function built(text: string): unknown {
  return /[{']/.test(text) ? parse(text, { ignoreTag: true }) : text;
}
