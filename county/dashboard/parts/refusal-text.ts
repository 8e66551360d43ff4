import type { TFunction } from 'i18next';
import type { Refusal } from '../api.ts';
import { RefusalError } from '../api.ts';
import { sizeText } from './size-text.ts';

/** What a person is told of a refusal that no form has words of its own for. */
export function refusalText(t: TFunction, refusal: Refusal): string {
  switch (refusal.kind) {
    case 'unreachable':
      return t('problem.unreachable');
    case 'unauthorized':
    case 'forbidden':
      return t('problem.forbidden');
    case 'password-change-needed':
      return t('problem.passwordChange');
    case 'busy':
      return t('problem.busy');
    case 'wait':
      return t('problem.wait', { seconds: refusal.seconds });
    case 'disk-full':
      return t('problem.diskFull', { needs: sizeText(refusal.needsBytes), free: sizeText(refusal.freeBytes) });
    case 'wrong-names':
      return t('problem.wrongNames', { names: refusal.names.slice(0, 5).join('、') });
    case 'out-of-step':
      return t('problem.outOfStep');
    case 'refused':
      return refusedText(t, refusal.code, refusal.message);
    case 'strange':
      return t('problem.strange');
    case 'failing':
      return t('problem.failing');
  }
}

function refusedText(t: TFunction, code: string, message: string): string {
  switch (code) {
    case 'changed-meanwhile':
      return t('problem.changedMeanwhile');
    case 'report-signed':
      return t('problem.reportSigned');
    case 'not-found':
      return t('problem.notFound');
    case 'month-not-over':
      return t('problem.monthNotOver');
    default:
      return t('problem.refused', { message });
  }
}

/** The refusal in an error; anything else is a fault of the page and goes on. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof RefusalError) return error.refusal;
  throw error;
}
