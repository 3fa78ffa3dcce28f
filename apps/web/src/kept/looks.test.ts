import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withLook } from './looks.ts';

const DOCUMENT = `<!doctype html><html lang="en" dir="ltr"><head><title>A</title></head>
<body><div id="root"><!--look--><i></i>
<!--/look--></div><link rel="stylesheet" href="/assets/first-1.css" crossorigin></body></html>`;
const look = { markup: '<p>$& costs $1</p>', style: '/assets/first-1.css', attributes: 'lang="ar" dir="rtl"' };

describe('the look of a page in the document', () => {
  it('takes the place of the empty shape, in its language, with the style before it', () => {
    assert.equal(
      withLook(DOCUMENT, look),
      `<!doctype html><html lang="ar" dir="rtl"><head><title>A</title><link rel="stylesheet" href="/assets/first-1.css" crossorigin></head>
<body><div id="root"><p>$& costs $1</p></div></body></html>`,
    );
  });

  it('is left out where it was made for the style of another release', () => {
    assert.equal(withLook(DOCUMENT, { ...look, style: '/assets/first-2.css' }), DOCUMENT);
  });
});
