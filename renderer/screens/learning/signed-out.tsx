import { CalendarCheck, Clapperboard, Clock3, ListChecks, LogIn, UsersRound } from 'lucide-react';
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

/** What one finds here, and the way in. */
export function SignedOut(): ReactNode {
  const { t } = useTranslation('learning');
  const { back, go, replace } = useNavigation();
  return (
    <Screen
      title={t('title')}
      subtitle={t('signInFirst')}
      onBack={back}
      actions={
        <>
          <Button icon={UsersRound} focusKey="learners" onPress={() => go('learners')}>
            {t('toLearners')}
          </Button>
          <Button icon={Clapperboard} focusKey="programs" onPress={() => replace('programs')}>
            {t('toPrograms')}
          </Button>
          <Button variant="primary" icon={LogIn} initialFocus focusKey="learning-sign-in" onPress={() => go('sign-in', { thenPlay: null })}>
            {t('signIn')}
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
    </Screen>
  );
}
