import './buffer-global.ts';
import { render } from 'preact';
import { VerifierPage } from './verifier-page.tsx';

const root = document.getElementById('page');
if (root) render(<VerifierPage />, root);
