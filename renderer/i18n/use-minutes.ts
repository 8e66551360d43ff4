import { useTranslation } from 'react-i18next';

/** The length of a film or of several, said in whole minutes, and in seconds below one minute. */
export function useMinutes(): (seconds: number) => string {
  const { t } = useTranslation('common');
  return (seconds) => {
    const rounded = Math.round(seconds);
    if (rounded < 60) return t('length.seconds', { count: rounded });
    const minutes = Math.round(rounded / 60);
    if (minutes < 60) return t('length.minutes', { count: minutes });
    return t('length.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  };
}
