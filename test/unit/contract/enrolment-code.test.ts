import { describe, expect, test } from 'vitest';
import { enrolmentProof, formatEnrolmentCode, keyFingerprint, newEnrolmentCode, parseEnrolmentCode, sameProof } from '../../../contract/site/enrolment-code.ts';

const fingerprint = keyFingerprint(Buffer.alloc(32, 7).toString('base64url'));

describe('enrolment code', () => {
  test('is read back however it was typed', () => {
    const code = newEnrolmentCode(fingerprint);
    const printed = formatEnrolmentCode(code);
    expect(printed).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(parseEnrolmentCode(printed)).toEqual(code);
    expect(parseEnrolmentCode(printed.toLowerCase().replaceAll('-', ' '))).toEqual(code);
    expect(parseEnrolmentCode(printed.replaceAll('0', 'o').replaceAll('1', 'l'))).toEqual(code);
  });

  test('a slip in one character is nearly always noticed', () => {
    const printed = formatEnrolmentCode(newEnrolmentCode(fingerprint)).replaceAll('-', '');
    const slips = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K'].filter((character) => character !== printed[5]).map((character) => printed.slice(0, 5) + character + printed.slice(6));
    expect(slips.filter((slip) => parseEnrolmentCode(slip) !== null).length).toBeLessThan(3);
  });

  test('what cannot be a code is not read', () => {
    expect(parseEnrolmentCode('')).toBeNull();
    expect(parseEnrolmentCode('1234-5678')).toBeNull();
  });

  test('a proof holds for one key and one journal only', () => {
    const proof = enrolmentProof('SECRET', 'key', 'journal');
    expect(sameProof(proof, enrolmentProof('SECRET', 'key', 'journal'))).toBe(true);
    expect(sameProof(proof, enrolmentProof('SECRET', 'other', 'journal'))).toBe(false);
    expect(sameProof(proof, enrolmentProof('SECRET', 'key', 'other'))).toBe(false);
    expect(sameProof(proof, proof.slice(1))).toBe(false);
  });
});
