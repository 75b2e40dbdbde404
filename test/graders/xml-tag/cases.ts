/** What the tag `a` holds; null where the answer has no such tag, or one that is not closed. */
export const cases: readonly {
  readonly output: string;
  readonly last: string | null;
  readonly first?: string | null;
  readonly why: string;
}[] = [
  { output: 'x <a>bug</a> y', last: 'bug', why: 'amid prose' },
  { output: '<a> bug\n</a>', last: ' bug\n', why: 'white space is kept' },
  {
    output: '<a>one</a> no: <a>two</a>',
    last: 'two',
    first: 'one',
    why: 'of several the last, or the first',
  },
  { output: '<a>x<a>y</a>z</a>', last: 'x<a>y</a>z', why: 'one within another belongs to it' },
  { output: '<a><b>x</b></a>', last: '<b>x</b>', why: 'other tags are content' },
  { output: '<a/>', last: '', why: 'an empty tag' },
  { output: '<a></a>', last: '', why: 'empty content' },
  { output: '<a id="1" lang=de >x</a >', last: 'x', why: 'attributes and white space within tags' },
  { output: '<a>x <a/> y</a>', last: 'x <a/> y', why: 'an empty tag within' },
  { output: '<ab>x</ab> <a-b>y</a-b>', last: null, why: 'a longer name is another tag' },
  { output: '<A>x</A>', last: null, why: 'case counts' },
  { output: 'bug', last: null, why: 'no tag' },
  { output: '', last: null, why: 'an empty answer' },
  { output: '<a>bug', last: null, why: 'cut off' },
  { output: '<a>bug</b>', last: null, why: 'closed by another tag' },
  { output: '<a>one</a> <a>two', last: null, first: 'one', why: 'the last one is cut off' },
  { output: '<a>one <a>two</a>', last: null, why: 'the outer one is not closed' },
  { output: 'bug</a>', last: null, why: 'never opened' },
  { output: '</a><a>x</a></a>', last: 'x', why: 'closing tags without an opening one are passed over' },
  { output: '1 < 2 <a>x > y &amp; z</a>', last: 'x > y &amp; z', why: 'no XML otherwise; entities stay' },
  { output: '<a>x</a', last: null, why: 'cut off within the closing tag' },
];
