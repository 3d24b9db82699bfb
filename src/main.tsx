import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { startApp } from './app/startApp.ts';
import { trustOwnWorkers } from './app/trustedScripts.ts';
import '#ui/tokens.css';
import '#ui/base.css';

trustOwnWorkers();
startApp();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
