import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig, settings } from '../../../county/config.ts';
import { InputError } from '../../../county/input.ts';
import { defaultValidityRule } from '../../../contract/viewing/validity.ts';

test('without any setting there is a county on loopback with its own database and key', () => {
  expect(readConfig({}, {})).toMatchObject({
    data: resolve('data/county'),
    host: '127.0.0.1',
    port: 8470,
    publicUrl: null,
    databaseUrl: null,
    keyFile: resolve('data/county/keys/county.jwk'),
    rule: defaultValidityRule,
    trustProxy: false,
    mirrors: [],
  });
});

test('the command line goes before the environment, and a variable set to nothing is none', () => {
  const config = readConfig({ port: '0' }, { COUNTY_PORT: '9000', COUNTY_HOST: '0.0.0.0', DATABASE_URL: '', COUNTY_NAME: '安定区' });
  expect(config).toMatchObject({ port: 0, host: '0.0.0.0', databaseUrl: null, name: { 'zh-CN': '安定区', en: 'County Centre' } });
});

test('the rule of what counts is read', () => {
  expect(readConfig({ 'group-played-share': '0.8' }, { COUNTY_SELF_PLAYED_SECONDS: '60' }).rule).toEqual({
    ...defaultValidityRule,
    groupPlayedShare: 0.8,
    selfPlayedSeconds: 60,
  });
});

test('addresses lose the slash at their end, and mirrors are parted by commas', () => {
  const config = readConfig({}, { COUNTY_PUBLIC_URL: 'https://county.example/', COUNTY_MIRRORS: 'https://a.example/c/, http://b.example' });
  expect(config.publicUrl).toBe('https://county.example');
  expect(config.mirrors).toEqual(['https://a.example/c', 'http://b.example']);
});

test('every setting that is wrong is named at once, as it was given', () => {
  const wrong = { port: 'eighty', 'public-url': 'ftp://county' };
  const environment = { DATABASE_URL: 'mysql://x', COUNTY_GROUP_PLAYED_SHARE: '60', COUNTY_LOG_LEVEL: 'loud', COUNTY_TRUST_PROXY: 'maybe' };
  const fault: unknown = (() => {
    try {
      return readConfig(wrong, environment);
    } catch (error) {
      return error;
    }
  })();
  expect(fault).toBeInstanceOf(InputError);
  const named = fault instanceof InputError ? fault.faults.map((line) => line.split(':', 1).join()) : [];
  expect(named).toEqual(['--port', '--public-url', 'DATABASE_URL', 'COUNTY_TRUST_PROXY', 'COUNTY_LOG_LEVEL', 'COUNTY_GROUP_PLAYED_SHARE'].sort((a, b) => order(a) - order(b)));
});

/** Faults come in the order of the settings. */
function order(name: string): number {
  return Object.values(settings).findIndex(({ option, variable }) => name === `--${option}` || name === variable);
}
