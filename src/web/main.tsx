import { render } from 'preact';
import { App } from './app/app.tsx';
import './styles/tokens.css';
import './styles/base.css';
import './styles/forms.css';
import './styles/frame.css';
import './styles/tables.css';
import './styles/map.css';
import './styles/lanes.css';
import './styles/find.css';
import './styles/player.css';
import './styles/requests.css';
import './styles/cameras.css';
import './styles/account.css';
import './styles/admin.css';
import './styles/inbox.css';

const root = document.getElementById('app');
if (root) render(<App />, root);
