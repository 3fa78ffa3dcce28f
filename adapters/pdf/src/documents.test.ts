import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, it } from 'node:test';
import { contentHash, type ReceiptContent, type StatementContent } from '@shared-payments/usecases';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { brokenLines } from './broken-lines.ts';
import { createPdfDocuments } from './documents.ts';

const documents = createPdfDocuments();

function statement(lineCount = 3, more: Partial<StatementContent> = {}): StatementContent {
  const lines = Array.from({ length: lineCount }, (_, index) => ({
    kind: 'bill' as const,
    id: `bill-${index}`,
    date: '2026-05-03',
    title: `Groceries ${index}`,
    currency: 'EUR',
    totalMinor: 3_000,
    paidMinor: 3_000,
    shareMinor: 1_000,
    netMinor: 2_000,
    rule: 'equal',
    exact: null,
    roundingMinor: 0,
    counterpart: null,
    correction: index === 1 ? { bookedOn: '2026-05-01', beforeMinor: 0, afterMinor: 2_000 } : null,
  }));
  return {
    format: 1,
    kind: 'statement',
    group: { id: 'group-1', name: 'Flat', timeZone: 'Europe/Skopje' },
    member: { id: 'member-1', name: 'Žofia Иванова' },
    month: '2026-05',
    closedAt: Date.parse('2026-06-01T09:00:00Z'),
    currencies: [{ currency: 'EUR', openingMinor: -123_456, lines, closingMinor: -123_456 + 2_000 * lineCount }],
    ...more,
  };
}

const RECEIPT: ReceiptContent = {
  format: 1,
  kind: 'receipt',
  group: { id: 'group-1', name: 'Flat', timeZone: 'UTC' },
  number: '20260503-0000ABCD',
  paymentId: 'payment-1',
  date: '2026-05-03',
  from: { id: 'a', name: 'Ana' },
  to: { id: 'b', name: 'Marko' },
  currency: 'JPY',
  amountMinor: 1_234,
  method: 'bank',
  notes: null,
  settled: [{ billId: 'bill-1', title: 'Rent', amountMinor: 1_234 }],
  givenBack: [{ id: 'refund-1', kind: 'refund', date: '2026-05-09', amountMinor: 234 }],
  remainingMinor: 1_000,
};

interface TagNode {
  readonly role?: string;
  readonly children?: readonly TagNode[];
}

/** Of what is on the page itself: pdf.js names the rows of a table that stand on other pages too, without their content. */
const rolesOf = (node: TagNode | null): readonly string[] => {
  const children = node?.children ?? [];
  const isEmpty = children.length === 0;
  return node && !isEmpty ? [...(node.role ? [node.role] : []), ...children.flatMap(rolesOf)] : [];
};

async function readBack(bytes: Uint8Array) {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false });
  const pdf = await task.promise;
  const pages: string[] = [];
  const roles: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join(''));
    roles.push(...rolesOf((await page.getStructTree()) as TagNode | null));
  }
  const metadata = await pdf.getMetadata();
  const attached = new Map<string, string>();
  for (const [name] of (await pdf.getAttachments()) ?? []) {
    const bytes = (await pdf.getAttachmentContent(name)) as Uint8Array | null;
    attached.set(name, Buffer.from(bytes ?? []).toString());
  }
  // The types say an object; what comes is a map.
  const marks = (await pdf.getMarkInfo()) as unknown as ReadonlyMap<string, boolean> | null;
  await task.destroy();
  return {
    pages,
    roles,
    attached,
    isTagged: marks?.get('Marked') ?? false,
    info: metadata.info as Readonly<Record<string, string>>,
  };
}

