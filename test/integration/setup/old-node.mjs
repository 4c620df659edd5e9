// Makes a Node that is new enough say that it is an older one.
Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });
