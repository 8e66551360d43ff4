import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimLine, provenRecord, readRecord, recordHeader, syncedLine } from '../../../../electron/programs/chunk-record.ts';
import { manifestFile } from '../../../support/terminal/issue.ts';

const file = manifestFile(randomBytes(100_000), 'video/mp4');

describe('the record of a part file', () => {
  it('tells what is on disk for certain from what may have been lost', () => {
    const text = recordHeader(file) + claimLine(3) + claimLine(0) + syncedLine(2) + claimLine(7);
    expect(readRecord(text, file)).toEqual({ proven: new Set([3, 0]), claimed: new Set([7]) });
  });

  it('can be begun anew from what is certain', () => {
    expect(readRecord(provenRecord(file, new Set([5, 1])), file)).toEqual({ proven: new Set([5, 1]), claimed: new Set() });
  });

  it('is none when it is of another cutting', () => {
    expect(readRecord(recordHeader({ ...file, chunkBytes: 8192 }), file)).toBeNull();
    expect(readRecord('', file)).toBeNull();
    expect(readRecord('\0\0\0\0', file)).toBeNull();
  });

  it('passes over chunks that the file does not have', () => {
    expect(readRecord(recordHeader(file) + claimLine(999) + claimLine(2) + syncedLine(2), file)).toEqual({ proven: new Set([2]), claimed: new Set() });
  });

  it('never believes more than was written, wherever it is torn, and takes more lines after the tear', () => {
    const steps = fc.array(fc.oneof(fc.nat({ max: 24 }), fc.constant('sync' as const)), { maxLength: 30 });
    fc.assert(
      fc.property(steps, fc.nat({ max: 400 }), (written, cut) => {
        let text = recordHeader(file);
        const claims: number[] = [];
        let proven: number[] = [];
        for (const step of written) {
          if (step === 'sync') {
            proven = [...claims];
            text += syncedLine(claims.length);
          } else {
            claims.push(step);
            text += claimLine(step);
          }
        }
        const torn = text.slice(0, Math.max(recordHeader(file).length, text.length - cut));
        const read = readRecord(torn + claimLine(24), file);
        for (const index of read?.proven ?? []) expect(proven).toContain(index);
        for (const index of read?.claimed ?? []) expect([...claims, 24]).toContain(index);
        expect(read?.proven.has(24) === true || read?.claimed.has(24) === true).toBe(true);
      }),
    );
  });
});
