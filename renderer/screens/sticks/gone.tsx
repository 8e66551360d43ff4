import { Usb } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { Screen } from '../../components/screen.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';

/** In the place of a stick that was pulled out. */
export function Gone(): ReactNode {
  const { t } = useTranslation('sticks');
  const { back } = useNavigation();
  return (
    <Screen title={t('title')} onBack={back}>
      <EmptyState icon={Usb} title={t('gone.title')} hint={t('gone.hint')} />
    </Screen>
  );
}
