import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { countyProblemSchema, healthSchema, paths } from '../../../contract/http.ts';
import { formatEnrolmentCode, newEnrolmentCode } from '../../../contract/site/enrolment-code.ts';
import { enrolmentGrantSchema } from '../../../contract/site/enrolment.ts';
import { controlAddress } from '../../../county/cli/control.ts';
import { emptyFolder } from '../../support/county/folder.ts';
import { writeIssue } from '../../support/county/issue-folder.ts';
import { buildCountyProgram, writeSample } from './county-program.ts';
import type { CountyProgram } from './county-program.ts';
import { bearer, dongmen, enrolmentRequest, newcomer, postJson } from './http-county.ts';
import { databaseTemplate } from './open-county.ts';

let county: CountyProgram;
beforeAll(async () => {
  county = await buildCountyProgram();
});
afterAll(() => county.close());

/** A data folder with empty tables: making them takes longer than all that is tested here. */
async function dataFolder(): Promise<string> {
  const data = await emptyFolder();
  await cp(await databaseTemplate(), join(data, 'database'), { recursive: true });
  return data;
}

/** Payload of a JWS whose signature is not the matter here. */
function payloadOf(jws: string): unknown {
  return JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString());
}

async function versionOf(url: string): Promise<unknown> {
  return payloadOf(await (await fetch(url + paths.catalogue)).text());
}

describe('the server as a process', () => {
  test('lets a request that is under way end when it is stopped, and takes no other', async () => {
    const { ready, process: server, ended } = await county.serve(await dataFolder());
    const { hostname, port } = new URL(ready.url);
    const body = JSON.stringify(enrolmentRequest(formatEnrolmentCode(newEnrolmentCode('0'.repeat(16))), newcomer()));
    const sent = request({ hostname, port, method: 'POST', path: paths.enrolments, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } });
    const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
    sent.write(body.slice(0, 10));
    await once(sent, 'socket');
    // Answered after the half request had come: the server has it under way.
    await fetch(ready.url + paths.health);
    server.kill('SIGTERM');
    await vi.waitFor(async () => expect(fetch(ready.url + paths.health)).rejects.toThrow(), { timeout: 5000 });
    sent.end(body.slice(10));
    const [answer] = await answered;
    expect([answer.statusCode, countyProblemSchema.parse(JSON.parse(await text(answer))).error.code]).toEqual([404, 'enrolment-code-unknown']);
    expect(await ended).toBe(0);
  });

  test('serves a sample, lets a terminal in by its code, ends on SIGTERM and finds everything again', async () => {
    const [data, sample] = [await dataFolder(), await emptyFolder()];
    await writeSample(sample);
    const first = await county.serve(data, '--with-sample', sample);
    expect(healthSchema.parse(await (await fetch(first.ready.url + paths.health)).json()).county).toBe('distance-education-county/1');
    expect(first.ready.setup).toMatch(new RegExp(`^${first.ready.url}/#setup=.+`));
    const published = await versionOf(first.ready.url);
    const answer = await postJson(first.ready.url + paths.enrolments, enrolmentRequest(first.ready.enrolmentCode ?? '', newcomer()));
    const { token, site } = enrolmentGrantSchema.parse(payloadOf(await answer.text()));
    expect(site).toEqual(dongmen);

    first.process.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    await expect(fetch(first.ready.url)).rejects.toThrow();
    expect([existsSync(join(data, 'database', 'lock')), existsSync(controlAddress(data))]).toEqual([false, false]);

    const second = await county.serve(data, '--with-sample', sample);
    expect(await versionOf(second.ready.url)).toEqual(published);
    expect(second.ready.enrolmentCode).not.toBe(first.ready.enrolmentCode);
    const roster = await fetch(second.ready.url + paths.roster, { headers: bearer(token) });
    expect(payloadOf(await roster.text())).toMatchObject({ site: 'dongmen', members: [{ number: '1001', name: '王秀兰' }] });
    second.process.kill('SIGINT');
    expect(await second.ended).toBe(0);
  });

  test('ends when the process that forked it is gone', async () => {
    const server = await county.serve(await dataFolder());
    expect(server.ready.enrolmentCode).toBeNull();
    server.process.disconnect();
    expect(await server.ended).toBe(0);
  });

  test('starts again after it was killed in the middle', async () => {
    const data = await dataFolder();
    const killed = await county.serve(data);
    killed.process.kill('SIGKILL');
    expect(await killed.ended).toBe('SIGKILL');
    const again = await county.serve(data);
    expect((await county.word(data, 'token', 'collector')).code).toBe(0);
    again.process.kill('SIGTERM');
    expect(await again.ended).toBe(0);
  });

  test('ends although a reader holds its connection open', async () => {
    const [data, sample] = [await dataFolder(), await emptyFolder()];
    await writeSample(sample);
    const server = await county.serve(data, '--with-sample', sample);
    const held = await fetch(server.ready.url + paths.catalogue);
    server.process.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    expect(held.status).toBe(200);
  });

  test('says so when another program has its port', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const { code, complained } = await county.word(await dataFolder(), 'serve', '--port', String(port));
    expect([code, complained]).toEqual([1, `Another program listens on port ${port} of 127.0.0.1. Choose another by --port or COUNTY_PORT.\n`]);
  });

  test('refuses a key that is not the one its terminals know', async () => {
    const data = await dataFolder();
    expect((await county.word(data, 'token', 'x')).code).toBe(0);
    const { code, complained } = await county.word(data, 'token', 'y', '--key-file', 'another.jwk');
    expect(code).toBe(1);
    expect(complained).toMatch(/is not the key that this county’s terminals know/);
  });
});

