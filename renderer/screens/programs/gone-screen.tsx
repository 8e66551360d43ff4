import { Clapperboard } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { Screen } from '../../components/screen.tsx';

/** In the place of a program that the county has withdrawn meanwhile. */
export function GoneScreen({ onBack }: { readonly onBack: () => void }): ReactNode {
  const { t } = useTranslation('programs');
  return (
    <Screen title={t('title')} onBack={onBack}>
      <EmptyState icon={Clapperboard} title={t('gone.title')} hint={t('gone.hint')} />
    </Screen>
  );
}
