import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useNavigation } from '../../navigation/navigation.tsx';
import type { ScreenName } from '../../navigation/routes.ts';
import { useTopic } from '../../state/use-topic.ts';
import { IdleScreen } from './idle-screen.tsx';

/** Home is covered after this long without use; other screens are left for home later, for somebody may be reading. */
const COVER_AFTER_MS = 3 * 60_000;
const HOME_AFTER_MS = 10 * 60_000;

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/**
 * What happens when nobody is there: home shows what is new until a key is pressed, and any other screen is left for home,
 * unless a film is on it or a group viewing is open. That key does nothing else.
 */
export function WhenIdle({ at }: { readonly at: ScreenName }): ReactNode {
  const { home } = useNavigation();
  const group = useTopic('group');
  const [covered, setCovered] = useState(false);
  const atHome = at === 'home';
  const open = group !== null;

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const rest = (): void => {
      if (atHome) setCovered(true);
      else if (!open && document.querySelector('video') === null) home();
      else begin();
    };
    const begin = (): void => {
      clearTimeout(timer);
      timer = setTimeout(rest, atHome ? COVER_AFTER_MS : HOME_AFTER_MS);
    };
    begin();
    for (const sign of signs) window.addEventListener(sign, begin, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of signs) window.removeEventListener(sign, begin, { capture: true });
    };
  }, [atHome, home, open]);

  useEffect(() => {
    if (!covered) return undefined;
    const wake = (event: Event): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
      setCovered(false);
    };
    window.addEventListener('keydown', wake, { capture: true });
    window.addEventListener('pointerdown', wake, { capture: true });
    return () => {
      window.removeEventListener('keydown', wake, { capture: true });
      window.removeEventListener('pointerdown', wake, { capture: true });
    };
  }, [covered]);

  return covered && atHome ? <IdleScreen /> : null;
}
