import { s3Missing } from '../support/minio-server.ts';
import { describeWay } from '../support/way-of-a-segment.ts';

const reason = s3Missing === undefined ? {} : { impossible: s3Missing };

describeWay({ store: 'minio', firstAddress: '127.20.20.1', ...reason });
