import { expect, it } from 'vitest';
import { packSegment } from '../../../../electron/information/segment-writer.ts';
import { openSegment } from '../../../../electron/information/segment.ts';
import { createSearch } from '../../../../electron/information/search.ts';
import { vocabularyOf } from '../../../../electron/information/lexicon.ts';
import { shippedSynonyms, synonymsOf } from '../../../../electron/information/synonyms.ts';
import { fixtureItems, TODAY } from '../../../fixtures/information/base.ts';
import { queries } from '../../../fixtures/information/queries.ts';

it('has the expected item among the first three for at least 95 of 100 queries', async () => {
  const items = fixtureItems();
  expect(items.length).toBeGreaterThanOrEqual(3000);
  expect(queries.length).toBeGreaterThanOrEqual(150);
  const packed = await packSegment(items, () => Promise.resolve());
  const segment = openSegment(packed.index);
  if (segment === null) throw new Error('the index cannot be read');
  const search = createSearch([segment], vocabularyOf(synonymsOf(shippedSynonyms)));
  const missed = queries.flatMap(({ group, query, expects }) => {
    const { hits } = search.find(query, null, TODAY, 3);
    const isThere = hits.some(({ id }) => expects.some((beginning) => id.startsWith(beginning)));
    return isThere ? [] : [`${group}: ${query} → ${hits.map(({ id }) => id).join(' ')} (expected ${expects.join(' or ')})`];
  });
  expect(1 - missed.length / queries.length, missed.join('\n')).toBeGreaterThanOrEqual(0.95);
});
