import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { countyProblemSchema, paths } from '../../../contract/http.ts';
import { createMachineToken } from '../../../county/accounts/machine-tokens.ts';
import { bearer, openHttpCounty, refusal } from './http-county.ts';
import type { HttpCounty } from './http-county.ts';

let county: HttpCounty;
let pages: string;
beforeAll(async () => {
  pages = await mkdtemp(join(tmpdir(), 'county-pages-'));
  await mkdir(join(pages, 'assets'));
  await writeFile(join(pages, 'index.html'), '<!doctype html><script type="module" src="./assets/page-1a2b.js"></script>');
  await writeFile(join(pages, 'assets', 'page-1a2b.js'), 'document.title = "county";');
  county = await openHttpCounty({ dashboard: pages });
});
afterAll(async () => {
  await county.close();
  await rm(pages, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(county.url + path, { headers });

describe('the server', () => {
  test('describes every path of the contract in its OpenAPI document', async () => {
    const document = z.looseObject({ openapi: z.literal('3.1.0'), paths: z.record(z.string(), z.unknown()) }).parse(await (await get('/v1/openapi.json')).json());
    const expected = [
      paths.health,
      paths.enrolments,
      paths.catalogue,
      '/v1/issues/{id}/manifest',
      '/v1/content/{sha256}',
      paths.information,
      paths.roster,
      '/v1/journals/{journal}/head',
      paths.usage,
      paths.heartbeats,
      paths.summary,
    ];
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(expected));
  });

  test('serves its pages so that they can load nothing but themselves', async () => {
    const page = await get('/');
    expect(await page.text()).toContain('assets/page-1a2b.js');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'none'; script-src 'self'; style-src 'self'/);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect((await get('/assets/page-1a2b.js')).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  test('gives every answer the headers that keep browsers from misreading it', async () => {
    for (const path of ['/', paths.health, '/v1/nothing-here', '/metrics']) {
      expect(Object.fromEntries((await get(path)).headers), path).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      });
    }
    expect((await get(paths.health)).headers.get('content-security-policy')).toMatch(/^default-src 'none'; frame-ancestors 'none'; sandbox$/);
  });

  test('answers what it does not have, and requests it cannot read, as the contract says', async () => {
    expect(await refusal(await get('/v1/nothing-here?token=secret'))).toBe('404 not-found');
    expect(await (await get('/v1/nothing-here?token=secret')).text()).not.toContain('secret');
    expect(await refusal(await get('/../../etc/passwd'))).toBe('404 not-found');
    const send = (body: string, type: string) => fetch(county.url + paths.enrolments, { method: 'POST', body, headers: { 'content-type': type } });
    expect(await refusal(await send('{"a":', 'application/json'))).toBe('400 bad-request');
    expect(await refusal(await send('<a/>', 'application/xml'))).toBe('415 bad-request');
    const token = bearer(await createMachineToken(county.deps, 'reader'));
    const answer = countyProblemSchema.parse(await (await fetch(`${county.url}${paths.summary}?from=yesterday`, { headers: token })).json());
    expect(answer.error).toMatchObject({ code: 'bad-request', details: [{ at: 'querystring/from' }] });
  });

  test('tells its metrics to its own machine, and elsewhere to who has a token', async () => {
    await get(paths.health);
    const own = await get('/metrics');
    expect(own.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const text = await own.text();
    expect(text).toMatch(/^http_requests_total\{method="GET",route="\/v1\/health",status="200"\} \d+$/m);
    expect(text).toMatch(/^http_request_duration_seconds_bucket\{le="\+Inf",method="GET",route="\/v1\/health"\} \d+$/m);
    expect(text).toMatch(/^county_terminals 0$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds [\d.e-]+$/m);
    for (const line of text.split('\n')) expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{.*\})? (-?[\d.e+-]+|Nan)|)$/);

    // A proxy on the same machine that passes somebody else's request on says so.
    expect((await fetch(`${county.url}/metrics`, { headers: { 'x-forwarded-for': '10.0.0.9' } })).status).toBe(401);
    const elsewhere = (headers = {}) => county.app.inject({ url: '/metrics', remoteAddress: '10.0.0.9', headers });
    expect((await elsewhere()).statusCode).toBe(401);
    expect((await elsewhere(bearer(await createMachineToken(county.deps, 'prometheus')))).statusCode).toBe(200);
  });

  test('slows down who asks too often, but not the download of programs', async () => {
    const busy = await openHttpCounty({ requestsPerMinute: 3 });
    try {
      const answers = [];
      for (let at = 0; at < 4; at += 1) answers.push(await fetch(busy.url + paths.catalogue));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
      const last = answers.at(-1);
      expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(last && (await refusal(last))).toBe('429 rate-limited');
      for (let at = 0; at < 6; at += 1) expect((await fetch(busy.url + paths.content('0'.repeat(64)))).status).toBe(404);
    } finally {
      await busy.close();
    }
  });

  test('works without its pages when they are not built', async () => {
    const bare = await openHttpCounty({ dashboard: join(pages, 'nowhere') });
    try {
      expect(await refusal(await fetch(bare.url))).toBe('404 not-found');
      expect((await fetch(bare.url + paths.health)).status).toBe(200);
    } finally {
      await bare.close();
    }
  });
});
