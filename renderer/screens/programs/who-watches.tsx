import { LogIn, LogOut, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Tag } from '../../components/tag.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';
import { useTopic } from '../../state/use-topic.ts';

/** Who is signed in, with the way out; else the way in. `brief`: where the screen itself says who it is. */
export function WhoWatches({ brief = false }: { readonly brief?: boolean }): ReactNode {
  const { t } = useTranslation('programs');
  const { go } = useNavigation();
  const { member } = useTopic('app');
  const signOut = useCall('member.signOut');
  if (member === null) {
    return (
      <Button icon={LogIn} focusKey="sign-in" onPress={() => go('sign-in', { thenPlay: null })}>
        {t('signIn')}
      </Button>
    );
  }
  return (
    <>
      {!brief && (
        <Tag icon={UserRound} tone="done">
          {t('member', { name: member.name, number: member.number })}
        </Tag>
      )}
      <Button icon={LogOut} focusKey="sign-in" busy={signOut.busy} onPress={() => void signOut.run({})}>
        {t('signOut')}
      </Button>
    </>
  );
}
