import { CalendarDays, ClipboardList, MapPinned } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';

/** The ways from the site management to what is planned, what was watched, and what happened elsewhere. */
export function HallWays(): ReactNode {
  const { t } = useTranslation('hall');
  const { go } = useNavigation();
  return (
    <>
      <Button icon={CalendarDays} focusKey="schedule" onPress={() => go('schedule')}>
        {t('ways.schedule')}
      </Button>
      <Button icon={ClipboardList} focusKey="past-viewings" onPress={() => go('past-viewings')}>
        {t('ways.past')}
      </Button>
      <Button icon={MapPinned} focusKey="activities" onPress={() => go('activities')}>
        {t('ways.activities')}
      </Button>
    </>
  );
}
