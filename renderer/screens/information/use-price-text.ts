import { useMemo } from 'react';
import { useLanguage } from '../../i18n/use-format.ts';

/** Writes a price with the cents it has, e.g. `67.6`, `3.25`. */
export function usePriceText(): (price: number) => string {
  const language = useLanguage();
  return useMemo(() => {
    const format = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
    return (price) => format.format(price);
  }, [language]);
}
