export {
  type ChangedKeys,
  type KeyChange,
  keyChangeFact,
  keyChangeIn,
  signedKeysOf,
  signKeyChange,
} from './key-change.ts';
export { keyChangePath, type LaterKey, laterKey } from './later-key.ts';
