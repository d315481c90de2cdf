import { SinkRows } from './sink-rows.js';

const textOf = (rows: SinkRows, tablePartition?: number) =>
  Buffer.concat([...(rows.blocks.get(tablePartition)?.chunks ?? [])]).toString('utf8');

describe('rows of a sink', () => {
  it('become lines of their table partition, the offset last', () => {
    const rows = SinkRows.of([
      { offset: 7n, tablePartition: 202611, values: ['a', null, [1, 'ü']] },
      { offset: 8n, tablePartition: 202612, values: ['b', true, []] },
      { offset: 2n ** 60n, tablePartition: 202611, values: ['', 0, {}] },
    ]);
    expect(textOf(rows, 202611)).toBe('["a",null,[1,"ü"],"7"]\n["",0,{},"1152921504606846976"]\n');
    expect(textOf(rows, 202612)).toBe('["b",true,[],"8"]\n');
  });

  it('may have no columns but their position', () => {
    expect(textOf(SinkRows.of([{ offset: 1n, values: [] }]))).toBe('["1"]\n');
  });

  it('keep every byte over the bounds of chunks, whatever its width', () => {
    const texts = Array.from({ length: 3_000 }, (_, index) => '€🚂ü\n"'.repeat(index % 90) + index);
    texts.push('🚂'.repeat(300_000));
    const rows = SinkRows.of(texts.map((text, index) => ({ offset: BigInt(index), values: [text] })));
    const lines = textOf(rows).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line)[0])).toEqual(texts);
  });
});
