// Who may import whom: src/README.md, checked by test/architecture and by `npm test`.

/** Domain rooms, and the rooms each may import besides itself and core. */
const rooms = {
  core: [],
  bitstream: [],
  'digest-auth': [],
  print: [],
  places: [],
  custody: [],
  media: ['bitstream'],
  camera: ['places', 'custody'],
  discovery: ['camera', 'custody'],
  contributor: ['camera', 'custody', 'print'],
  enrolment: ['places', 'camera', 'discovery', 'contributor', 'custody'],
  relay: ['bitstream', 'digest-auth'],
  recording: ['media', 'camera', 'relay'],
  ward: ['custody'],
  objects: ['custody'],
  ingest: ['media', 'camera', 'recording', 'objects'],
  footage: ['places', 'media', 'camera', 'recording', 'ingest', 'objects'],
  access: ['places', 'camera', 'custody', 'recording', 'footage', 'print'],
  evidence: ['places', 'custody', 'media', 'recording', 'objects', 'footage', 'print', 'log', 'verify'],
  operations: [],
  log: [],
  signer: ['log', 'objects'],
  proven: ['log'],
  verify: ['places', 'log'],
  witness: ['log'],
  monitor: ['log'],
  retention: ['custody', 'recording', 'objects', 'ingest'],
  report: ['camera', 'custody', 'recording', 'print'],
};

/** Folder of src → the libraries that it alone may import, besides zod, which is everyone's. */
const libraries = {
  'adapters/argon2': ['@node-rs/argon2', 'p-limit'],
  'adapters/bullmq': ['bullmq'],
  'adapters/certificate': ['@peculiar/x509', 'reflect-metadata'],
  'adapters/csv': ['csv-parse'],
  'adapters/ffmpeg': ['fluent-ffmpeg', 'p-limit'],
  'adapters/minio': ['minio'],
  'adapters/nodemailer': ['nodemailer'],
  'adapters/onvif': ['node-onvif'],
  'adapters/otpauth': ['otpauth'],
  'adapters/pdfkit': ['pdfkit', 'fontkit'],
  'adapters/pino': ['pino'],
  'adapters/postgres': ['kysely', 'pg', 'connect-pg-simple', 'express-session'],
  'adapters/pkijs': ['asn1js', 'pkijs'],
  'adapters/proj4': ['proj4'],
  'adapters/prom': ['prom-client'],
  'adapters/redis': ['ioredis', 'rate-limiter-flexible'],
  'adapters/sharp': ['sharp'],
  'adapters/threads': ['p-limit'],
  'adapters/xlsx': ['fflate', 'read-excel-file'],
  api: ['express', 'express-session', 'helmet', 'range-parser', '@asteasolutions/zod-to-openapi'],
  web: ['preact', 'leaflet', 'hls.js', 'uqr'],
  'verify-page': ['preact', '@noble/hashes', 'buffer'],
};

const anyOf = (names) => `(?:${names.join('|')})`;
const domain = anyOf(Object.keys(rooms));
const product = '^(?:src|workers)/';
const npm = (names) => `^node_modules/(?:@types/)?${anyOf(names)}/`;
const forbidden = (name, from, to) => ({ name, severity: 'error', from, to });

const roomRules = Object.entries(rooms).map(([room, others]) =>
  forbidden(
    `${room}-imports-only-its-own`,
    { path: `^src/${room}/` },
    { path: '^src/', pathNot: `^src/${anyOf([room, 'core', ...others])}/` },
  ),
);

const libraryRules = Object.entries(libraries).flatMap(([, names]) =>
  names.map((name) => {
    const owners = Object.keys(libraries).filter((folder) => libraries[folder].includes(name));
    return forbidden(
      `${name}-is-imported-by-its-own-folder-only`,
      { path: product, pathNot: `^src/${anyOf(owners)}/` },
      { path: npm([name]) },
    );
  }),
);

