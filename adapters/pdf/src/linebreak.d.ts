declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string);
    /** Positions are in UTF-16 code units; null at the end. */
    nextBreak(): { readonly position: number; readonly required: boolean } | null;
  }
}
