import { Suspense, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { I18nextProvider, useTranslation } from 'react-i18next';
import type { TerminalApi } from '../contract/ipc/api.ts';
import { FaultBoundary } from './components/fault-boundary.tsx';
import { Loading } from './components/loading.tsx';
import { ToastProvider } from './components/toast.tsx';
import { createTexts } from './i18n/i18n.ts';
import { wayBefore } from './navigation/kept-way.ts';
import { NavigationProvider } from './navigation/navigation.tsx';
import { EnrolmentScreen } from './screens/enrolment/enrolment-screen.tsx';
import { WhenIdle } from './screens/idle/when-idle.tsx';
import { screens } from './screens/screens.ts';
import { ShownScreen } from './screens/shown-screen.tsx';
import { TerminalProvider } from './state/terminal.tsx';
import { useTopic } from './state/use-topic.ts';

/** Everything on the screen. */
export function App({ api }: { readonly api: TerminalApi }): ReactNode {
  const [texts] = useState(() => createTexts());
  return (
    <I18nextProvider i18n={texts}>
      <FaultBoundary>
        <TerminalProvider api={api}>
          <Suspense fallback={<Loading />}>
            <InReadersLanguage>
              <ToastProvider>
                <Start />
              </ToastProvider>
            </InReadersLanguage>
          </Suspense>
        </TerminalProvider>
      </FaultBoundary>
    </I18nextProvider>
  );
}

/** Follows the language that the main process keeps. */
function InReadersLanguage({ children }: { readonly children: ReactNode }): ReactNode {
  const { language } = useTopic('app');
  const { i18n, t } = useTranslation('common');
  useEffect(() => {
    void i18n.changeLanguage(language);
  }, [i18n, language]);
  useEffect(() => {
    document.documentElement.lang = i18n.language;
    document.title = t('product');
  }, [i18n.language, t]);
  return <I18nProvider locale={language}>{children}</I18nProvider>;
}

/** The enrolment until the terminal is enrolled, then home and what one opens from there. */
function Start(): ReactNode {
  const { enrolment } = useTopic('app');
  const [way] = useState(() => wayBefore(new Set(Object.keys(screens)), window.location.hash));
  if (enrolment === null) return <EnrolmentScreen />;
  return (
    <NavigationProvider begin={way}>
      {(entry) => (
        <>
          <ShownScreen key={entry.id} entry={entry} />
          <WhenIdle at={entry.route.name} />
        </>
      )}
    </NavigationProvider>
  );
}
