// Prints the path of the Node for everything else: this one if it is new enough, else one from npm.
// Runs on Node 18.
import { endAfter, stopWatching, watchForInterruption } from './interruption.mjs';
import { isAtLeast, oldestNode } from './node-version.mjs';
import { bringNode } from './npm-node.mjs';

watchForInterruption();
try {
  const isNewEnough = isAtLeast(process.versions.node, oldestNode);
  const node = isNewEnough ? process.execPath : await bringNode();
  stopWatching();
  console.log(node);
} catch (error) {
  endAfter(error);
}