describe('a word on the command line', () => {
  test('is handed to the server that has the data, and ends as it ended there', async () => {
    const [data, folder] = [await dataFolder(), await emptyFolder()];
    const server = await county.serve(data);
    await writeFile(join(data, 'sites.json'), JSON.stringify([dongmen]));
    await writeFile(join(data, 'members.csv'), '1001,王秀兰\n');
    await writeIssue(folder);
    expect(await county.word(data, 'site', 'sites.json')).toMatchObject({ code: 0, said: 'dongmen: 东门村, 陈湖镇\n' });
    expect(await county.word(data, 'roster', 'dongmen', 'members.csv')).toMatchObject({ code: 0, said: 'The roster of dongmen is at version 2: 1 members.\n' });
    expect((await county.word(data, 'publish', folder)).said).toMatch(/^Issue 2026-11 is published as version 1: 1 programs, 4 files, /);
    expect(await versionOf(server.ready.url)).toMatchObject({ issues: [{ issue: '2026-11' }] });

    const { said } = await county.word(data, 'enrol', 'dongmen');
    const code = said.split('\n', 1).join();
    expect((await postJson(server.ready.url + paths.enrolments, enrolmentRequest(code, newcomer()))).status).toBe(200);

    expect(await county.word(data, 'enrol', 'nowhere')).toMatchObject({ code: 1, complained: 'The county has no site called nowhere.\n' });
    const missing = await county.word(data, 'publish', 'no-such-folder');
    expect(missing).toMatchObject({ code: 1, said: '' });
    expect(missing.complained).toMatch(/no-such-folder cannot be read: ENOENT/);
    server.process.kill('SIGTERM');
    expect(await server.ended).toBe(0);
  });

  test('works on the data by itself when no server runs, one word after the other', async () => {
    const data = await dataFolder();
    await writeFile(join(data, 'sites.json'), JSON.stringify(dongmen));
    expect((await county.word(data, 'site', 'sites.json')).code).toBe(0);
    const both = await Promise.all([county.word(data, 'enrol', 'dongmen'), county.word(data, 'enrol', 'dongmen')]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(new Set(both.map(({ said }) => said.split('\n', 1).join())).size).toBe(2);
  });

  test('names the envelopes that cannot be taken in, and goes on with the others', async () => {
    const data = await dataFolder();
    await mkdir(join(data, 'stick'));
    await writeFile(join(data, 'stick', 'a.usage'), 'not an envelope');
    const { code, complained } = await county.word(data, 'import', 'stick/a.usage', 'stick/missing.usage');
    expect(code).toBe(1);
    expect(complained.split('\n').filter((line) => line !== '')).toEqual([expect.stringMatching(/stick\/a\.usage: /), expect.stringMatching(/stick\/missing\.usage: .*ENOENT/)]);
    expect(existsSync(join(data, 'stick', 'a.usage.receipt'))).toBe(false);
  });

  test('that is none, or is given wrong settings, is told so without touching any data', async () => {
    const data = await emptyFolder();
    const folder = join(data, 'county');
    expect(await county.word(data, 'publsh', '--data', folder)).toMatchObject({ code: 2, said: '' });
    const wrong = await county.word(data, 'serve', '--data', folder, '--port', 'eighty', '--log-level', 'loud');
    expect(wrong.code).toBe(2);
    expect(wrong.complained).toMatch(/^--port: .*\n--log-level: /);
    expect((await county.word(data, '--help')).said).toMatch(/^The county: .*\n\n {2}npm run county -- WORD/);
    expect(existsSync(folder)).toBe(false);
  });

  test('leaves the private key readable by its owner alone, and says nothing of it', async () => {
    const data = await dataFolder();
    const { said, complained } = await county.word(data, 'token', 'collector');
    const secret = /"d":"([^"]+)"/.exec(await readFile(join(data, 'keys', 'county.jwk'), 'utf8'))?.[1] ?? '';
    expect(secret).toHaveLength(43);
    expect(said + complained).not.toContain(secret);
  });
});
