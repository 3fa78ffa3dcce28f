import type { Plugin, Rolldown } from 'vite';

/** The chunks of build/code-groups.ts that every first page needs. */
const FIRST = ['react', 'data', 'first'];

/**
 * Names in the document what the first page is made of: `src/start.ts` imports it only when it runs, and the browser should not wait for
 * that. The style stands after the place of the first screen, so that its empty shape is painted while the style is on its way.
 */
export function firstFiles(): Plugin {
  return {
    name: 'first-files',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk' && FIRST.includes(file.name));
        if (chunks.length !== FIRST.length) throw new Error(`The first page's files are not ${FIRST.join(', ')}.`);
        return (chunks as ChunkWithStyles[]).flatMap(({ fileName, viteMetadata }) => [
          link({ rel: 'modulepreload', href: `/${fileName}` }, 'head'),
          ...[...viteMetadata.importedCss].map((css) => link({ rel: 'stylesheet', href: `/${css}` }, 'body')),
        ]);
      },
    },
  };
}

type ChunkWithStyles = Rolldown.OutputChunk & { readonly viteMetadata: { readonly importedCss: ReadonlySet<string> } };

function link(attributes: { readonly rel: string; readonly href: string }, injectTo: 'head' | 'body') {
  return { tag: 'link', attrs: { ...attributes, crossorigin: true }, injectTo };
}
