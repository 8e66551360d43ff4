import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { keepFocus } from './navigation/focus-keeper.ts';
import { watchIdlePointer } from './navigation/idle-pointer.ts';
import { moveFocusByArrows } from './navigation/arrow-keys.ts';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
if (window.terminal === undefined) throw new Error('the preload script has not run: open these screens in the terminal program');

moveFocusByArrows(window);
watchIdlePointer(window);
keepFocus(document);
createRoot(root).render(<App api={window.terminal} />);
