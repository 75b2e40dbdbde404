/** How many words a text has. */
export const cases: readonly { readonly text: string; readonly words: number; readonly why: string }[] = [
  { text: '', words: 0, why: 'nothing' },
  { text: ' \n\t ', words: 0, why: 'white space' },
  { text: '… – ! 🎉 **', words: 0, why: 'punctuation and emoji' },
  { text: 'one', words: 1, why: 'a word' },
  { text: ' one  two\nthree\u00a0four ', words: 4, why: 'any white space, as much as you like' },
  { text: "don't", words: 1, why: 'an apostrophe within' },
  { text: 'don’t', words: 1, why: 'a typographic one' },
  { text: 'well-known and/or', words: 4, why: 'hyphens and slashes part words' },
  { text: '3.14 1,000 60%', words: 3, why: 'numbers' },
  { text: '**bold** _it_ `code`', words: 3, why: 'markdown around words' },
  { text: '- a\n- b\n1. c', words: 4, why: 'the number of a list item is a word, its bullet none' },
  { text: 'café cafe\u0301', words: 2, why: 'composed or not' },
  { text: '你好', words: 1, why: 'Chinese without spaces' },
  {
    text: 'The quick (“brown”) fox can’t jump 32.3 feet, right?',
    words: 9,
    why: "the example of UAX #29, section 4: The, quick, brown, fox, can't, jump, 32.3, feet, right",
  },
];
