import { describe, expect, test } from 'vitest';
import { entryAddress, linesAddress, listAddress, viewOf } from '../../../../../county/dashboard/register/register-address.ts';

const journal = '0190a0a0-0000-7000-8000-000000000000';
const rest = (address: string) => address.replace(/^#\/register\//, '');

describe('an address of the register', () => {
  test('leads back to what it was made of', () => {
    const filter = { from: '2026-10-01', site: 'dongmen', counted: 'no', reason: 'abandoned', sort: 'people', order: 'asc' } as const;
    expect(viewOf(rest(listAddress('self', filter, 100)))).toEqual({ show: 'list', tab: 'self', filter, offset: 100 });
    expect(viewOf(rest(entryAddress('downloads', journal, '2026-11')))).toEqual({ show: 'entry', tab: 'downloads', journal, key: '2026-11' });
    expect(viewOf(rest(linesAddress(journal, -4)))).toEqual({ show: 'lines', journal, first: 1 });
  });

  test('that cannot be understood is the list of group viewings', () => {
    for (const strange of [undefined, '', 'nothing', 'group?from=yesterday', 'entry/group', 'entry/x/y/z']) expect(viewOf(strange)).toEqual({ show: 'list', tab: 'group', filter: {}, offset: 0 });
    expect(viewOf('group?offset=-9')).toMatchObject({ offset: 0 });
  });
});
