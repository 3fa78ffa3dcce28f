const MAX_FILE_NAME_CHARACTERS = 150;
const SPLITWISE_FILE = /^(.*)_\d{4}-\d{2}-\d{2}_export(?: copy| \(\d+\))*\.csv$/i;

/** 'london_2022_2026-07-01_export.csv' is of the group 'London 2022'; undefined when the name says nothing. */
export function groupNameInFileName(fileName: string): string | undefined {
  const stem = SPLITWISE_FILE.exec(fileName.split(/[\\/]/).at(-1) ?? '')?.[1];
  const words = (stem ?? '').split(/[_-]+/).filter((word) => word !== '');
  if (words.length === 0) return undefined;
  return words.map((word) => (word === 'and' ? word : word.slice(0, 1).toUpperCase() + word.slice(1))).join(' ');
}

/** The name without folders and without its extension; undefined when nothing is left. */
export function stemOfFileName(fileName: string): string | undefined {
  const stem = (fileName.split(/[\\/]/).at(-1) ?? '').replace(/\.[A-Za-z0-9]{1,5}$/, '').trim();
  return stem === '' ? undefined : stem;
}

/** A name any file system takes: 'Flat 3_b - 2026-11-23.csv'. `extension` is without its dot. */
export function exportFileName(groupName: string, date: string, extension: string): string {
  const safe = groupName
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[\\/:*?"<>|]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '');
  const stem = [...safe].slice(0, MAX_FILE_NAME_CHARACTERS).join('').trim();
  return `${stem === '' ? 'group' : stem} - ${date}.${extension}`;
}

/** The value of Content-Disposition for a download (RFC 6266): an ASCII name and, if it differs, the real one in UTF-8. */
export function contentDisposition(fileName: string): string {
  const wellFormed = fileName.toWellFormed().replace(/\p{Cc}/gu, '');
  const ascii = wellFormed.replace(/[^\x20-\x7E]/gu, '_').replace(/["\\%]/g, '_');
  const plain = `attachment; filename="${ascii}"`;
  return ascii === wellFormed ? plain : `${plain}; filename*=UTF-8''${encodeExtended(wellFormed)}`;
}

// RFC 5987 leaves fewer characters bare than encodeURIComponent does.
function encodeExtended(text: string): string {
  return encodeURIComponent(text).replace(/['()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}
