/** Runs of so many words, in order, each as one text: words hold no white space. */
export function ngramsOf(words: readonly string[], order: number): readonly string[] {
  const ngrams: string[] = [];
  for (let start = 0; start + order <= words.length; start++) {
    ngrams.push(words.slice(start, start + order).join(' '));
  }
  return ngrams;
}
