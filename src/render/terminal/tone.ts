/** What a text means, for those who see colours; the words say it too. */
export type Tone = 'good' | 'bad' | 'warning' | 'strong' | 'faint';
