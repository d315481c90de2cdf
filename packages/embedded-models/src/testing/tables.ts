import type { TokenizerTables } from '../tokenizer/tokenizer-file.js';

interface Node {
  readonly children: Map<number, Node>;
  piece: number;
}

const SPECIAL_PIECES = 4;

/** Tables of a small vocabulary: each piece with its log probability. Ids 0 to 3 are begin, pad, end and unknown. */
export function tablesOf(
  pieces: Readonly<Record<string, number>>,
  replacements: Readonly<Record<string, string>> = {},
): TokenizerTables {
  const root: Node = { children: new Map(), piece: -1 };
  for (const [index, piece] of Object.keys(pieces).entries()) {
    let node = root;
    for (const byte of Buffer.from(piece)) {
      const child = node.children.get(byte) ?? { children: new Map(), piece: -1 };
      node.children.set(byte, child);
      node = child;
    }
    node.piece = SPECIAL_PIECES + index;
  }
  const [nodes, labels, firstChild] = [[root], [0], [] as number[]];
  for (let index = 0; index < nodes.length; index++) {
    firstChild.push(nodes.length);
    const children = [...(nodes[index]?.children ?? [])].sort(([a], [b]) => a - b);
    for (const [byte, child] of children) {
      nodes.push(child);
      labels.push(byte);
    }
  }
  return {
    begin: 0,
    end: 2,
    unknown: 3,
    firstChild: Uint32Array.from([...firstChild, nodes.length]),
    label: Uint8Array.from(labels),
    piece: Int32Array.from(nodes, ({ piece }) => piece),
    score: Float32Array.from([0, 0, 0, 0, ...Object.values(pieces)]),
    replacements: new Map(
      Object.entries(replacements).map(([character, text]) => [character.codePointAt(0) ?? 0, text]),
    ),
  };
}

/** The pieces of such a vocabulary by id. */
export const piecesOf = (pieces: Readonly<Record<string, number>>, ids: readonly number[]): string[] =>
  ids.map((id) => Object.keys(pieces)[id - SPECIAL_PIECES] ?? '<unk>');
