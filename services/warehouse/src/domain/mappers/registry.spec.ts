import { type EventContract, eventContracts, trackingEvent } from '@stellwerk/contracts';
import { mappingExamples } from '../../examples/mapping.examples.js';
import type { TableRow } from '../table.js';
import { curatedTables } from '../tables.js';
import { mapperByTopic, mappers } from './registry.js';

const payloadOf = (contract: EventContract, title: string) => {
  const example = contract.examples.find((candidate) => candidate.title === title);
  if (!example) throw new Error(`${contract.type} has no example "${title}"`);
  return example.payload;
};
const map = (contract: EventContract, payload: unknown) => mapperByTopic.get(contract.type)?.map(payload) ?? [];
const cellsOf = ({ table, values }: TableRow) =>
  Object.fromEntries(table.columns.map((column, index) => [column, values[index]]));

describe('mapping events to rows', () => {
  it.each(Object.entries(mappingExamples))('%s', (_title, { contract, given, expected }) => {
    const rows = map(contract, payloadOf(contract, given));
    const shown = rows.map((row) => ({
      table: row.table.name,
      ...(row.tablePartition !== undefined && { tablePartition: row.tablePartition }),
      cells: cellsOf(row),
    }));
    expect(shown).toMatchObject(expected);
    expect(shown).toHaveLength(expected.length);
  });

  const everyExample = mappers.flatMap(({ contract }) =>
    contract.examples.map(({ title, payload }) => [contract.type, title, contract, payload] as const),
  );
  it.each(everyExample)('fills every column of its tables: %s, %s', (_type, _title, contract, payload) => {
    for (const row of map(contract, payload)) {
      expect(Object.values(cellsOf(row))).not.toContain(undefined);
      expect(row.tablePartition === undefined).toBe(row.table.partitionBy === undefined);
      expect(curatedTables).toContain(row.table);
    }
  });

  it('knows every topic once, and no topic that does not exist', () => {
    expect(mapperByTopic.size).toBe(mappers.length);
    const types = eventContracts.map(({ type }) => type);
    for (const topic of mapperByTopic.keys()) expect(types).toContain(topic);
  });

  it.each([
    ['before 1970', '1969-12-31T23:59:59.999Z'],
    ['after 2299', '2300-01-01T00:00:00.000Z'],
    ['on a day that does not exist', '2026-13-45T00:00:00.000Z'],
  ])('refuses an event %s by its field', (_title, eventTime) => {
    const payload = { ...(payloadOf(trackingEvent, 'click') as object), eventTime };
    expect(() => map(trackingEvent, payload)).toThrow('eventTime');
  });
});
