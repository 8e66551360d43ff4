import { describe, expect, it } from 'vitest';
import { MAX_JSON_DEPTH } from '../../../../contract/usage/envelope.ts';
import { MAX_LINE_BYTES } from '../../../../contract/usage/journal-line.ts';
import { readLine } from '../../../../county/ingest/line-reader.ts';

const prev = 'a'.repeat(64);

function line(changes: object = {}): Buffer {
  const boot = '5b0ffd58-8b2a-4a39-8f0c-2a6f2d1c7a11';
  return Buffer.from(JSON.stringify({ seq: 7, id: boot, at: '2026-11-23T09:00:00+08:00', boot, uptimeMs: 1, type: 'operator.unlocked', data: {}, prev, ...changes }));
}

/** A line whose data is nested so that the whole has `levels` of objects and arrays; `text` stands inside. */
function nested(levels: number, text = ''): Buffer {
  const inner = `${'['.repeat(levels - 2)}${JSON.stringify(text)}${']'.repeat(levels - 2)}`;
  return Buffer.from(line({ type: 'later.type' }).toString().replace('"data":{}', `"data":{"a":${inner}}`));
}

describe('a line', () => {
  it('that is as it should be gives its event', () => {
    expect(readLine(line(), 7)).toMatchObject({ prev, fault: null, event: { seq: 7, type: 'operator.unlocked' } });
  });

  it('is read to the deepest level that is allowed and no deeper, whatever its texts hold', () => {
    const brackets = '[{'.repeat(50) + '\\"';
    expect(readLine(nested(MAX_JSON_DEPTH, brackets), 7).fault).toMatchObject({ code: 'unknown-type' });
    expect(readLine(nested(MAX_JSON_DEPTH + 1, brackets), 7).fault).toMatchObject({ code: 'too-deep' });
    expect(readLine(nested(MAX_JSON_DEPTH), 7).fault).toMatchObject({ code: 'unknown-type' });
    expect(readLine(nested(MAX_JSON_DEPTH + 1), 7).fault).toMatchObject({ code: 'too-deep' });
  });

  it('may be as long as is allowed and no longer', () => {
    const padded = (bytes: number) => Buffer.concat([line(), Buffer.alloc(bytes - line().length, ' ')]);
    expect(readLine(padded(MAX_LINE_BYTES), 7).fault).toBeNull();
    expect(readLine(padded(MAX_LINE_BYTES + 1), 7)).toMatchObject({ prev: null, event: null, fault: { code: 'too-long' } });
  });

  it('says what it follows even when the rest cannot be used', () => {
    expect(readLine(line({ more: true }), 7)).toMatchObject({ prev, event: null, fault: { code: 'not-a-line' } });
    expect(readLine(line({ prev: 'nonsense' }), 7)).toMatchObject({ prev: null, fault: { code: 'not-a-line' } });
    expect(readLine(line({ type: 'later.type' }), 7)).toMatchObject({ prev, fault: { code: 'unknown-type', detail: 'later.type' } });
  });

  it('that quotes a backslash and u0000 in words is not mistaken for a NUL', () => {
    const data = { item: 'a', kind: 'policy', title: { 'zh-CN': '\\u0000 \\ud800' }, search: null, member: null };
    expect(readLine(line({ type: 'lookup.opened', data }), 7).fault).toBeNull();
    expect(readLine(line({ type: 'lookup.opened', data: { ...data, title: { 'zh-CN': 'a\u0000' } } }), 7).fault).toMatchObject({ code: 'unstorable-text' });
    expect(readLine(line({ type: 'lookup.opened', data: { ...data, title: { 'zh-CN': '\u{1F954}' } } }), 7).fault).toBeNull();
  });
});
