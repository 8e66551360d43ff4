import type { TFunction } from 'i18next';
import type { TableFaultCode } from '../../information/import/fault.ts';

/** What is wrong with a cell or a field, in the words that the command line has too. */
export function faultText(t: TFunction, { code, values }: { readonly code: TableFaultCode; readonly values: Readonly<Record<string, string | number>> }): string {
  const key = `tableFault.${code}` as const;
  return t(key, { ...values });
}
