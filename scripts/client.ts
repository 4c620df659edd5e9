import { writeFileSync } from 'node:fs';
import { clientPath, clientText } from './client/client-text.ts';

/** `npm run client`: generates the API client from the routes. */
writeFileSync(clientPath, clientText());
console.log(`wrote ${clientPath}`);
