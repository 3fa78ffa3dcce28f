/** Characters (UTF-16 units) of a file to import; a larger one is refused before it is read. */
export const MAX_IMPORT_CHARACTERS = 20 * 1024 * 1024;
export const MAX_IMPORT_ROWS = 100_000;
export const MAX_IMPORT_MEMBERS = 200;
export const MAX_IMPORT_COLUMNS = 1_000;
export const MAX_CELL_CHARACTERS = 10_000;
export const MAX_MEMBER_NAME_CHARACTERS = 200;
/** Lines before the header that may hold notes of the exporting program. */
export const MAX_PREAMBLE_RECORDS = 20;
export const MAX_DECIMAL_CHARACTERS = 40;