describe('a printed statement', () => {
  it('reads back with its amounts, its title, its language and its structure', async () => {
    const { pages, roles, info, isTagged } = await readBack(await documents.render(statement(), 'de'));
    assert.equal(pages.length, 1);
    for (const part of ['Abrechnung · Mai 2026', 'Žofia Иванова', '-1.234,56', 'Groceries 2', 'Seite 1 von 1'])
      assert.ok(pages[0]?.replaceAll('\u00a0', ' ').includes(part), `${part} in ${pages[0]}`);
    assert.equal(info.Title, 'Abrechnung 2026-05 · Flat');
    assert.equal(info.Language, 'de');
    assert.equal(isTagged, true);
    for (const role of ['H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD']) assert.ok(roles.includes(role), role);
  });

  it('carries its content, whose hash is the one that is printed and the one in its properties', async () => {
    const content = statement();
    const { pages, info, attached } = await readBack(await documents.render(content, 'en'));
    const text = attached.get('statement.json') ?? '';
    const sha256 = hash('sha256', text, 'hex');
    assert.equal(sha256, contentHash(content));
    assert.ok(pages.join(' ').includes(sha256));
    assert.equal(info.Keywords, `sha256:${sha256}`);
    assert.deepEqual(JSON.parse(text), content);
  });

  it('numbers its pages and repeats the header of its table on each', async () => {
    const { pages, roles } = await readBack(await documents.render(statement(120), 'en'));
    assert.ok(pages.length > 2);
    for (const [index, text] of pages.entries()) {
      assert.ok(text.includes(`Page ${index + 1} of ${pages.length}`), text);
      assert.ok(text.includes('Details'), text);
    }
    assert.equal(roles.filter((role) => role === 'TH').length, 3);
  });

  it('is the same to the byte for the same content and language, and another in another language', async () => {
    const [first, second, other] = await Promise.all([
      documents.render(statement(), 'en'),
      documents.render(statement(), 'en'),
      documents.render(statement(), 'fr'),
    ]);
    assert.ok(Buffer.from(first ?? []).equals(Buffer.from(second ?? [])));
    assert.ok(!Buffer.from(first ?? []).equals(Buffer.from(other ?? [])));
  });

  it('draws a Japanese group and member, beside any other script, with real signs that read back', async () => {
    const names = ['渋谷シェアハウス', '山田 太郎', '髙橋 﨑', 'Žofia Иванова Ελλάδα 山田', 'شقة المدينة'];
    const group = { id: 'group-1', name: names[0] ?? '', timeZone: 'Asia/Tokyo' };
    for (const name of names) {
      for (const language of ['ja', 'en', 'ar'] as const) {
        const content = statement(1, { group, member: { id: 'member-1', name } });
        const { pages, info } = await readBack(await documents.render(content, language));
        const told = pages.join(' ').replaceAll(/\s/g, '');
        assert.ok(!told.includes('▯'), `${name} in ${language}`);
        assert.equal(info.Language, language);
        // Words that read from right to left stand in the file in the order they are drawn in.
        if (language === 'ar' || !/\p{Script=Latin}|\p{Script=Han}/u.test(name)) continue;
        for (const part of [group.name, name.replaceAll(' ', '')]) assert.ok(told.includes(part), `${part} in ${told}`);
      }
    }
  });

  it('breaks a long Japanese line within its column, and never before what closes a quotation', async () => {
    const title = 'とても長い題名の支出で、行の終わりで折り返す必要があるもの。「かぎ括弧」も入っています。'.repeat(3);
    const lines = statement(1).currencies[0]?.lines.map((line) => ({ ...line, title })) ?? [];
    const content = statement(1, { currencies: [{ currency: 'JPY', openingMinor: 0, lines, closingMinor: 0 }] });
    const { pages } = await readBack(await documents.render(content, 'ja'));
    assert.ok(pages.join('').replaceAll(/\s/g, '').includes(title));
    for (const line of brokenLines(title, 30, (text) => text.length)) {
      assert.ok(line.length <= 30, line);
      assert.doesNotMatch(line, /^[、。」]/u);
    }
  });

  it('says so where a name has signs that no font at hand can draw, and holds them in the attached file', async () => {
    const content = statement(1, { member: { id: 'member-1', name: '한국 🏠' } });
    const { pages, attached } = await readBack(await documents.render(content, 'en'));
    assert.ok(pages.join(' ').includes('Signs this print cannot show appear as'));
    assert.ok(attached.get('statement.json')?.includes('한국 🏠'));
  });

  for (const language of ['en', 'de', 'fr', 'es', 'pl', 'pt-BR', 'ar', 'ja'] as const) {
    it(`has every letter of its labels in ${language}`, async () => {
      for (const content of [statement(), RECEIPT]) {
        const { pages, info } = await readBack(await documents.render(content, language));
        assert.equal(info.Language, language);
        assert.ok(!pages.join(' ').includes('▯'));
      }
    });
  }
});

describe('a printed receipt', () => {
  it('names both sides, what was settled and what was given back', async () => {
    const { pages, info } = await readBack(await documents.render(RECEIPT, 'en'));
    for (const part of [
      '20260503-0000ABCD',
      'Ana',
      'Marko',
      '¥1,234',
      'bank transfer',
      'Rent',
      'Refund',
      '¥234',
      '¥1,000',
    ])
      assert.ok(pages.join(' ').includes(part), `${part} in ${pages.join(' ')}`);
    assert.equal(info.Title, 'Receipt 20260503-0000ABCD · Flat');
  });
});
