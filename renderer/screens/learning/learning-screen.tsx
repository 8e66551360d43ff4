import { CalendarCheck, Clapperboard, Clock3, ListChecks, Wheat } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Screen } from '../../components/screen.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import './learning-screen.css';

const parts: readonly { readonly name: 'plan' | 'watched' | 'hours'; readonly icon: LucideIcon }[] = [
  { name: 'plan', icon: ListChecks },
  { name: 'watched', icon: CalendarCheck },
  { name: 'hours', icon: Clock3 },
];

/** Says what a member will find here, and where to learn meanwhile. */
export function LearningScreen(): ReactNode {
  const { t } = useTranslation('learning');
  const { back, replace } = useNavigation();
  return (
    <Screen
      title={t('title')}
      subtitle={t('subtitle')}
      onBack={back}
      actions={
        <>
          <Button icon={Wheat} onPress={() => replace('information')}>
            {t('toInformation')}
          </Button>
          <Button variant="primary" icon={Clapperboard} initialFocus onPress={() => replace('programs')}>
            {t('toPrograms')}
          </Button>
        </>
      }
      centred
    >
      <ul className="learning">
        {parts.map(({ name, icon: Icon }) => (
          <li key={name} className="learning__part">
            <Icon aria-hidden />
            <h2>{t(`parts.${name}.title`)}</h2>
            <p>{t(`parts.${name}.text`)}</p>
          </li>
        ))}
      </ul>
      <p className="learning__now">{t('now')}</p>
    </Screen>
  );
}
