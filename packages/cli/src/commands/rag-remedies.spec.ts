import { ragErrors } from '@stellwerk/rag';
import { documentedCommands } from '../reference.js';

describe('the remedies of the knowledge service', () => {
  const known = documentedCommands().map(({ name }) => name);
  const named = Object.values(ragErrors).flatMap(({ code, fix }) =>
    [...fix.matchAll(/"stellwerk (?:help )?([a-z -]+?)(?: --[^"]*)?"/g)].map(([, command = '']) => [command, code]),
  );

  it.each(named)('name commands that there are: %s of %s', (command) => {
    expect(known.filter((name) => name === command || name.startsWith(`${command} `))).not.toEqual([]);
  });

  it('name the repair of an index that differs from its ledger', () => {
    expect(named).toContainEqual(['job run rag-repair', ragErrors.LEDGER_DIFFERS.code]);
  });
});
