/** The program of the page, its worker and its style, as they are built from `src/explorer`. */
export const app = '';
export const worker = '';
export const css = '';
