import { describe, expect, it } from 'vitest';
import { checkCountyUrl } from '../../../../electron/site/county-url.ts';
import { expectProblem } from '../../../support/terminal/surroundings.ts';

describe('the address of a county', () => {
  it.each([
    ['https://county.example/', 'https://county.example'],
    ['county.example', 'https://county.example'],
    [' county.example:8443/edu/ ', 'https://county.example:8443/edu'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:8080/', 'http://localhost:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ])('%s is kept as %s', (typed, kept) => {
    expect(checkCountyUrl(typed, false)).toBe(kept);
  });

  it.each(['', 'ftp://county.example', 'file:///etc/passwd', 'https://user:pin@county.example', 'https://county.example/?a=1', 'two words'])(
    '“%s” is malformed',
    (typed) => expectProblem('county-url-malformed', () => checkCountyUrl(typed, true)),
  );

  it.each(['http://county.example', 'http://192.168.1.10:8080', 'http://127.0.0.1.example', 'http://localhost.example'])(
    '%s is insecure unless the operator accepts it',
    async (typed) => {
      await expectProblem('county-url-insecure', () => checkCountyUrl(typed, false));
      expect(checkCountyUrl(typed, true)).toBe(typed);
    },
  );
});
