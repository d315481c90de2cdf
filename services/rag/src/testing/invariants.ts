import { collectionOf, generationName } from '../domain/generation.js';
import { visibleAt } from '../domain/visibility.js';
import { countVisible } from '../ledger/count.js';
import type { openTestIndex, TestState } from './test-index.js';

type TestIndex = ReturnType<typeof openTestIndex>;

/** What a request sees now: versions by document, and how many points there should be and are. */
export async function seenNow(state: TestState, index: TestIndex, tenant = 'demo') {
  const name = generationName(index.first);
  const points = state.engine.tenant(collectionOf(name), tenant);
  const sequence = index.ledger.sequence(tenant);
  const versions: Record<string, string[]> = {};
  for await (const page of points.scroll({ must: visibleAt(sequence) })) {
    for (const { payload } of page) {
      const [documentId, version] = [String(payload?.documentId), String(payload?.version)];
      const known = versions[documentId] ?? [];
      versions[documentId] = known.includes(version) ? known : [...known, version];
    }
  }
  let expected = 0;
  for (const document of index.ledger.documents(tenant))
    expected += index.ledger.served(document)?.generations[name]?.points ?? 0;
  return { versions, expected, present: await countVisible(points, sequence), all: await points.count() };
}
