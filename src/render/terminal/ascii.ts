const REPLACEMENTS: Readonly<Record<string, string>> = {
  '–': '-',
  '−': '-',
  '─': '-',
  '·': '|',
  '×': 'x',
  '±': '+-',
  '…': '~',
  '▲': '^',
  '▼': 'v',
  '✓': '+',
  '✗': 'x',
  '≥': '>=',
  '≤': '<=',
  '≈': '~',
  '≠': '!=',
  '→': '->',
  Δ: 'diff',
  α: 'alpha',
  κ: 'kappa',
  '⏎': '\\n',
};

/** Our own signs in ASCII; any other character as a question mark. */
export function toAscii(text: string): string {
  return text.replace(/[^\n -~]/gu, (character) => REPLACEMENTS[character] ?? '?');
}
