import { render } from 'preact';
import { App } from './app/app.tsx';
import { rememberedBook } from './messages/language.tsx';
import './styles/tokens.css';
import './styles/base.css';
import './styles/forms.css';
import './styles/frame.css';
import './styles/tables.css';
import './styles/map.css';
import './styles/lanes.css';
import './styles/find.css';
import './styles/player.css';
import './styles/watch.css';
import './styles/requests.css';
import './styles/cameras.css';
import './styles/account.css';
import './styles/admin.css';
import './styles/inbox.css';
import './styles/system.css';
import './styles/report.css';

const root = document.getElementById('app');
if (root) void begin(root);

/** Without texts there is no language to say it in: in both. */
async function begin(page: HTMLElement): Promise<void> {
  const first = await rememberedBook().catch(() => undefined);
  if (first) render(<App first={first} />, page);
  else page.textContent = 'Không tải được trang, hãy tải lại. · The page could not be loaded: reload it.';
}
