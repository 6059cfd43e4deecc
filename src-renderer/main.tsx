import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startDesktopLink } from './state/desktop-link.ts'
import { startServerLink } from './state/server-link.ts'
import { openSessionFromAddress } from './state/session.ts'
import './ui/tokens.css'
import './ui/base.css'

const root = document.getElementById('root')
if (!root) throw new Error('The page has no place for the window')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
void openSessionFromAddress().then(startServerLink)
startDesktopLink()
