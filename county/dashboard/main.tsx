import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { App } from './app.tsx';
import { beginTexts, i18n } from './i18n/index.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/forms.css';
import './styles/summary.css';
import './styles/publish.css';
import './styles/records.css';
import './styles/register.css';
import './styles/information.css';
import './styles/questions.css';
import './styles/overview.css';
import './styles/sites.css';
import './styles/tables.css';
import './styles/print.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');
await beginTexts();
createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={i18n}>
      <App />
    </I18nextProvider>
  </StrictMode>,
);
