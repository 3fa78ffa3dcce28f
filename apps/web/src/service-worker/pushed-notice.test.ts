import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noticeOf, pageOf, pageToUse } from './pushed-notice.ts';

const ORIGIN = 'https://pay.example.org';

describe('a notice that was pushed', () => {
  it('is shown in its language and direction, takes the place of an earlier one of its matter, and knows its page', () => {
    const payload = {
      title: 'Flat: Rent',
      body: 'Ana added Rent',
      path: '/groups/g/bills/b',
      tag: 'g bills/b',
      language: 'ar',
      direction: 'rtl',
    };
    const { title, options } = noticeOf(JSON.stringify(payload));
    assert.equal(title, 'Flat: Rent');
    assert.deepEqual([options.lang, options.dir, options.tag], ['ar', 'rtl', 'g bills/b']);
    assert.deepEqual(options.data, { path: '/groups/g/bills/b' });
  });

  it('is shown even when it cannot be read: browsers end subscriptions that show nothing', () => {
    for (const text of [undefined, '', '{', 'null', '"text"'])
      assert.equal(noticeOf(text).title, 'Shared Payments', text);
  });

  it('leads to a page of ours, and to no other place', () => {
    assert.equal(pageOf({ path: '/groups/g/settle' }, ORIGIN), `${ORIGIN}/groups/g/settle`);
    for (const path of ['https://evil.example/', '//evil.example/x', 'javascript:alert(1)'])
      assert.equal(pageOf({ path }, ORIGIN), `${ORIGIN}/`, path);
    assert.equal(pageOf(undefined, ORIGIN), `${ORIGIN}/`);
  });

  it('opens in the page that shows it already, else in the one that is looked at', () => {
    const pages = [
      { url: `${ORIGIN}/groups`, focused: false },
      { url: `${ORIGIN}/groups/g`, focused: true },
      { url: `${ORIGIN}/groups/g/settle`, focused: false },
    ];
    assert.equal(pageToUse(pages, `${ORIGIN}/groups/g/settle`), pages[2]);
    assert.equal(pageToUse(pages, `${ORIGIN}/groups/g/bills/b`), pages[1]);
    assert.equal(pageToUse(pages.slice(0, 1), `${ORIGIN}/x`), pages[0]);
    assert.equal(pageToUse([], `${ORIGIN}/x`), undefined);
  });
});