export default {
  forbidden: [
    forbidden('no-cycle', {}, { circular: true }),
    ...roomRules,
    forbidden(
      'domain-imports-no-library',
      { path: `^src/${domain}/` },
      { path: '^node_modules/', pathNot: npm(['zod']) },
    ),
    forbidden(
      'domain-does-no-input-or-output',
      { path: `^src/${domain}/`, pathNot: '^src/relay/sockets\\.ts$' },
      { path: '^(?:node:)?(?:fs|net|child_process|dgram|tls|https?|http2)(?:/|$)' },
    ),
    forbidden(
      'relay-sockets-only-net',
      { path: '^src/relay/sockets\\.ts$' },
      { path: '^(?:node:)?(?:fs|child_process|dgram|tls|https?|http2)(?:/|$)' },
    ),
    forbidden(
      'jobs-imports-core',
      { path: '^src/jobs/' },
      { path: '^src/', pathNot: `^src/(?:jobs|core|${domain})/` },
    ),
    forbidden(
      'jobs-takes-only-types-of-the-domain',
      { path: '^src/jobs/' },
      { path: `^src/${domain}/`, pathNot: '^src/(?:core|custody)/', dependencyTypesNot: ['type-only'] },
    ),
    forbidden(
      'adapter-imports-the-domain',
      { path: '^src/adapters/([^/]+)/', pathNot: '^src/adapters/(?:bullmq|redis)/' },
      { path: '^src/', pathNot: `^src/(?:adapters/$1|${domain})/` },
    ),
    forbidden(
      'bullmq-and-redis-import-the-domain-and-jobs',
      { path: '^src/adapters/(bullmq|redis)/' },
      { path: '^src/', pathNot: `^src/(?:adapters/$1|jobs|${domain})/` },
    ),
    forbidden(
      'api-imports-the-domain',
      { path: '^src/api/' },
      { path: '^src/', pathNot: `^src/(?:api|jobs|${domain})/` },
    ),
    forbidden(
      'workers-import-the-domain',
      { path: '^workers/' },
      { path: '^src/', pathNot: `^src/(?:(?:jobs|${domain})/|compose)` },
    ),
    forbidden(
      'compose-is-for-programs',
      { path: product, pathNot: '^(?:src/compose|src/main\\.ts$|workers/)' },
      { path: '^src/compose' },
    ),
    forbidden(
      'console-talks-http-only',
      { path: '^src/web/' },
      { path: '^src/', pathNot: '^src/(?:web|client)/' },
    ),
    forbidden(
      'verify-page-imports-the-verifier',
      { path: '^src/verify-page/' },
      { path: '^src/', pathNot: '^src/(?:verify-page|verify|log|core)/' },
    ),
    forbidden(
      'nobody-imports-the-page-of-the-verifier',
      { path: product, pathNot: '^src/verify-page/' },
      { path: '^src/verify-page/' },
    ),
    forbidden('nobody-imports-the-console', { path: product, pathNot: '^src/web/' }, { path: '^src/web/' }),
    forbidden('client-talks-http-only', { path: '^src/client/' }, { pathNot: '^src/client/' }),
    forbidden('src-is-the-bottom', { path: '^src/' }, { path: '^(?:workers|scripts|test)/' }),
    forbidden('workers-import-no-scripts', { path: '^workers/' }, { path: '^(?:scripts|test)/' }),
    forbidden(
      'only-programs-touch-config',
      { path: product, pathNot: '^(?:src/compose|src/main\\.ts$|workers/main\\.ts$)' },
      { path: '^config/' },
    ),
    forbidden(
      'config-imports-core',
      { path: '^config/' },
      { path: '^(?:src|workers|scripts|test)/', pathNot: '^src/core/' },
    ),
    forbidden(
      'ward-shares-nothing-with-the-product',
      { path: '^scripts/ward/' },
      { path: '^(?:src|workers|config)/' },
    ),
    forbidden('scripts-import-no-tests', { path: '^scripts/' }, { path: '^test/' }),
    ...libraryRules,
    forbidden(
      'every-library-has-a-folder',
      { path: product },
      { path: '^node_modules/', pathNot: npm(['zod', ...Object.values(libraries).flat()]) },
    ),
    forbidden('nothing-unresolved', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.mjs$|^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
