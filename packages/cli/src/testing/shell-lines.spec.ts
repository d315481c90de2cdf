import { argumentsOf, commandsOf } from './shell-lines.js';

describe('lines of a shell', () => {
  it.each<[line: string, words: string[]]>([
    ['books --tenant demo --hours', ['books', '--tenant', 'demo', '--hours']],
    ['rag ask "Was kostet das?" --tenant demo   # an answer', ['rag', 'ask', 'Was kostet das?', '--tenant', 'demo']],
    [`mmm scenario run/ --change 'TV=-20%'`, ['mmm', 'scenario', 'run/', '--change', 'TV=-20%']],
    ['trace <messageId>', ['trace', '<messageId>']],
    ['rag eval --set shop --json > before.json', ['rag', 'eval', '--set', 'shop', '--json']],
    ['guard redact --action drop < texts.jsonl', ['guard', 'redact', '--action', 'drop']],
  ])('read %j', (line, words) => expect(argumentsOf(line)).toEqual(words));

  it('are those of shell blocks alone, also over several lines', () => {
    const page =
      '```sh\nnpx stellwerk dead list\nnpm start\nstellwerk apply \\\n  -f config/\n```\n```ts\nstellwerk down\n```\n';
    expect(commandsOf(page)).toEqual([
      ['dead', 'list'],
      ['apply', '-f', 'config/'],
    ]);
  });
});
